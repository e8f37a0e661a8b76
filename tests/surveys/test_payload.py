"""Turning a payload into an entry: nothing typed is dropped, and reading twice changes nothing."""

import uuid
from types import SimpleNamespace

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys import actions, payload
from tests import factories
from tests.surveys.made_up import ODD, payloads

pytestmark = pytest.mark.django_db
ALL = SimpleNamespace(questions=[])
PATIENT = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip


def read(**given):
    return payload.read(given, ALL)


def codes(entry) -> dict[str, str]:
    return {problem.field: problem.code for problem in entry.unreadable}


@given(made=payloads())
@PATIENT
def test_reading_what_an_entry_says_gives_the_same_entry_again(made, reference):
    once = payload.read(made, ALL).content()
    twice = payload.read(once, ALL).content()
    assert payload.read(twice, ALL).content() == twice
    assert twice == once


@given(made=payloads())
@PATIENT
def test_the_same_payload_is_read_alike_whatever_the_order_of_its_answers(made, reference):
    turned = {**made, "answers": dict(reversed(made["answers"].items()))}
    assert list(payload.read(turned, ALL).content().items()) == list(
        payload.read(made, ALL).content().items()
    )


@given(strange=st.dictionaries(st.sampled_from(("answers", "members", "debts", "confirmed")), ODD))
@PATIENT
def test_a_payload_of_any_shape_is_read_without_an_error(strange, reference):
    entry = payload.read(strange, ALL)
    assert entry.survey.values == {}


def test_what_cannot_be_read_is_kept_as_typed_and_reported():
    entry = read(answers={"rent_house": "สามพัน", "survey_date": "31/4/2569", "dwelling": "castle"})
    assert entry.survey.values == {}
    assert entry.survey.raw == {"rent_house": "สามพัน", "survey_date": "31/4/2569", "dwelling": "castle"}
    assert codes(entry) == {
        "survey_date": "bad_date",
        "dwelling": "unknown_code",
        "rent_house": "not_a_number",
    }
    assert {str(problem.severity.value) for problem in entry.unreadable} == {"hard"}


def test_what_cannot_be_read_in_a_roster_is_reported_at_its_row():
    entry = read(members=[{"first_name": "ก"}, {"income_month": "มาก"}], debts=[{"rate": "NaN"}])
    assert codes(entry) == {"members-1-income_month": "not_a_number", "debts-0-rate": "not_a_number"}


def test_a_question_nobody_asks_is_kept_and_reported():
    entry = read(answers={"shoe_size": 42}, members=[{"shoe_size": 38}])
    assert (entry.survey.raw, entry.members[0].raw) == ({"shoe_size": 42}, {"shoe_size": 38})
    assert codes(entry) == {"shoe_size": "unknown_question", "members-0-shoe_size": "unknown_question"}


@pytest.mark.parametrize("word", ["refused", "unknown"])
def test_a_non_answer_is_neither_a_value_nor_blank(word):
    row = read(answers={"income_total": word, "survey_date": word, "dwelling": word}).survey
    assert row.not_answered == {"income_total": word, "survey_date": word}
    assert row.values == {"dwelling": word}
    assert (row.answer("income_total"), row.has("income_total"), row.get("income_total")) == (
        word,
        True,
        None,
    )


@pytest.mark.parametrize("blank", [None, "", []])
def test_a_blank_answer_is_no_answer(blank):
    entry = read(answers={"rent_house": blank, "problems": blank, "soi": blank, "dwelling": blank})
    assert entry.content()["answers"] == {} and entry.unreadable == []


def test_zero_and_no_are_answers():
    row = read(answers={"rent_house": 0, "income_regular": False}).survey
    assert row.values == {"rent_house": 0, "income_regular": "no"}


def test_an_answer_that_skip_logic_hides_is_kept_aside():
    row = read(answers={"want": "stay_repair", "form": "flat", "max_distance": 3}).survey
    assert row.values == {"want": "stay_repair"}
    assert row.hidden == {"form": "flat", "max_distance": 3.0}


def test_what_cannot_be_read_behind_a_hidden_question_is_kept_and_stops_nobody():
    entry = read(
        answers={"want": "stay_repair", "max_distance": "ไกล"},
        members=[{"education": "primary", "graduated_year": "จอ"}, {"bedridden": "ไม่รู้"}],
    )
    assert entry.unreadable == [] and entry.survey.hidden == {"max_distance": "ไกล"}
    assert [row.hidden for row in entry.members] == [{"graduated_year": "จอ"}, {}]
    shown = {**entry.content()["answers"], "want": "buy"}
    assert codes(read(answers=shown)) == {"max_distance": "not_a_number"}


def test_an_answer_comes_back_when_its_question_is_shown_again():
    hidden = read(answers={"want": "stay_repair", "form": "flat"}).content()
    hidden["answers"]["want"] = "buy"
    assert payload.read(hidden, ALL).survey.values == {"want": "buy", "form": "flat"}


@pytest.mark.parametrize("consent", ["no", "withdrawn", ""])
def test_a_sensitive_answer_without_consent_is_kept_nowhere(consent):
    health = {"disability": ["moving"], "bedridden": "yes", "chronic": "maybe"}
    entry = read(answers={"sensitive_consent": consent}, members=[{"first_name": "ยายมี", **health}])
    assert entry.content()["members"] == [{"first_name": "ยายมี"}]


@pytest.mark.parametrize("result", ["absent", "refused", "vacant", "demolished", "not_residence"])
def test_without_an_interview_the_house_keeps_its_place_and_nothing_else(result):
    row = read(answers={"visit_result": result, "house_no": "12/3", "dwelling": "boat"}).survey
    assert (row.values, row.hidden) == ({"visit_result": result, "house_no": "12/3"}, {"dwelling": "boat"})


def test_a_round_that_asks_less_keeps_the_other_answers_aside():
    short = SimpleNamespace(questions=["soi", "members.first_name"])
    entry = payload.read(
        {"answers": {"soi": "5", "road": "สุขุมวิท"}, "members": [{"first_name": "ก", "sex": "male"}]}, short
    )
    assert (entry.survey.values, entry.survey.hidden) == ({"soi": "5"}, {"road": "สุขุมวิท"})
    assert (entry.members[0].values, entry.members[0].hidden) == ({"first_name": "ก"}, {"sex": "male"})


def test_reasons_are_trimmed_and_empty_ones_left_out():
    entry = read(confirmed={"rent_while_owner": "  แม่เช่าให้  ", "age_over_100": " ", "x": "ก" * 400})
    assert entry.confirmed == {"rent_while_owner": "แม่เช่าให้", "x": "ก" * 300}


@pytest.mark.parametrize("rows", ["abc", 5, None, {"first_name": "ก"}, True])
def test_a_roster_that_is_no_list_has_no_rows(rows):
    assert read(members=rows).members == []


def test_a_row_that_is_no_row_stays_in_its_place_empty():
    entry = read(members=[None, "x", {"first_name": "ก"}])
    assert entry.content()["members"] == [{}, {}, {"first_name": "ก"}]


@pytest.mark.parametrize("value", [5e16, 1.5, [5e16], {"a": 5e16}])
def test_an_unreadable_number_comes_back_from_the_database_as_it_was_kept(value, officer, slum, round_2570):
    made, key = factories.household_of_four(slum, rent_house=value), uuid.uuid4()
    first = actions.save(survey_id=key, given=made, by=officer, at=timezone.now())
    again = actions.save(survey_id=key, given=made, by=officer, at=timezone.now())
    assert (first.changed, again.changed) == (True, False)
