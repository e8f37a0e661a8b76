"""When each question that is not always asked is asked, and what becomes of its answer when it is not."""

from types import SimpleNamespace

import pytest

from surveys import payload
from surveys.questionnaire import SECTIONS, conditions, questions
from tests.surveys.questions.typed import ELSEWHERE, MEMBER, SURVEY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
ALL = SimpleNamespace(questions=[])
INTERVIEW_ENDS = ("absent", "refused", "vacant", "demolished", "not_residence")
AFTER_THE_PLACE = [
    question.key for section in SECTIONS if section.code in "CDEFG" for question in section.questions
]

# question: (answers that ask for it, answers that do not)
SHOWN = {
    "house_no": ([{}, {"no_house_number": "no"}], [{"no_house_number": "yes"}]),
    "house_code": (
        [{}, {"registration": "permanent"}, {"registration": "unknown"}],
        [{"registration": "none"}],
    ),
    "canal_name": (
        [{"canal": "beside"}, {"canal": "within"}, {"canal": "over"}],
        [{}, {"canal": "none"}, {"canal": "unknown"}, {"canal": "refused"}],
    ),
    "flood_depth": (
        [{"floods_per_year": 1}, {"floods_per_year": "๒"}],
        [{}, {"floods_per_year": 0}, {"floods_per_year": -1}, {"floods_per_year": "unknown"}, {"floods_per_year": "บ่อย"}],
    ),
    "lease_end": ([{"land_tenure": "lease"}], [{}, {"land_tenure": "verbal"}, {"land_tenure": "title"}]),
    "eviction_by": (
        [{"problems": ["lawsuit"]}, {"problems": ["flood", "eviction_notice"]}],
        [{}, {"problems": ["flood"]}, {"problems": ["none"]}, {"problems": ["refused"]}],
    ),
    "eviction_deadline": (
        [{"problems": ["eviction_notice"]}],
        [{}, {"problems": []}, {"problems": ["lease_ending"]}],
    ),
    "income_band": (
        [{"income_total": "refused"}, {"income_total": "unknown"}],
        [{}, {"income_total": 0}, {"income_total": 9000}, {"income_total": "มาก"}],
    ),
    "savings_amount": (
        [{"savings": ["bank"]}, {"savings": ["share", "none"]}],
        [{}, {"savings": ["none"]}, {"savings": ["refused"]}],
    ),
    "saving_month": (
        [{"savings": ["savings_group"]}, {"savings": ["cooperative"]}],
        [{}, {"savings": ["none"]}, {"savings": ["unknown"]}],
    ),
    "form": (
        [{"want": want} for want in ("stay_rebuild", "reblock", "land_share", "nearby", "relocate", "rent_public", "buy")],
        [{}, {"want": "stay_repair"}, {"want": "stay_regularise"}, {"want": "return_home"}, {"want": "none"}],
    ),
    "max_distance": (
        [{"want": want} for want in ("nearby", "relocate", "rent_public", "buy")],
        [{}, {"want": "reblock"}, {"want": "undecided"}, {"want": "refused"}],
    ),
    "received_year": (
        [{"received_before": "repair_grant"}, {"received_before": "nha_buy"}],
        [{}, {"received_before": "none"}, {"received_before": "unknown"}, {"received_before": "refused"}],
    ),
    "sensitive_consent": (
        [{}, {"visit_result": "partial"}],
        [{"visit_result": result} for result in INTERVIEW_ENDS],
    ),
    "share_with": ([{}, {"visit_result": "complete"}], [{"visit_result": "vacant"}]),
}  # fmt: skip
OF_MEMBERS = {
    "citizen_id": (
        [{"id_kind": "thai13"}, {"id_kind": "pink13"}],
        [{}, {"id_kind": "passport"}, {"id_kind": "none"}, {"id_kind": "refused"}],
    ),
    "birth_year": (
        [{}, {"birth_date": "1/13/2530"}],
        [{"birth_date": "1/1/2530"}, {"birth_date": "unknown"}],
    ),
    "graduated_year": (
        [{"education": "diploma"}, {"education": "bachelor"}, {"education": "higher"}],
        [{}, {"education": "primary"}, {"education": "none"}, {"education": "unknown"}],
    ),
}
HEALTH = ("disability", "disability_card", "bedridden", "chronic")


