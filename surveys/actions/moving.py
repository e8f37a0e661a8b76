"""Moving a survey along: submit, approve, unlock; and moving it to another community."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from communities.models import Community
from surveys import figures, payload
from surveys.actions.since_approval import changed_since_approval
from surveys.choices import State
from surveys.duplicates import traits
from surveys.entry import Entry, entry_of
from surveys.models import Change, Comment, Move, Survey
from surveys.problems import Problem, blocking
from surveys.refusals import (
    Conflict,
    Deleted,
    HasProblems,
    Locked,
    ReasonRequired,
    Refused,
    RoundClosed,
    TooLong,
    WrongState,
)
from surveys.rules import problems
from surveys.surroundings import context_for

LONGEST_REMARK = 500
MOVED = ("community", "revision", "sent_hash", "updated_by", "updated_at", "changed_values")


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


def require(survey: Survey, *states: State, revision: int | None) -> None:
    """The state allows the move, and the form is still the one that the person read."""
    if survey.state not in states:
        raise WrongState
    require_revision(survey, revision)


def require_revision(survey: Survey, revision: int | None) -> None:
    """Nobody has changed the answers since the person read them."""
    if revision is not None and revision != survey.revision:
        raise Conflict(stored=survey, yours={})


def said(text: str) -> str:
    """A remark or reason as it is kept; too long a one is refused rather than cut."""
    kept = storable(text).strip()
    if len(kept) > LONGEST_REMARK:
        raise TooLong
    return kept


def storable(text: str) -> str:
    """What a page sent without the zero character, which PostgreSQL does not keep."""
    return text.replace("\0", "")


def move(survey: Survey, to: State, *, by, at: datetime, reason: str = "") -> None:
    """Put the survey into another state and note who did it; not saved."""
    states = {"from_state": survey.state, "to_state": to, "revision": survey.revision}
    Move.objects.create(survey=survey, by=by, at=at, reason=reason, **states)
    survey.state = to


@transaction.atomic
def submit(*, survey: Survey, by, at: datetime, revision: int | None = None) -> Survey:
    """Hand a form to the head; refused while a hard problem, or a soft one without reason, is left."""
    survey = locked(survey)
    if survey.state == State.SUBMITTED and revision in (None, survey.revision):
        return survey
    require(survey, State.DRAFT, State.RETURNED, revision=revision)
    if not survey.round.is_open_for(survey.district_id, localdate(at)):
        raise RoundClosed
    found = problems_of(survey, at=at)
    if blocking(found):
        raise HasProblems(found)
    with figures.kept([survey.pk]):
        move(survey, State.SUBMITTED, by=by, at=at)
        survey.submitted_at, survey.sent_at = at, None
        survey.save(update_fields=["state", "submitted_at", "sent_at"])
    survey.comments.open().update(answered_at=at)
    traits.take([survey.pk])
    return survey


@transaction.atomic
def approve(*, survey: Survey, by, at: datetime, revision: int | None = None) -> Survey:
    """Accept a submitted survey; it is locked from now on, and its threads are closed."""
    survey = locked(survey)
    require(survey, State.SUBMITTED, revision=revision)
    with figures.kept([survey.pk]):
        move(survey, State.APPROVED, by=by, at=at)
        survey.reviewed_at = at
        survey.save(update_fields=["state", "reviewed_at"])
    survey.comments.open().update(settled_at=at, settled_by=by)
    return survey


@transaction.atomic
def unlock(*, survey: Survey, by, at: datetime, reason: str, revision: int | None = None) -> Survey:
    """The head opens an approved survey for correction; the reason goes to the officer like any remark."""
    survey, reason = locked(survey), said(reason)
    require(survey, State.APPROVED, revision=revision)
    if not reason:
        raise ReasonRequired
    Comment.objects.create(survey=survey, text=reason, by=by, at=at, revision=survey.revision)
    with figures.kept([survey.pk]):
        move(survey, State.RETURNED, by=by, at=at, reason=reason)
        survey.reviewed_at = at
        survey.save(update_fields=["state", "reviewed_at"])
    return survey


@transaction.atomic
def reopen(*, survey: Survey, by, at: datetime, reason: str, revision: int | None = None) -> Survey:
    """The Department opens an accepted survey: it waits for the head again, from now."""
    survey, reason = locked(survey), said(reason)
    require(survey, State.ACCEPTED, revision=revision)
    if not reason:
        raise ReasonRequired
    with figures.kept([survey.pk]):
        move(survey, State.SUBMITTED, by=by, at=at, reason=reason)
        survey.sent_at = survey.sent_at or survey.submitted_at
        survey.submitted_at = at
        survey.save(update_fields=["state", "submitted_at", "sent_at"])
    return survey


@transaction.atomic
def move_community(*, survey: Survey, to: Community, by, at: datetime, revision: int | None = None) -> Survey:
    """Put an editable survey into another community of its district."""
    survey = locked(survey)
    if not survey.is_editable:
        raise Locked
    require_revision(survey, revision)
    if to.district_id != survey.district_id:
        raise Refused(_("ชุมชนนี้อยู่คนละเขตกับแบบ — เลือกชุมชนในเขตเดียวกัน"))
    if survey.community_id == to.pk:
        return survey
    moved = {"community": [survey.community_id, to.pk]}
    survey.changed_values = changed_since_approval(survey, moved)
    with figures.kept([survey.pk]):
        survey.community = to
        survey.revision += 1
        survey.sent_hash = ""
        survey.updated_by, survey.updated_at = by, at
        survey.save(update_fields=MOVED)
    survey.household.community = to
    survey.household.save(update_fields=["community"])
    Change.objects.create(survey=survey, revision=survey.revision, at=at, by=by, fields=moved)
    return survey
