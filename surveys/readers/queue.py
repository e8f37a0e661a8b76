"""The head's queue and what in a survey deserves the head's eye first."""

from dataclasses import dataclass
from datetime import date

from communities.readers import household_name
from surveys.models import Survey
from surveys.readers.lists import days_since, waited


@dataclass(frozen=True)
class Waiting:
    """One survey that waits for the head."""

    pk: object
    name: str
    community: str
    waited: str
    days: int
    soft_problems: int
    by: str


def waiting(survey: Survey, today: date) -> Waiting:
    """Needs the survey `with_place()` and its author."""
    days = days_since(survey.submitted_at, today)
    return Waiting(
        pk=survey.pk,
        name=household_name(survey.household, personal=True),
        community=survey.community.name if survey.community else "",
        waited=waited(days),
        days=days,
        soft_problems=survey.soft_problems,
        by=survey.updated_by.display_name,
    )


def next_after(rows, survey: Survey) -> Survey | None:
    """The survey that waits behind this one; at the end of the queue the one that waits longest."""
    others = rows.exclude(pk=survey.pk)
    behind = others.filter(submitted_at__gte=survey.submitted_at).exclude(
        submitted_at=survey.submitted_at, pk__lt=survey.pk
    )
    return behind.first() or others.first()


def previous_before(rows, survey: Survey) -> Survey | None:
    """The survey that waits in front of this one."""
    ahead = rows.filter(submitted_at__lte=survey.submitted_at).exclude(
        submitted_at=survey.submitted_at, pk__gte=survey.pk
    )
    return ahead.last()
