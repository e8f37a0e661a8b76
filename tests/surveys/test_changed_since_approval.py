"""How many answers of a form differ from those that its head first approved."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from surveys import actions, figures
from surveys.differing import drift
from surveys.models import Figure, Survey
from tests import factories

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def made(slum):
    return factories.household_of_four(slum, number=8)


@pytest.fixture
def opened(made, officer, head, slum, round_2570):
    """A form that was approved and is open again."""
    survey = factories.saved_survey(by=officer, place=slum, payload=made)
    survey = actions.submit(survey=survey, by=officer, at=NOW())
    survey = actions.approve(survey=survey, by=head, at=NOW())
    return actions.unlock(survey=survey, by=head, at=NOW(), reason="ค่าเช่าผิด")


def save(survey: Survey, made: dict, officer, **answers) -> Survey:
    revision = Survey.objects.get(pk=survey.pk).revision
    given = {**made, "answers": {**made["answers"], **answers}, "revision": revision}
    return actions.save(survey_id=survey.pk, given=given, by=officer, at=NOW()).survey


@pytest.mark.parametrize(
    ("changed", "number"),
    [
        ([], 0),
        ([{"a": [1, 2]}], 1),
        ([{"a": [1, 2], "b": [None, 3]}], 2),
        ([{"a": [1, 2]}, {"a": [2, 3]}], 1),
        ([{"a": [1, 2]}, {"a": [2, 1]}], 0),
        ([{"a": [1, 2]}, {"b": [1, 2]}, {"a": [2, 1]}], 1),
    ],
)
def test_what_drifted_is_counted_from_the_first_to_the_last(changed, number):
    assert drift(changed) == number


def test_before_an_approval_nothing_counts_as_changed(made, officer, head, slum, round_2570):
    survey = factories.saved_survey(by=officer, place=slum, payload=made)
    survey = actions.submit(survey=survey, by=officer, at=NOW())
    survey = actions.send_back(survey=survey, by=head, at=NOW(), comments=[("soi", "ซอยผิด")])
    assert save(survey, made, officer, soi="ใหม่", rent_house=2_000).changed_values == 0


def test_each_answer_that_differs_counts_once_however_often_it_is_typed(opened, made, officer):
    for rent in (2, 20, 200, 2_000):
        found = save(opened, made, officer, rent_house=rent)
    assert found.changed_values == 1
    assert save(opened, made, officer, rent_house=2_000, soi="ใหม่").changed_values == 2


def test_an_answer_that_is_put_back_is_not_changed(opened, made, officer):
    save(opened, made, officer, rent_house=2_000)
    assert save(opened, made, officer).changed_values == 0


def test_a_reason_is_no_answer(opened, made, officer):
    made["confirmed"] = {"rent_over_income_share": "ตรวจแล้ว"}
    assert save(opened, made, officer).changed_values == 0


def test_a_form_without_a_roster_counts_its_changes_as_well(opened, made, officer):
    made["members"] = []
    gone = save(opened, made, officer).changed_values
    assert gone > 4
    assert save(opened, made, officer, soi="ใหม่").changed_values == gone + 1
    assert save(opened, made, officer).changed_values == gone


def test_another_community_is_a_changed_answer(opened, officer):
    to = factories.community("1026", "อีกชุมชนหนึ่ง")
    assert actions.move_community(survey=opened, to=to, by=officer, at=NOW()).changed_values == 1


def test_it_lasts_through_the_next_approval_and_counts_from_the_first(opened, made, officer, head):
    save(opened, made, officer, rent_house=2_000)
    survey = actions.submit(survey=opened, by=officer, at=NOW())
    survey = actions.approve(survey=survey, by=head, at=NOW())
    survey = actions.unlock(survey=survey, by=head, at=NOW(), reason="ซอยผิด")
    assert save(survey, made, officer, rent_house=2_000, soi="ใหม่").changed_values == 2


def test_the_figures_count_changed_answers_and_changed_forms(opened, made, officer, head):
    save(opened, made, officer, rent_house=2_000, soi="ใหม่")
    survey = actions.submit(survey=opened, by=officer, at=NOW())
    actions.approve(survey=survey, by=head, at=NOW())
    row = Figure.objects.get(state="passed")
    assert (row.quality_changed, row.quality_changed_forms, row.surveys) == (2, 1, 1)
    assert figures.differences() == []


def test_a_form_that_no_head_has_looked_at_costs_no_statement(made, officer, slum, round_2570):
    survey = factories.saved_survey(by=officer, place=slum, payload=made)
    with CaptureQueriesContext(connection) as queries:
        save(survey, made, officer, soi="ใหม่")
    assert not [query for query in queries if "MIN(" in query["sql"]]
