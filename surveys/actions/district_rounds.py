"""The Department accepts a district's part of a round, or sends it back to the head."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from districts.models import District
from surveys.actions.many import Standing, move_many
from surveys.actions.moving import said
from surveys.choices import DistrictRoundState, State
from surveys.models import DistrictDecision, DistrictRound, Round, Survey
from surveys.refusals import DistrictChanged, ReasonRequired, Refused, StillWaiting


@dataclass(frozen=True)
class Seen:
    """What the person read before deciding: the number of earlier decisions, and of forms that would move."""

    decisions: int
    surveys: int


@transaction.atomic
def accept_district(
    *, round: Round, district: District, by, at: datetime, seen: Seen, only_approved: bool = False
) -> DistrictRound:
    """All approved forms become accepted; refused while others wait, unless those approved are enough."""
    standing = _locked(round, district, by=by, at=at)
    rows = _standings(round, district, State.APPROVED)
    _require_seen(standing, rows, seen)
    left = _of(round, district).filter(state__in=(State.SUBMITTED, State.RETURNED)).count()
    if left and not only_approved:
        raise StillWaiting(left)
    move_many(rows, State.ACCEPTED, by=by, at=at)
    state = DistrictRoundState.PARTLY if left else DistrictRoundState.ACCEPTED
    return _decide(standing, state, rows, by=by, at=at)


@transaction.atomic
def send_back_district(
    *,
    round: Round,
    district: District,
    by,
    at: datetime,
    seen: Seen,
    reason: str,
    with_accepted: bool = False,
) -> DistrictRound:
    """The approved forms, on request the accepted ones too, wait for the head again, for the reason given."""
    reason = said(reason)
    if not reason:
        raise ReasonRequired
    standing = _locked(round, district, by=by, at=at)
    states = (State.APPROVED, State.ACCEPTED) if with_accepted else (State.APPROVED,)
    rows = _standings(round, district, *states)
    _require_seen(standing, rows, seen)
    sent = {"submitted_at": at, "sent_at": Coalesce("sent_at", "submitted_at")}
    move_many(rows, State.SUBMITTED, by=by, at=at, reason=reason, **sent)
    return _decide(standing, DistrictRoundState.SENT_BACK, rows, by=by, at=at, reason=reason)


def _locked(round: Round, district: District, *, by, at: datetime) -> DistrictRound:
    """The district's row of the round, made when it is the first decision, and locked."""
    place = {"round": round, "district": district}
    DistrictRound.objects.get_or_create(**place, defaults={"by": by, "at": at})
    return DistrictRound.objects.select_for_update().get(**place)


def _of(round: Round, district: District):
    return Survey.objects.filter(round=round, district=district)


def _standings(round: Round, district: District, *states: State) -> list[Standing]:
    rows = _of(round, district).filter(state__in=states).order_by("pk").select_for_update()
    return list(rows.values_list("pk", "state", "revision"))


def _require_seen(standing: DistrictRound, rows: list[Standing], seen: Seen) -> None:
    if (standing.number, len(rows)) != (seen.decisions, seen.surveys):
        raise DistrictChanged
    if not rows:
        raise Refused(_("เขตนี้ไม่มีแบบที่อนุมัติแล้วในรอบนี้"))


def _decide(
    standing: DistrictRound,
    state: DistrictRoundState,
    rows: list[Standing],
    *,
    by,
    at: datetime,
    reason: str = "",
) -> DistrictRound:
    place = {"round": standing.round, "district": standing.district}
    decided = {"state": state, "at": at, "by": by, "reason": reason, "surveys": len(rows)}
    for name, value in decided.items():
        setattr(standing, name, value)
    standing.number += 1
    standing.save()
    DistrictDecision.objects.create(**place, **decided)
    return standing
