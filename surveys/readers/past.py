"""How a form stood earlier: its content now, and every change walked back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from surveys.differing import Fields, Flat, flat, undo
from surveys.entry import Entry
from surveys.models import Comment, Move, Survey

Moment = Move | Comment


@dataclass(frozen=True)
class Saved:
    """One stored change."""

    revision: int
    at: datetime
    by_id: int
    fields: Fields


@dataclass(frozen=True)
class Past:
    """A form as it is now, and its changes, the newest first; read by one query."""

    now: Flat
    saved: tuple[Saved, ...]

    @classmethod
    def of(cls, survey: Survey, entry: Entry, *, since: int = 0) -> "Past":
        """`since` leaves out the changes up to a revision, when nobody will ask for what was before it."""
        rows = survey.changes.filter(revision__gt=since).order_by("-revision")
        found = rows.values_list("revision", "at", "by_id", "fields")
        return cls(flat(entry.content()), tuple(Saved(*row) for row in found))

    def at(self, moment: Moment) -> Flat:
        """The content when a move was made or a remark written."""
        return undo(dict(self.now), (one.fields for one in self.after(moment)))

    def at_revision(self, revision: int) -> Flat:
        """The content of a revision."""
        return undo(dict(self.now), (one.fields for one in self.saved if one.revision > revision))

    def after(self, moment: Moment) -> Iterator[Saved]:
        """What was saved after it, the newest first; by revision where it was noted, else by the clock."""
        for one in self.saved:
            if one.revision > moment.revision if moment.revision is not None else one.at > moment.at:
                yield one
