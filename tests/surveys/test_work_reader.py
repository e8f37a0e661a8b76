"""Reading work by day, officer and district, within a place and between two days."""

from dataclasses import fields
from datetime import timedelta

import pytest
from django.utils import timezone

from bkkhousing.lib import thai
from surveys import actions
from surveys.measures import WORK_COLUMNS
from surveys.models import Survey
from surveys.readers.figures import By, Within
from surveys.readers.work import Lately, Work, WorkBy, lately_by, work_by, work_by_day_of
from tests import factories

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
YESTERDAY = TODAY - timedelta(days=1)
pytestmark = pytest.mark.django_db
VISITED = {"survey_date": thai.format_date_numeric(TODAY - timedelta(days=9))}


def test_work_has_a_number_for_each_measure_of_the_table():
    assert tuple(field.name for field in fields(Work)) == WORK_COLUMNS


def test_work_is_added_up_number_by_number():
    assert Work(sent=2, soft=1) + Work(sent=3, hours=5) == Work(sent=5, soft=1, hours=5)


@pytest.mark.parametrize(
    ("hours", "approved", "days"), [(0, 0, None), (48, 2, 1.0), (36, 1, 1.5), (0, 3, 0.0)]
)
def test_days_of_review_are_an_average_over_the_approved(hours, approved, days):
    assert Work(sent=9, approved=approved, hours=hours).days_of_review == days


@pytest.fixture
def sent(officer, head, other_officer, slum, other_slum, round_2570):
    """Three of 1026, one of them yesterday by the head; one of 1006 today."""
    for by, place, at in (
        (officer, slum, NOW), (officer, slum, NOW), (head, slum, NOW - timedelta(days=1)),
        (other_officer, other_slum, NOW),
    ):  # fmt: skip
        survey = factories.saved_survey(by=by, place=place, **VISITED)
        actions.submit(survey=survey, by=by, at=at)


def counts(**given) -> dict:
    return {key: work.sent for key, work in work_by(round="2570", **given).items()}


def test_by_district_day_and_officer(sent, officer, head, other_officer):
    assert counts(by=WorkBy.DISTRICT) == {"1026": 3, "1006": 1}
    assert counts(by="day") == {TODAY: 3, YESTERDAY: 1}
    assert counts(by="officer") == {officer.pk: 2, head.pk: 1, other_officer.pk: 1}


@pytest.mark.parametrize(
    ("within", "days"),
    [
        (Within(By.DISTRICT, "1026"), {0: 2, 1: 1}),
        (Within(By.GROUP, "central"), {0: 2, 1: 1}),
        (Within(By.CITY, "bangkok"), {0: 3, 1: 1}),
        (Within(By.DISTRICT, "1001"), {}),
    ],
)
def test_within_a_place(within, days, sent):
    assert counts(by="day", within=within) == {TODAY - timedelta(days=back): n for back, n in days.items()}


def test_between_two_days_both_included(sent):
    assert counts(by="day", since=TODAY) == {TODAY: 3}
    assert counts(by="day", until=YESTERDAY) == {YESTERDAY: 1}
    assert counts(by="district", since=YESTERDAY, until=TODAY) == {"1026": 3, "1006": 1}


def test_another_round_is_another_table(sent):
    assert work_by(round="2568", by="day") == {}


def test_a_word_that_divides_nothing_is_refused(sent):
    with pytest.raises(ValueError, match="moon"):
        work_by(round="2570", by="moon")


def test_days_of_each_district_leave_empty_ones_out(sent):
    found = work_by_day_of(round="2570", by="district", since=YESTERDAY, until=TODAY)
    assert found == {"1026": {TODAY: 2, YESTERDAY: 1}, "1006": {TODAY: 1}}
    assert work_by_day_of(round="2570", by="officer", since=TODAY, until=TODAY).keys().isdisjoint({0})


def test_only_what_is_asked_for_is_added_up(sent):
    found = work_by(round="2570", by="district", measures=("sent",))["1026"]
    assert (found.sent, found.asked) == (3, 0)
    assert work_by(round="2570", by="district")["1026"].asked > 0


def test_what_was_given_back_is_left_out_until_it_is_sent_again(sent, officer, head, slum):
    survey = factories.submitted_survey(by=officer, place=slum)
    actions.send_back(survey=survey, by=head, at=NOW, comments=[("soi", "ซอยผิด")])
    assert counts(by="district")["1026"] == 3


@pytest.mark.parametrize("by", list(WorkBy))
def test_one_query_however_fine(by, sent, django_assert_num_queries):
    with django_assert_num_queries(1):
        work_by(round="2570", by=by)


def test_approval_counts_whenever_it_was_sent_and_days_only_lately(sent, head, slum):
    for survey in Survey.objects.filter(created_by=head):
        actions.approve(survey=survey, by=head, at=NOW)
    words = {"round": "2570", "by": WorkBy.DISTRICT}
    all_days = lately_by(**words, since=YESTERDAY)
    assert all_days == {"1026": Lately(1, {YESTERDAY: 1, TODAY: 2}), "1006": Lately(0, {TODAY: 1})}
    assert lately_by(**words, since=TODAY, within=Within(By.DISTRICT, "1026")) == {
        "1026": Lately(1, {TODAY: 2})
    }
