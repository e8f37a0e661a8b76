"""The rules of reminders, as tables: a situation, and what the district is told."""

from dataclasses import replace
from datetime import date

import pytest

from accounts.choices import Role
from plans.choices import ReminderKind
from plans.readers.progress import Pace
from plans.reminding import AUDIENCE, RULES, Patience, Situation, due_of
from tests.plans.reminded import DAY, PATIENCE, TODAY, situation

ENDED = {"closes_on": TODAY - DAY}
NOT_BEGUN = {"opens_on": TODAY + DAY, "closes_on": TODAY + 5 * DAY}
FULL = Pace(done=100, expected=100, due=50, counted=100)


def kinds(one: Situation, patience: Patience = PATIENCE) -> list[str]:
    return [due.kind.value for due in due_of(one, patience)]


def behind_by(households: int, due: int = 100) -> Pace:
    return Pace(done=due - households, expected=1000, due=due, counted=due - households)


def facts(one: Situation, kind: ReminderKind) -> dict | None:
    return RULES[kind](one, PATIENCE)


def test_a_district_in_step_is_told_nothing():
    assert kinds(situation()) == []


@pytest.mark.parametrize(
    ("days_left", "told"), [(15, False), (14, True), (1, True), (0, True), (-1, False), (-30, False)]
)
def test_the_end_is_told_from_two_weeks_before_until_the_last_day(days_left, told):
    one = situation(closes_on=TODAY + days_left * DAY)
    assert ("closing" in kinds(one)) is told


@pytest.mark.parametrize(
    ("pace", "unsent", "told"),
    [
        (FULL, 0, False),
        (FULL, 1, True),
        (replace(FULL, counted=99), 0, True),
        (Pace(), 0, True),  # no target at all: nothing says that it is done
    ],
)
def test_who_has_sent_everything_is_not_told_of_the_end(pace, unsent, told):
    one = situation(closes_on=TODAY + DAY, pace=pace, unsent=unsent)
    assert ("closing" in kinds(one)) is told


def test_a_round_that_has_not_begun_is_not_closing():
    assert kinds(situation(**NOT_BEGUN, unsent=4)) == []


def test_the_end_is_told_with_its_day_and_what_is_left():
    one = situation(closes_on=TODAY + 10 * DAY, pace=behind_by(5), unsent=3)
    assert facts(one, ReminderKind.CLOSING) == {"closes_on": "2026-11-30", "left": 905, "unsent": 3}


@pytest.mark.parametrize(
    ("missing", "due", "told"),
    [(0, 100, False), (9, 100, False), (10, 100, True), (100, 100, True), (1, 10, True), (1, 11, False)],
)
def test_a_tenth_behind_is_told_and_less_is_not(missing, due, told):
    assert ("behind" in kinds(situation(pace=behind_by(missing, due)))) is told


def test_before_anything_is_due_nobody_is_behind():
    assert kinds(situation(pace=Pace(expected=100))) == []


def test_how_far_behind_is_told_as_counted_that_day():
    told = facts(situation(pace=behind_by(25), has_plan=True), ReminderKind.BEHIND)
    assert told == {"behind": 25, "due": 100, "done": 75, "percent": 25, "plan": True}


@pytest.mark.parametrize("days", [ENDED, NOT_BEGUN])
def test_outside_the_days_of_the_round_nobody_is_behind(days):
    assert kinds(situation(pace=behind_by(90), **days)) == []


@pytest.mark.parametrize(("forms", "told"), [(0, False), (1, True), (40, True)])
def test_forms_given_back_too_long_ago_are_told(forms, told):
    one = situation(returned=forms, returned_since=TODAY - 9 * DAY if forms else None)
    assert ("returned" in kinds(one)) is told


def test_forms_that_nobody_can_send_any_more_are_not_told():
    assert kinds(situation(**ENDED, returned=5, returned_since=TODAY - 9 * DAY)) == []


def test_forms_given_back_are_told_with_their_number_and_the_oldest():
    told = facts(situation(returned=5, returned_since=date(2026, 11, 1)), ReminderKind.RETURNED)
    assert told == {"forms": 5, "days": 3, "since": "2026-11-01"}


@pytest.mark.parametrize("days", [{}, ENDED, NOT_BEGUN])
def test_overdue_decisions_are_told_whatever_the_round(days):
    assert kinds(situation(**days, decisions=2)) == ["decisions"]


def test_everything_at_once_comes_the_most_pressing_first():
    late = {"pace": behind_by(50), "returned": 2, "returned_since": TODAY - 9 * DAY, "decisions": 1}
    assert kinds(situation(closes_on=TODAY, **late)) == ["closing", "behind", "returned", "decisions"]


@pytest.mark.parametrize(
    ("setting", "one"),
    [
        ({"behind_percent": 30}, situation(pace=behind_by(25))),
        ({"closing_days": 3}, situation(closes_on=TODAY + 4 * DAY)),
    ],
)
def test_a_more_patient_department_hears_less(setting, one):
    assert kinds(one) and not kinds(one, Patience(**setting))


@pytest.mark.parametrize(("again", "first"), [(7, date(2026, 11, 14)), (1, TODAY)])
def test_a_reminder_stands_until_the_same_may_be_told_again(again, first):
    assert Patience(again_days=again).first_day(TODAY) == first


def test_patience_comes_from_the_settings(settings):
    settings.REMINDERS = {"behind_percent": 5, "again_days": 2}
    assert Patience.in_force() == Patience(behind_percent=5, again_days=2)


def test_every_kind_has_its_rule_and_its_readers():
    assert list(RULES) == list(AUDIENCE) == list(ReminderKind)


def test_decisions_of_the_group_are_the_heads_alone():
    assert AUDIENCE[ReminderKind.DECISIONS] == (Role.HEAD,)


@pytest.mark.parametrize("kind", list(ReminderKind))
def test_what_is_told_holds_counts_and_days_only(kind):
    late = {"pace": behind_by(50), "returned": 2, "returned_since": TODAY - 9 * DAY, "decisions": 1}
    for value in facts(situation(closes_on=TODAY, **late), kind).values():
        assert isinstance(value, int) or date.fromisoformat(value)
