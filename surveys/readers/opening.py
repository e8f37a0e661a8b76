"""One form with all that belongs to it, read as quickly as a form has to open."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from bkkhousing.lib.prepared import Prepared, Slot
from surveys.models import Comment, Debt, Member, Survey

KEY = Slot("key", Survey._meta.pk)
BESIDE = ("district", "community", "household", "round", "updated_by")


@dataclass(frozen=True)
class Reach:
    """What of a person decides which forms they see: one statement serves all who have it in common."""

    reads_whole_city: bool
    district_id: str | None


@dataclass(frozen=True)
class Opened:
    """A form, its roster and its debts."""

    survey: Survey
    members: list[Member]
    debts: list[Debt]


def opened(key: UUID, *, user) -> Opened | None:
    """The form, or None when there is none that the person may see; three statements."""
    found = _survey(_reach(user)).objects(key=key)
    if not found:
        return None
    return Opened(found[0], _rows(Member).objects(key=key), _rows(Debt).objects(key=key))


def comments_on(survey: Survey, *, user) -> list[Comment]:
    """Remarks and answers with their writers, the oldest first."""
    return _comments(_reach(user)).objects(key=survey.pk)


def _reach(user) -> Reach:
    return Reach(user.reads_whole_city, user.district_id)


@cache
def _survey(reach: Reach) -> Prepared:
    return Prepared(Survey.objects.visible_to(reach).filter(pk=KEY).select_related(*BESIDE))


@cache
def _rows(part: type[Member] | type[Debt]) -> Prepared:
    """The rows of a survey that is known to be visible."""
    return Prepared(part.objects.filter(survey=KEY).order_by("position"))


@cache
def _comments(reach: Reach) -> Prepared:
    return Prepared(Comment.objects.visible_to(reach).filter(survey=KEY).select_related("by"))
