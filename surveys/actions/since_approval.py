"""How far a form has gone from what its head first approved."""

from collections.abc import Mapping

from django.db.models import Min

from surveys.choices import State
from surveys.differing import drift
from surveys.models import Change, Move, Survey

REASONS = "confirmed-"


def changed_since_approval(survey: Survey, changed: Mapping[str, list]) -> int:
    """The number of answers that differ from those first approved, once these changes are written.

    Nothing is asked about a form that no head has looked at.
    """
    if survey.reviewed_at is None:
        return 0
    approvals = Move.objects.filter(survey=survey, to_state=State.APPROVED)
    first = approvals.aggregate(first=Min("at"))["first"]
    if first is None:
        return 0
    earlier = Change.objects.filter(survey=survey, at__gt=first).order_by("revision")
    rows = [*earlier.values_list("fields", flat=True), changed]
    return drift({key: values for key, values in row.items() if not key.startswith(REASONS)} for row in rows)
