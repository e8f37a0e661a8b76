"""The questionnaire is the one that was agreed: every question, its words, its conditions, its column."""

import pytest
from django.utils import translation

from surveys.models import Debt, Member, Survey
from surveys.questionnaire import (
    MODELS,
    SECTIONS,
    asked_by,
    conditions,
    every_question,
    questions,
    section_of,
)

AGREED = {
    "A": "round community survey_date enumerator informant visit_result privacy_notice sensitive_consent share_with",
    "B": "house_no no_house_number registration house_code moo soi road building floor room subdistrict postcode "
    "lat lng accuracy point_source canal canal_name households_in_house phone",
    "C": "members_living members_registered years_here moved_from",
    "D": "dwelling storeys material condition floor_area bedrooms water electricity toilet sewage access_width "
    "floods_per_year flood_depth fire_risk",
    "E": "house_tenure land_tenure lease_end land_owner rent_house rent_land problems eviction_by eviction_deadline",
    "F": "income_total income_band income_regular expense_food expense_housing expense_utility expense_transport "
    "expense_school expense_health expense_other savings savings_amount saving_month savings_group_member",
    "G": "want form max_distance afford_month down_payment timeframe programmes join_baan_mankong received_before "
    "received_year",
    "H": "comment difficulty",
}
AGREED_MEMBER = (
    "relation title first_name last_name sex id_kind citizen_id birth_date birth_year nationality registered_here "
    "education graduated_year work income_month welfare disability disability_card bedridden chronic"
)
AGREED_DEBT = "source balance pay_month rate"
LEVELS = ("survey", "member", "debt")
AGREED_CODES = {
    "visit_result": "complete partial absent refused vacant demolished not_residence",
    "canal": "none beside within over",
    "dwelling": "detached rowhouse townhouse condo room_in_house rented_room temporary boat other",
    "condition": "good minor major dilapidated unsafe",
    "house_tenure": "owner instalment rent free_work free_relative occupy",
    "land_tenure": "title cooperative lease verbal permitted encroach dispute unknown",
    "land_owner": "private family treasury railway port crown temple mosque bma nha irrigation highways canal_public "
    "military cooperative other_state unknown",
    "problems": "eviction_notice lawsuit lease_ending canal_encroachment state_project dilapidated crowded "
    "unaffordable no_utility flood fire safety waste no_house_registration none",
    "income_band": "up_to_5000 up_to_10000 up_to_15000 up_to_20000 up_to_30000 up_to_50000 over_50000",
    "savings": "bank savings_group cooperative share none",
    "want": "stay_repair stay_rebuild stay_regularise reblock land_share nearby relocate rent_public buy return_home "
    "none undecided",
    "programmes": "baan_mankong baan_mankong_canal nha_rent nha_buy public_housing bma_staff_housing starter_rent "
    "repair_grant none unknown",
    "join_baan_mankong": "yes no more_information",
}


@pytest.mark.parametrize("letter", AGREED)
def test_a_section_asks_what_was_agreed_in_its_order(letter):
    section = next(section for section in SECTIONS if section.code == letter)
    assert [question.key for question in section.questions] == AGREED[letter].split()


def test_there_are_no_other_sections():
    assert [section.code for section in SECTIONS] == list(AGREED)


@pytest.mark.parametrize(("level", "keys"), [("member", AGREED_MEMBER), ("debt", AGREED_DEBT)])
def test_a_row_asks_what_was_agreed(level, keys):
    assert list(questions(level)) == keys.split()


@pytest.mark.parametrize("key", AGREED_CODES)
def test_a_question_offers_the_codes_that_were_agreed(key):
    own = [
        code
        for code in questions()[key].codes
        if code in AGREED_CODES[key].split() or code not in ("refused", "unknown")
    ]
    assert own == AGREED_CODES[key].split()


def test_every_question_has_words_of_its_own():
    for section, question in every_question():
        assert str(question.label).strip(), question.key
        assert str(section.title).strip()
        assert all(code and str(label).strip() for code, label in question.choices), question.key


def test_a_question_with_codes_has_some_and_each_once():
    for _section, question in every_question():
        has_codes = question.kind in ("choice", "multi")
        assert bool(question.choices) is has_codes, question.key
        assert len(set(question.codes)) == len(question.codes), question.key


