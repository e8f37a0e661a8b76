"""The stamp of figures: another one after anything behind them has changed, and the same while nothing has."""

import pytest
from django.utils import timezone

from surveys import actions, figures
from surveys.choices import State
from surveys.models import Survey
from surveys.readers.figures import By, Within, stamp_of
from tests import factories
from tests.surveys.random_work import RandomWork

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def stamp(**given) -> str:
    return stamp_of(round="2570", **given)


@pytest.fixture
def survey(officer, slum, round_2570):
    return factories.submitted_survey(by=officer, place=slum)


def test_where_nothing_was_counted_there_is_a_stamp_all_the_same(round_2570):
    assert stamp() == stamp() == "0.0"


def test_looking_changes_no_stamp(survey):
    assert stamp() == stamp()


def test_every_step_of_a_counted_form_changes_the_stamp(survey, officer, head):
    seen = [stamp()]
    survey = actions.send_back(survey=survey, by=head, at=NOW, comments=[("soi", "ซอยผิด")])
    seen.append(stamp())
    survey = actions.submit(survey=survey, by=officer, at=NOW)
    seen.append(stamp())
    actions.approve(survey=survey, by=head, at=NOW)
    seen.append(stamp(states=(State.APPROVED, State.ACCEPTED)))
    assert len(set(seen)) == 4


def test_two_forms_that_swap_answers_in_one_batch_change_the_stamp(officer, head, slum, round_2570):
    first, second = (
        factories.submitted_survey(by=officer, place=slum, dwelling=dwelling, want=want)
        for dwelling, want in (("rented_room", "buy"), ("condo", "nearby"))
    )
    before = stamp()
    with figures.kept([first.pk, second.pk]):
        Survey.objects.filter(pk=first.pk).update(want="nearby")
        Survey.objects.filter(pk=second.pk).update(want="buy")
    assert stamp() != before
    assert figures.differences() == []


def test_an_answer_that_no_measure_counts_changes_the_stamp_of_a_counted_form(survey):
    before = stamp()
    with figures.kept([survey.pk]):
        Survey.objects.update(informant="spouse")
    assert stamp() != before


def test_one_draft_whose_counted_answers_stay_writes_no_figures(officer, slum, round_2570):
    survey = factories.saved_survey(by=officer, place=slum)
    before = stamp(states=(State.DRAFT,))
    with figures.kept([survey.pk]):
        Survey.objects.update(soi="ใหม่")
    assert stamp(states=(State.DRAFT,)) == before


@pytest.mark.parametrize(
    ("by", "place", "changes"),
    [
        (By.DISTRICT, "1026", True),
        (By.DISTRICT, "1006", False),
        (By.GROUP, "central", True),
        (By.CITY, "", True),
    ],
)
def test_a_stamp_speaks_of_its_place_alone(by, place, changes, survey, officer, slum):
    within = Within(by, place) if place else None
    before = stamp(within=within)
    factories.submitted_survey(by=officer, place=slum)
    assert (stamp(within=within) != before) is changes


def test_a_rebuild_never_gives_a_stamp_that_was_there_before(survey, officer, slum):
    seen = {stamp()}
    figures.rebuild()
    assert stamp() not in seen
    seen.add(stamp())
    factories.submitted_survey(by=officer, place=slum)
    assert stamp() not in seen


def test_stamps_of_a_random_day_never_come_again(officer, head, round_2570):
    places = [factories.community("1026", f"ทดลอง {number}") for number in (1, 2)]
    worker, seen = RandomWork(seed=77, officer=officer, head=head, places=places), ["0.0"]
    for _step in range(40):
        worker.step()
        if stamp() != seen[-1]:
            seen.append(stamp())
    assert len(seen) == len(set(seen)) > 5
