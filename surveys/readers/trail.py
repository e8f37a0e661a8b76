"""The stored trail of one form: its changes, moves and remarks, read by three queries."""

from dataclasses import dataclass

from surveys.choices import State
from surveys.entry import Entry
from surveys.models import Comment, Move, Survey
from surveys.readers.differences import Difference, differences
from surveys.readers.past import Past
from surveys.readers.threads import Threads, threads_of


@dataclass(frozen=True)
class Trail:
    """What happened to a form, the oldest first; who sees no personal data gets no remarks."""

    survey: Survey
    past: Past
    moves: tuple[Move, ...]
    comments: tuple[Comment, ...]
    personal: bool

    @property
    def threads(self) -> Threads:
        return threads_of(self.comments, self.past)

    @property
    def changed_since_return(self) -> list[Difference]:
        """What differs from the form that the head last gave back; nothing when it never was."""
        returned = [move for move in self.moves if move.to_state == State.RETURNED]
        if not returned:
            return []
        changed = differences(self.past.at(returned[-1]), self.past.now)
        return [one for one in changed if one.section]

    def changed_since(self, revision: int) -> list[Difference]:
        """What differs from an earlier revision."""
        return differences(self.past.at_revision(revision), self.past.now)


def trail_of(survey: Survey, entry: Entry, *, personal: bool) -> Trail:
    comments = survey.comments.select_related("by", "settled_by") if personal else ()
    moves = survey.moves.select_related("by").order_by("at", "id")
    return Trail(survey, Past.of(survey, entry), tuple(moves), tuple(comments), personal)