def cases(table: dict) -> list[tuple]:
    return [
        (key, beside, is_shown)
        for key, sides in table.items()
        for is_shown, side in zip((True, False), sides, strict=True)
        for beside in side
    ]


def survey(key: str, beside: dict):
    typed = {**SURVEY, **ELSEWHERE["survey"]}[key][0]
    return payload.read({"answers": {**beside, key: typed}}, ALL).survey


def member(key: str, beside: dict, **answers):
    typed = {**MEMBER, **ELSEWHERE["member"]}[key][0]
    return payload.read({"answers": answers, "members": [{**beside, key: typed}]}, ALL).members[0]


def test_every_condition_of_a_question_is_tried():
    own = {question.key for section in SECTIONS for question in section.questions if question.shown_when}
    assert own == set(SHOWN)
    assert set(conditions("member")) == {*OF_MEMBERS, *HEALTH}
    assert conditions("debt") == {}


@pytest.mark.parametrize(("key", "beside", "is_shown"), cases(SHOWN))
def test_a_question_is_asked_when_it_should_be(key, beside, is_shown):
    row = survey(key, beside)
    assert (key in row.values, key in row.hidden) == (is_shown, not is_shown)


@pytest.mark.parametrize(("key", "beside", "is_shown"), cases(OF_MEMBERS))
def test_a_question_about_a_person_is_asked_when_it_should_be(key, beside, is_shown):
    row = member(key, beside)
    assert (key in row.values, key in row.hidden) == (is_shown, not is_shown)


@pytest.mark.parametrize("key", AFTER_THE_PLACE)
@pytest.mark.parametrize("result", INTERVIEW_ENDS)
def test_without_an_interview_nothing_after_the_place_is_asked(key, result):
    row = survey(key, {"visit_result": result})
    assert key not in row.values and key in row.hidden


@pytest.mark.parametrize("key", ["comment", "difficulty", "phone", "lat", "canal", "house_no"])
@pytest.mark.parametrize("result", INTERVIEW_ENDS)
def test_without_an_interview_the_place_and_the_closing_are_asked(key, result):
    assert key in survey(key, {"visit_result": result}).values


@pytest.mark.parametrize("key", HEALTH)
@pytest.mark.parametrize("consent", ["no", "withdrawn", None, "perhaps"])
def test_without_consent_no_answer_about_health_is_kept_anywhere(key, consent):
    beside = {"disability": ["moving"]} if key == "disability_card" else {}
    row = member(key, beside, sensitive_consent=consent)
    assert not row.has(key) and key not in row.hidden and key not in row.plain()


@pytest.mark.parametrize("key", HEALTH)
def test_with_consent_answers_about_health_are_kept(key):
    beside = {"disability": ["moving"]} if key == "disability_card" else {}
    assert key in member(key, beside, sensitive_consent="yes").values


@pytest.mark.parametrize("disability", [None, [], ["none"], ["refused"], ["unknown"]])
def test_a_card_is_asked_for_only_beside_a_disability(disability):
    row = member("disability_card", {"disability": disability}, sensitive_consent="yes")
    assert not row.has("disability_card")


def test_consent_given_without_an_interview_is_no_consent():
    row = member("bedridden", {}, sensitive_consent="yes", visit_result="vacant")
    assert not row.has("bedridden")


@pytest.mark.parametrize("key", [key for key in SHOWN if not questions()[key].sensitive])
def test_an_answer_that_was_hidden_comes_back_as_it_was(key):
    shown, hidden = SHOWN[key][0][-1], SHOWN[key][1][-1]
    away = survey(key, hidden).plain()
    back = payload.read({"answers": {**away, **dict.fromkeys(hidden), **shown}}, ALL).survey
    assert back.plain()[key] == {**SURVEY, **ELSEWHERE["survey"]}[key][1]
    assert key not in back.hidden