def test_no_code_holds_what_separates_codes():
    for _section, question in every_question():
        assert all(code.replace("_", "").isalnum() and code.isascii() for code in question.codes), (
            question.key
        )


def asked_in(condition) -> set[str]:
    if "question" in condition:
        return {condition["question"]}
    return {key for part in condition.get("all", condition.get("any")) for key in asked_in(part)}


BESIDE = {("house_no", "no_house_number")}
"""Asked the other way round on paper: the number first, then the box that says there is none."""


def test_a_condition_refers_to_earlier_questions_of_its_row_or_survey():
    order = list(questions())
    for key, condition in conditions().items():
        asked = {one for one in asked_in(condition) if (key, one) not in BESIDE}
        assert all(order.index(one) < order.index(key) for one in asked), key
    member, sections = list(questions("member")), section_of()
    for key, condition in conditions("member").items():
        own = asked_in(condition) & set(member)
        assert all(member.index(asked) < member.index(key) for asked in own), key
        assert all(sections[asked].code in "AB" for asked in asked_in(condition) - own), key


def codes_in(condition) -> list[tuple[str, str]]:
    if "question" in condition:
        return [(condition["question"], code) for code in condition.get("in", condition.get("not_in", []))]
    return [pair for part in condition.get("all", condition.get("any")) for pair in codes_in(part)]


def test_a_condition_names_codes_that_its_question_offers():
    known = {**questions("member"), **questions()}
    for level in LEVELS:
        for condition in conditions(level).values():
            for key, code in codes_in(condition):
                assert code in ("", "refused", "unknown", *known[key].codes), (key, code)


def answer_columns(model) -> set[str]:
    """The columns of the abstract models in surveys/models/answers/."""
    bases = [base for base in model.__mro__ if base.__module__.startswith("surveys.models.answers")]
    return {field.name for base in bases for field in base._meta.local_fields}


@pytest.mark.parametrize("level", LEVELS)
def test_questions_and_columns_are_the_same(level):
    assert answer_columns(MODELS[level]) == set(questions(level)) - {"round", "community"}


@pytest.mark.parametrize("level", LEVELS)
def test_a_question_speaks_with_the_words_of_its_column(level):
    for key, question in questions(level).items():
        if key not in ("round", "community"):
            column = MODELS[level]._meta.get_field(key)
            assert (question.label, question.help, question.kind) == (
                column.verbose_name,
                column.help_text,
                column.kind,
            )
        assert hasattr(MODELS[level], question.column), key


def test_health_is_sensitive_and_asked_with_consent_only():
    sensitive = {question.key for _section, question in every_question() if question.sensitive}
    assert sensitive == {"disability", "disability_card", "bedridden", "chronic"}
    assert all("sensitive_consent" in asked_in(conditions("member")[key]) for key in sensitive)


def test_what_names_or_finds_a_person_is_personal():
    personal = {question.key for _section, question in every_question() if question.personal}
    naming = "enumerator house_no house_code phone lat lng comment first_name last_name citizen_id birth_date"
    health = "disability disability_card bedridden chronic"
    assert set(f"{naming} {health} balance pay_month income_total income_month".split()) <= personal
    assert not {"dwelling", "condition", "want", "problems", "round", "community"} & personal


@pytest.mark.parametrize("model", [Survey, Member, Debt])
def test_a_personal_field_is_a_column(model):
    columns = {field.name for field in model._meta.concrete_fields}
    assert set(model.personal_fields) <= columns


def test_a_round_asks_everything_unless_it_says_what():
    everything = asked_by(type("Round", (), {"questions": []}))
    assert {"soi", "members.first_name", "debts.rate"} <= everything
    assert len(everything) == sum(len(questions(level)) for level in LEVELS)
    assert asked_by(type("Round", (), {"questions": ["soi"]})) == {"soi"}


@pytest.mark.parametrize(("language", "marks"), [("th", "กขคงจฉชซ"), ("en", "ABCDEFGH")])
def test_sections_are_lettered_in_the_language_of_the_page(language, marks):
    with translation.override(language):
        assert "".join(section.mark for section in SECTIONS) == marks
