"""Laws of the rules: they hold whatever was typed."""

from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys import payload, rules
from surveys.problems import blocking
from tests.surveys.made_up import payloads
from tests.surveys.rules.asking import COMMUNITY, ROUND, TODAY, around

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
PATIENT = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
ALL = SimpleNamespace(questions=[])


def problems(made: dict, **surroundings):
    return rules.problems(payload.read(made, ALL), around(**surroundings))


def keys(found) -> list[tuple[str, str]]:
    return [(one.code, one.field) for one in found]


@given(made=payloads())
@PATIENT
def test_asking_twice_finds_the_same(made):
    assert problems(made) == problems(made)


@given(made=payloads())
@PATIENT
def test_a_problem_has_a_sentence_a_place_and_a_code(made):
    for one in problems(made):
        assert one.field and one.code and str(one.sentence) and "%(" not in str(one.sentence)


@given(made=payloads())
@PATIENT
def test_nobody_is_told_the_same_twice(made):
    found = keys(problems(made))
    assert len(found) == len(set(found))


@given(made=payloads())
@PATIENT
def test_reasons_for_everything_leave_only_what_must_be_mended(made):
    found = problems(made)
    given_reasons = {f"{one.code}@{one.field}": "ตรวจแล้ว" for one in found}
    left = blocking(problems({**made, "confirmed": given_reasons}))
    assert {str(one.severity.value) for one in left} <= {"hard"}


@given(made=payloads())
@PATIENT
def test_a_reason_takes_no_problem_away_and_adds_none(made):
    plain = {**made, "confirmed": {}}
    explained = {**made, "confirmed": {one.code: "ตรวจแล้ว" for one in problems(plain)}}
    assert keys(problems(explained)) == keys(problems(plain))


@given(made=payloads())
@PATIENT
def test_what_was_stored_has_the_problems_of_what_was_typed(made):
    again = payload.read(made, ALL).content()
    assert sorted(keys(problems(again))) == sorted(keys(problems(made)))


@given(
    made=payloads(), question=st.sampled_from(sorted({key for rule in rules.RULES for key in rule.questions}))
)
@PATIENT
def test_a_question_less_is_never_a_problem_more(made, question):
    entry = payload.read(made, ALL)
    all_asked = around().asked
    fewer = rules.problems(entry, around(asked=all_asked - {question}))
    assert set(keys(fewer)) <= set(keys(rules.problems(entry, around())))


@given(made=payloads())
@PATIENT
def test_a_problem_of_a_row_names_a_row_that_is_there(made):
    entry = payload.read(made, ALL)
    for one in rules.problems(entry, around()):
        name, _dash, rest = one.field.partition("-")
        if rest:
            rows = {"members": entry.members, "debts": entry.debts}[name]
            assert int(rest.partition("-")[0]) < max(1, len(rows))


@given(made=payloads())
@PATIENT
def test_no_sentence_repeats_a_text_that_was_typed(made):
    marked = {**made, "answers": {**made["answers"], "soi": "นกเอี้ยงเลี้ยงควายเฒ่า", "rent_house": "นกเอี้ยง"}}
    assert not any("นกเอี้ยง" in str(one.sentence) for one in problems(marked))


@given(made=payloads(), days=st.integers(-400, 400))
@PATIENT
def test_any_day_is_a_day_on_which_the_rules_can_be_asked(made, days):
    today = TODAY.fromordinal(TODAY.toordinal() + days)
    for one in problems(made, today=today, community=COMMUNITY, round=ROUND):
        assert one.code
