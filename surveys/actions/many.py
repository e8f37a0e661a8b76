"""Moving many surveys at once: a fixed number of statements a batch, the figures by difference."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from surveys import bulk, figures
from surveys.choices import State
from surveys.models import Comment, Move, Survey

BATCH = 5_000
Standing = tuple[UUID, str, int]


@dataclass(frozen=True)
class Approval:
    """What approving many came to; those not approved come with the reason, those deleted are only counted."""

    approved: list[Survey]
    refused: list[tuple[Survey, str]]
    gone: int


@transaction.atomic
def approve_many(*, seen: Mapping[UUID, int], by, at: datetime) -> Approval:
    """Approve the surveys that are still as they were seen (key → revision); the others are named."""
    found = list(Survey.objects.visible_to(by).filter(pk__in=seen).order_by("pk").held().with_place())
    refused = [(survey, why) for survey in found if (why := _objection(survey, seen[survey.pk]))]
    kept_back = {survey.pk for survey, _why in refused}
    approved = [survey for survey in found if survey.pk not in kept_back]
    standings = [(survey.pk, survey.state, survey.revision) for survey in approved]
    move_many(standings, State.APPROVED, by=by, at=at, reviewed_at=at)
    Comment.objects.open().filter(survey__in=approved).update(settled_at=at, settled_by=by)
    return Approval(approved, refused, gone=len(seen) - len(found))


def _objection(survey: Survey, revision: int) -> str:
    """Why a survey cannot be approved as it was seen; nothing when it can."""
    if survey.state != State.SUBMITTED:
        return _("เปลี่ยนเป็น “%(state)s” ไปแล้ว") % {"state": survey.get_state_display()}
    if survey.revision != revision:
        return _("มีผู้แก้คำตอบหลังจากคุณเปิดหน้า")
    return ""


def move_many(
    standings: Sequence[Standing], to: State, *, by, at: datetime, reason: str = "", **columns
) -> None:
    """Move surveys that the caller has locked, as (key, state, revision); `columns` are set along."""
    with figures.together():
        for start in range(0, len(standings), BATCH):
            batch = standings[start : start + BATCH]
            keys = [key for key, _state, _revision in batch]
            with figures.kept(keys):
                bulk.insert(list(_moves(batch, Move(to_state=to, by=by, at=at, reason=reason))))
                Survey.objects.filter(pk__in=keys).update(state=to, **columns)


def _moves(batch: Sequence[Standing], first: Move) -> Iterable[Move]:
    for key, state, revision in batch:
        yield bulk.copy_of(first, survey_id=key, from_state=state, revision=revision)
