"""How far a form has gone from what its head first approved."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Case, Exists, Expression, Subquery, When

from bkkhousing.lib.prepared import Rows, Slot
from surveys.choices import State
from surveys.differing import drift
from surveys.models import Change, Member, Move, Survey

REASONS = "confirmed-"


def changed_since_approval(survey: Survey, changed: Mapping[str, list], roster: Sequence[Member] = ()) -> int:
    """The number of answers that differ from those first approved, once these changes are written.

    A roster that was read with `since_approval` knows the earlier changes; without one they are asked for.  Nothing
    is asked about a form that no head has looked at.
    """
    if survey.reviewed_at is None:
        return 0
    was_approved, earlier = _brought(roster[0]) if roster else _asked(survey)
    if not was_approved:
        return 0
    rows = [*(fields for (fields,) in earlier or ()), changed]
    return drift({key: values for key, values in row.items() if not key.startswith(REASONS)} for row in rows)


def since_approval(key: Slot) -> dict[str, Expression]:
    """Columns for the roster of a survey: its first row brings what changed since the first approval."""
    was_approved, earlier = _columns(key)
    on_first = Case(When(position=0, then=earlier), output_field=earlier.output_field)
    return {"was_approved": was_approved, "changed_since": on_first}


def _brought(first: Member) -> tuple[bool, list | None]:
    return first.was_approved, first.changed_since


def _asked(survey: Survey) -> tuple[bool, list | None]:
    return Survey.objects.filter(pk=survey.pk).values_list(*_columns(survey.pk)).get()


def _columns(key: Slot | UUID) -> tuple[Exists, Rows]:
    approvals = Move.objects.filter(survey=key, to_state=State.APPROVED)
    first = Subquery(approvals.order_by("at").values("at")[:1])
    later = Change.objects.filter(survey=key, at__gt=first).order_by("revision")
    return Exists(approvals), Rows(later, "fields")
