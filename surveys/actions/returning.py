"""Giving a survey back with remarks, and the threads that grow from them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from surveys import figures
from surveys.actions.moving import locked, move, require, require_revision, said, storable
from surveys.choices import State
from surveys.models import Comment, Survey
from surveys.refusals import Refused, ThreadSettled, WrongState


@transaction.atomic
def send_back(
    *,
    survey: Survey,
    by,
    at: datetime,
    comments: Sequence[tuple[str, str]] = (),
    reason: str = "",
    revision: int | None = None,
    answers: Sequence[tuple[int, str]] = (),
    settled: Collection[int] = (),
) -> Survey:
    """Return a submitted survey to the officer; a remark, an overall reason or an open thread says why.

    `comments` begin threads, as (field, text); `answers` go below a thread, as (its key, text); the threads of
    `settled` are closed, all others are open again.
    """
    survey, reason = locked(survey), said(reason)
    require(survey, State.SUBMITTED, revision=revision)
    spoken = [(name, words) for name, text in (*comments, ("", reason)) if (words := said(text))]
    open_threads = _settle(survey, settled, by=by, at=at)
    if not spoken and not open_threads:
        raise Refused(_("บอกก่อนว่าต้องแก้อะไร — ใส่ความเห็นที่ข้อใดข้อหนึ่ง"))
    made = {"survey": survey, "by": by, "at": at, "revision": survey.revision}
    remarks = [Comment(field=storable(name)[:60], text=text, **made) for name, text in spoken]
    remarks += [_below(open_threads, key, text, made) for key, text in answers if said(text)]
    Comment.objects.bulk_create(remarks)
    with figures.kept([survey.pk]):
        move(survey, State.RETURNED, by=by, at=at, reason=reason)
        survey.reviewed_at = at
        survey.save(update_fields=["state", "reviewed_at"])
    return survey


def _settle(survey: Survey, settled: Collection[int], *, by, at: datetime) -> dict[int, Comment]:
    """Close these threads and open the others again; returns those that stay open, by key."""
    threads = {thread.pk: thread for thread in survey.comments.open()}
    closed = threads.keys() & set(settled)
    if threads:
        survey.comments.filter(pk__in=closed).update(settled_at=at, settled_by=by)
        survey.comments.open().update(answered_at=None)
    return {key: thread for key, thread in threads.items() if key not in closed}


def _below(threads: dict[int, Comment], key: int, text: str, made: dict) -> Comment:
    if key not in threads:
        raise ThreadSettled
    return Comment(parent_id=key, field=threads[key].field, text=said(text), **made)


@transaction.atomic
def answer(
    *, survey: Survey, thread: int, text: str, by, at: datetime, revision: int | None = None
) -> Comment:
    """Write below a remark, whatever the state of the form; refused once the head has closed the thread."""
    survey = locked(survey)
    begun = survey.comments.open().filter(pk=thread).first()
    if begun is None:
        raise ThreadSettled
    require_revision(survey, revision)
    return _write(survey, text, by=by, at=at, parent=begun, field=begun.field)


@transaction.atomic
def remark(
    *, survey: Survey, field: str, text: str, by, at: datetime, revision: int | None = None
) -> Comment:
    """The head says one thing more about a form that is with the officer already."""
    survey = locked(survey)
    require(survey, State.RETURNED, revision=revision)
    return _write(survey, text, by=by, at=at, field=storable(field)[:60])


def _write(survey: Survey, text: str, **given) -> Comment:
    if not said(text):
        raise Refused(_("ยังไม่ได้เขียนอะไร"))
    return Comment.objects.create(survey=survey, text=said(text), revision=survey.revision, **given)


@transaction.atomic
def settle(
    *, survey: Survey, thread: int, by, at: datetime, is_settled: bool = True, revision: int | None = None
) -> Comment:
    """The head closes a thread, or opens it again; closing a closed one changes nothing."""
    survey = locked(survey)
    begun = survey.comments.threads().filter(pk=thread).first()
    if begun is None:
        raise ThreadSettled
    if survey.state not in (State.SUBMITTED, State.RETURNED):
        raise WrongState
    require_revision(survey, revision)
    if is_settled != (begun.settled_at is not None):
        begun.settled_at, begun.settled_by = (at, by) if is_settled else (None, None)
        begun.save(update_fields=["settled_at", "settled_by"])
    return begun
