"""The head's queue and what in a survey deserves the head's eye first."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from communities.readers import household_name
from surveys.models import Survey
from surveys.readers.lists import days_since, waited

IN_FRONT = 3
FOLLOWING = 12


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
        community=survey.community.shown_name if survey.community else "",
        waited=waited(days),
        days=days,
        soft_problems=survey.soft_problems,
        by=survey.updated_by.display_name,
    )


def behind(rows, survey: Survey):
    """The surveys of the queue that were sent after this one, the longest waiting first."""
    same_moment = Q(submitted_at=survey.submitted_at, pk__gt=survey.pk)
    return rows.filter(Q(submitted_at__gt=survey.submitted_at) | same_moment)


def ahead(rows, survey: Survey):
    """The surveys in front of this one, the nearest first."""
    same_moment = Q(submitted_at=survey.submitted_at, pk__lt=survey.pk)
    return rows.filter(Q(submitted_at__lt=survey.submitted_at) | same_moment).reverse()


def next_after(rows, survey: Survey) -> Survey | None:
    """The survey that waits behind this one; at the end of the queue the one that waits longest."""
    return behind(rows, survey).first() or rows.exclude(pk=survey.pk).first()


def around(rows, survey: Survey) -> list[Survey]:
    """A few surveys in front, this one, and those that follow."""
    before = list(ahead(rows, survey)[:IN_FRONT])[::-1]
    return [*before, survey, *behind(rows, survey)[:FOLLOWING]]
