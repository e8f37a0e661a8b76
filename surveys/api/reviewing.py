"""What the API offers the head and the Department: decisions on a form, and the threads of remarks."""

from collections.abc import Callable
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from accounts.access import DepartmentStaff, DistrictHead, DistrictStaff
from surveys import actions
from surveys.api import bodies, schema
from surveys.refusals import Conflict, Refused

REVIEWERS = {
    "send_back": DistrictHead,
    "approve": DistrictHead,
    "unlock": DistrictHead,
    "reopen": DepartmentStaff,
    "comments": DistrictStaff,
    "settle": DistrictHead,
}


class Reviewing:
    """Mixin of the surveys' viewset, which gives `_row`, `_stored` and `_conflict`."""

    @extend_schema(request=schema.RETURN, responses=schema.MOVED)
    @action(detail=True, methods=["post"], url_path="return")
    def send_back(self, request, pk):
        """Return a submitted form to the officer, with comments on its fields and answers in its threads."""
        given = bodies.mapping(request)
        comments, answers = _remarks(bodies.rows(given, "comments"))
        settled = bodies.keys(given, "settled")
        reason = bodies.text(given, "reason")
        return self._decide(
            pk, actions.send_back, comments=comments, answers=answers, settled=settled, reason=reason
        )

    @extend_schema(request=schema.REVISION, responses=schema.MOVED)
    @action(detail=True, methods=["post"])
    def approve(self, request, pk):
        """Accept a submitted form; it is locked from then on."""
        return self._decide(pk, actions.approve)

    @extend_schema(request=schema.REASON_AND_REVISION, responses=schema.MOVED)
    @action(detail=True, methods=["post"])
    def unlock(self, request, pk):
        """Open an approved form for correction, for a reason that the officer reads."""
        return self._decide(pk, actions.unlock, reason=bodies.text(bodies.mapping(request), "reason"))

    @extend_schema(request=schema.REASON_AND_REVISION, responses=schema.MOVED)
    @action(detail=True, methods=["post"])
    def reopen(self, request, pk):
        """Give an accepted form back to the head, for a reason."""
        return self._decide(pk, actions.reopen, reason=bodies.text(bodies.mapping(request), "reason"))

    @extend_schema(request=schema.REMARK, responses=schema.MOVED)
    @action(detail=True, methods=["post"])
    def comments(self, request, pk):
        """Write below a remark (`parent`); the head may also begin one on a form that is with the officer."""
        given = bodies.mapping(request)
        parent, text = bodies.key(given, "parent"), bodies.text(given, "text")
        if parent is not None:
            return self._decide(pk, actions.answer, thread=parent, text=text)
        return self._decide(pk, _remark, field=bodies.text(given, "field"), text=text)

    @extend_schema(request=schema.SETTLE, responses=schema.MOVED)
    @action(detail=True, methods=["post"], url_path="comments/settle")
    def settle(self, request, pk):
        """Close a thread, or open it again."""
        given = bodies.mapping(request)
        thread, is_settled = bodies.key(given, "comment"), bodies.flag(given, "settled", unsaid=True)
        return self._decide(pk, actions.settle, thread=thread or 0, is_settled=is_settled)

    def _decide(self, pk: UUID, move: Callable, **given) -> Response:
        """Carry out a decision on the revision that the client says it has seen, if it says so."""
        seen = bodies.revision(bodies.mapping(self.request))
        try:
            move(survey=self._row(pk), by=self.request.user, at=timezone.now(), revision=seen, **given)
        except Conflict as conflict:
            return self._conflict(pk, conflict)
        return self._stored(pk)


def _remarks(rows: list) -> tuple[list[tuple[str, str]], list[tuple[int, str]]]:
    """New remarks as (field, text), and those below a thread as (its id, text)."""
    comments, answers = [], []
    for row in rows:
        parent, text = bodies.key(row, "parent"), bodies.text(row, "text")
        if parent is None:
            comments.append((bodies.text(row, "field"), text))
        else:
            answers.append((parent, text))
    return comments, answers


def _remark(*, by, **given):
    """An officer answers; only the head begins a thread."""
    if not by.reviews:
        raise Refused(_("เปิดเรื่องใหม่ได้เฉพาะหัวหน้า — ตอบใต้ความเห็นเดิม"))
    return actions.remark(by=by, **given)
