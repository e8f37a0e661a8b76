"""A template filled in from stored surveys gives the same surveys again."""

import pytest
from django.core.management import call_command

from surveys import figures
from surveys.choices import State
from surveys.entry import entry_of
from surveys.models import Survey
from tests import factories
from tests.surveys.importing import templates, walking

pytestmark = pytest.mark.django_db


def contents() -> list[dict]:
    """What every form handed in says, in an order that does not depend on keys."""
    rows = Survey.objects.exclude(state=State.DRAFT).prefetch_related("members", "debts")
    told = [entry_of(survey, survey.members.all(), survey.debts.all()).content() for survey in rows]
    return sorted(told, key=lambda one: repr((one["answers"], one["members"])))


def taken_out() -> list[dict]:
    """The same, and then there are no surveys."""
    found = contents()
    Survey.objects.all().delete()
    figures.rebuild()
    return found


def test_a_household_comes_back_as_it_was(officer, slum, round_2570):
    factories.submitted_survey(by=officer, place=slum)
    before = taken_out()
    assert templates.imported(templates.filled(*before), by=officer).counts["created"] == 1
    assert contents() == before
    assert figures.differences() == []


@pytest.fixture
def fifty(reference, round_2570) -> list[dict]:
    """Households of all sizes in all districts, as they would be typed."""
    call_command("seed_demo", surveys=210, round="2570", seed=5)
    found = [one for one in taken_out() if not one["confirmed"]][:50]
    number = len(found)
    assert number == 50
    assert sum(len(one["members"]) for one in found) > 100 and any(one["debts"] for one in found)
    return found


def test_fifty_households_come_back_as_they_were_and_a_second_time_change_nothing(fifty, department):
    book = templates.filled(*fifty, district=None)
    written = templates.imported(book, by=department)
    assert (written.counts["created"], walking.codes_of_refused(written)) == (50, {})
    assert contents() == fifty
    assert figures.differences() == []
    again = templates.tried(book, by=department)
    assert (again.counts["unchanged"], again.counts["updated"]) == (50, 0)
