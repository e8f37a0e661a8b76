"""Moving a survey along: submit, return, approve; and moving it to another community."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from communities.models import Community
from surveys import figures, payload
from surveys.choices import State
from surveys.entry import Entry, entry_of
from surveys.models import Change, Comment, Move, Survey
from surveys.problems import Problem, blocking
from surveys.refusals import Conflict, Deleted, HasProblems, Locked, Refused, RoundClosed, WrongState
from surveys.rules import problems
from surveys.surroundings import context_for


def locked(survey: Survey) -> Survey:
    """The same survey, read again and locked until the transaction ends; someone may just have deleted it."""
    rows = Survey.objects.select_for_update(of=("self",)).select_related("round", "district")
    found = rows.filter(pk=survey.pk).first()
    if found is None:
        raise Deleted
    return found


def problems_of(survey: Survey, *, at: datetime) -> list[Problem]:
    """The problems of a stored survey as the rules see it now."""
    return looked_at(survey, at=at)[1]


def looked_at(survey: Survey, *, at: datetime) -> tuple[Entry, list[Problem]]:
    """The entry of a stored survey, and its problems as the rules see it now."""
    stored = entry_of(survey, survey.members.all(), survey.debts.all())
    entry = payload.read(stored.content(), survey.round)
    context = context_for(
        entry,
        round=survey.round,
        district=survey.district,
        community=survey.community,
        today=localdate(at),
        survey_id=survey.pk,
    )
    return entry, problems(entry, context)


def _require(survey: Survey, *states: State, revision: int | None) -> None:
    """The state allows the move, and the form is still the one that the person read."""
    if survey.state not in states:
        raise WrongState
    if revision is not None and revision != survey.revision:
        raise Conflict(stored=survey, yours={})


def _move(survey: Survey, to: State, *, by, at: datetime, reason: str = "") -> None:
    Move.objects.create(survey=survey, from_state=survey.state, to_state=to, by=by, at=at, reason=reason)
    survey.state = to


@transaction.atomic
def submit(*, survey: Survey, by, at: datetime, revision: int | None = None) -> Survey:
    """Hand a form to the head; refused while a hard problem, or a soft one without reason, is left."""
    survey = locked(survey)
    if survey.state == State.SUBMITTED and revision in (None, survey.revision):
        return survey
    _require(survey, State.DRAFT, State.RETURNED, revision=revision)
    if not survey.round.is_open_for(survey.district_id, localdate(at)):
        raise RoundClosed
    found = problems_of(survey, at=at)
    if blocking(found):
        raise HasProblems(found)
    with figures.kept([survey.pk]):
        _move(survey, State.SUBMITTED, by=by, at=at)
        survey.submitted_at = at
        survey.save(update_fields=["state", "submitted_at"])
    survey.comments.filter(settled_at=None).update(settled_at=at)
    return survey


@transaction.atomic
def approve(*, survey: Survey, by, at: datetime, revision: int | None = None) -> Survey:
    """Accept a submitted survey; from now on it is locked and counts as approved."""
    survey = locked(survey)
    _require(survey, State.SUBMITTED, revision=revision)
    with figures.kept([survey.pk]):
        _move(survey, State.APPROVED, by=by, at=at)
        survey.reviewed_at = at
        survey.save(update_fields=["state", "reviewed_at"])
    return survey


@transaction.atomic
def send_back(
    *,
    survey: Survey,
    by,
    at: datetime,
    comments: Sequence[tuple[str, str]],
    reason: str = "",
    revision: int | None = None,
) -> Survey:
    """Return a submitted survey to the officer; `comments` are (field, text) and at least one says why."""
    survey = locked(survey)
    _require(survey, State.SUBMITTED, revision=revision)
    said = [(field, text.strip()) for field, text in comments if text.strip()]
    if not said and not reason.strip():
        raise Refused(_("บอกก่อนว่าต้องแก้อะไร — ใส่ความเห็นที่ข้อใดข้อหนึ่ง"))
    Comment.objects.bulk_create(
        Comment(survey=survey, field=field[:60], text=text[:500], by=by, at=at) for field, text in said
    )
    with figures.kept([survey.pk]):
        _move(survey, State.RETURNED, by=by, at=at, reason=reason.strip()[:500])
        survey.reviewed_at = at
        survey.save(update_fields=["state", "reviewed_at"])
    return survey


@transaction.atomic
def move_community(*, survey: Survey, to: Community, by, at: datetime) -> Survey:
    """Put an editable survey into another community of its district."""
    survey = locked(survey)
    if not survey.is_editable:
        raise Locked
    if to.district_id != survey.district_id:
        raise Refused(_("ชุมชนนี้อยู่คนละเขตกับแบบ — เลือกชุมชนในเขตเดียวกัน"))
    if survey.community_id == to.pk:
        return survey
    moved = {"community": [survey.community_id, to.pk]}
    with figures.kept([survey.pk]):
        survey.community = to
        survey.revision += 1
        survey.sent_hash = ""
        survey.updated_by, survey.updated_at = by, at
        survey.save(update_fields=["community", "revision", "sent_hash", "updated_by", "updated_at"])
    survey.household.community = to
    survey.household.save(update_fields=["community"])
    Change.objects.create(survey=survey, revision=survey.revision, at=at, by=by, fields=moved)
    return survey
