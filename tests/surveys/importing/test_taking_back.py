"""Surveys of a file taken back one by one: which are free, and what stays behind."""

import pytest
from django.utils import timezone

from communities.models import Household
from surveys import figures
from surveys.actions.taking_back import edited, take_back
from surveys.models import Comment, DeletedSurvey, Survey
from tests import factories
from tests.surveys.importing.standing import standing, with_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(officer, slum, round_2570):
    return factories.submitted_survey(by=officer, place=slum)


def row_of(survey: Survey, by, deed: str = "created", **given):
    file_import = standing(by, "written", kind="surveys")
    told = {"subject": str(survey.pk), "revision_after": survey.revision, "is_written": True, **given}
    return with_rows(file_import, deed, **told)[0]


def test_a_survey_that_nobody_touched_is_free(survey, officer):
    assert edited([row_of(survey, officer)]) == set()
    assert edited([]) == set()


@pytest.mark.parametrize(
    "change",
    [
        {"revision": 9},
        {"state": "returned"},
        {"state": "approved"},
        {"state": "draft"},
        {"reviewed_at": timezone.now()},
    ],
)
def test_a_survey_that_went_on_is_not(survey, officer, change):
    row = row_of(survey, officer)
    Survey.objects.filter(pk=survey.pk).update(**change)
    assert edited([row]) == {2}


def test_a_survey_that_is_gone_is_not_free_either(survey, officer):
    row = row_of(survey, officer)
    Survey.objects.filter(pk=survey.pk).delete()
    assert edited([row]) == {2}
    assert take_back([row], by=officer, at=timezone.now()) == {2}


@pytest.mark.parametrize(("deed", "numbers"), [("created", {2}), ("updated", set())])
def test_a_remark_keeps_a_survey_that_would_go_but_none_that_stays(survey, officer, head, deed, numbers):
    row = row_of(survey, officer, deed)
    Comment.objects.create(survey=survey, by=head, at=timezone.now(), text="ตรวจแล้ว")
    assert edited([row]) == numbers


def test_a_created_survey_goes_with_its_household_and_its_figures_and_leaves_no_mark(survey, officer):
    assert take_back([row_of(survey, officer)], by=officer, at=timezone.now()) == set()
    assert not Survey.objects.exists() and not Household.objects.exists()
    assert not DeletedSurvey.objects.exists() and figures.differences() == []


def test_a_household_that_another_round_surveyed_stays(survey, officer, slum):
    factories.open_round("2568")
    other = factories.saved_survey(
        by=officer, place=slum, payload=factories.household_of_four(slum, 77, "2568")
    )
    Survey.objects.filter(pk=other.pk).update(household=survey.household)
    take_back([row_of(survey, officer)], by=officer, at=timezone.now())
    assert list(Survey.objects.all()) == [other] and Household.objects.filter(pk=survey.household_id).exists()


def test_one_edited_survey_stays_while_the_others_go(survey, officer, slum):
    other = factories.submitted_survey(by=officer, place=slum)
    rows = [row_of(survey, officer), row_of(other, officer, revision_after=99)]
    rows[1].number = 3
    assert take_back(rows, by=officer, at=timezone.now()) == {3}
    assert list(Survey.objects.all()) == [other] and figures.differences() == []
