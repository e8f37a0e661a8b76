"""A stored form as a save finds it: locked, with all that belongs to it; its statements are put together once."""

from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from uuid import UUID

from bkkhousing.lib.prepared import Prepared, Slot
from surveys.actions.since_approval import since_approval
from surveys.entry import Entry, entry_of
from surveys.models import Debt, Member, Survey

KEY = Slot("key", Survey._meta.pk)
BESIDE = ("household", "updated_by", "round", "community")


@dataclass(frozen=True)
class Stored:
    """A form as it lies in the database: its row, its roster, and the entry that both hold with the debts."""

    survey: Survey
    roster: list[Member]
    entry: Entry

    @classmethod
    def of(cls, survey: Survey) -> "Stored":
        """Two statements; the roster of a form that a head has looked at brings what changed since."""
        rows = _rows(Member) if survey.reviewed_at is None else _roster_with_changes()
        roster, debts = rows.objects(key=survey.pk), _rows(Debt).objects(key=survey.pk)
        return cls(survey, roster, entry_of(survey, roster, debts))


def locked_row(survey_id: UUID, by) -> Survey | None:
    """The survey, locked, with the rows beside it that saving looks at; None unless the person may see it.

    PostgreSQL leaves out a row that got another household, community or editor while its lock was waited for.
    It is locked then all the same, and found by the second look.
    """
    rows = _survey(by.reads_whole_city, by.district_id)
    found = rows.objects(key=survey_id) or rows.objects(key=survey_id)
    return found[0] if found else None


@cache
def _survey(reads_whole_city: bool, district_id: str | None) -> Prepared:
    """All that decides which forms a person sees; made inside a transaction, as whatever locks."""
    reach = SimpleNamespace(reads_whole_city=reads_whole_city, district_id=district_id)
    rows = Survey.objects.visible_to(reach).select_related(*BESIDE)
    return Prepared(rows.select_for_update(of=("self",)).filter(pk=KEY))


@cache
def _rows(part: type[Member] | type[Debt]) -> Prepared:
    return Prepared(part.objects.filter(survey=KEY).order_by("position"))


@cache
def _roster_with_changes() -> Prepared:
    rows = Member.objects.filter(survey=KEY).order_by("position")
    return Prepared(rows.annotate(**since_approval(KEY)))
