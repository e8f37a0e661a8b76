"""What has been kept long enough: found every night, taken away once two people of the Department agreed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from jobs import actions as jobs
from privacy.choices import BY_TWO_PEOPLE, Answered, Kind, Stage
from privacy.models import Disposal, RetentionRule, SubjectRequest
from privacy.refusals import AnotherMustApprove, OtherStage
from surveys.actions.ageing import deidentify, drop_photos, named_surveys
from surveys.actions.erasing import remove_form
from surveys.models import Photo, Round, Survey

JOB = "privacy_dispose"
BATCH = 500
DRAFT_DUE = "ร่างที่ครบกำหนดเก็บ"


@dataclass(frozen=True)
class Due:
    """What is due of one kind in one round."""

    kind: Kind
    round: Round
    until: date
    rows: int


def due(today: date) -> Iterator[Due]:
    """Everything of every round that has been kept long enough by the rules of today."""
    rules = RetentionRule.objects.in_force(today)
    for round in Round.objects.prefetch_related("extensions"):
        for kind in BY_TWO_PEOPLE:
            rule = rules.get(kind)
            until = rule and last_day(round) + timedelta(days=rule.days)
            if until and until < today and (rows := ROWS[kind](round, today, rule).count()):
                yield Due(kind, round, until, rows)


def last_day(round: Round) -> date:
    """The day on which the round closed in its last district."""
    return max([round.closes_on, *(one.closes_on for one in round.extensions.all())])


def _named(round: Round, today: date, rule: RetentionRule) -> QuerySet:
    return named_surveys(round)


def _untouched_drafts(round: Round, today: date, rule: RetentionRule) -> QuerySet:
    before = today - timedelta(days=rule.days)
    return Survey.objects.in_round(round).drafts().filter(updated_at__date__lt=before)


def _photos(round: Round, today: date, rule: RetentionRule) -> QuerySet:
    return Photo.objects.kept().filter(survey__round=round)


ROWS: dict[str, Callable] = {
    Kind.IDENTITY: _named,
    Kind.DRAFTS: _untouched_drafts,
    Kind.PHOTOS: _photos,
}


def list_due(*, at: datetime) -> int:
    """Keep the list of what is due: new lines, and newer numbers of those nobody has proposed yet."""
    found = list(due(localdate(at)))
    for one in found:
        told = {"until": one.until, "rows": one.rows, "found_at": at}
        lines = Disposal.objects.open().filter(kind=one.kind, round=one.round)
        if not lines.exists():
            Disposal.objects.create(kind=one.kind, round=one.round, **told)
        lines.filter(stage=Stage.DUE).update(**told)
    return len(found)


def forget_applicants(*, at: datetime) -> int:
    """Blank who asked for what in requests that were answered long enough ago; how many."""
    rule = RetentionRule.objects.in_force(localdate(at)).get(Kind.REQUESTS)
    if rule is None:
        return 0
    answered = SubjectRequest.objects.exclude(state=Answered.OPEN).exclude(applicant="")
    old = answered.filter(answered_at__lt=at - timedelta(days=rule.days))
    return old.update(applicant="", proof="", wish="")


@transaction.atomic
def propose(*, disposal: Disposal, by, at: datetime) -> Disposal:
    """The first of two people: this may be taken away."""
    disposal = _at(disposal, Stage.DUE)
    disposal.stage, disposal.proposed_by, disposal.proposed_at = Stage.PROPOSED, by, at
    disposal.save()
    return disposal


@transaction.atomic
def take_proposal_back(*, disposal: Disposal, by, at: datetime) -> Disposal:
    """Anyone of the Department may say no."""
    disposal = _at(disposal, Stage.PROPOSED)
    disposal.stage, disposal.proposed_by, disposal.proposed_at = Stage.DUE, None, None
    disposal.save()
    return disposal


@transaction.atomic
def approve(*, disposal: Disposal, by, at: datetime) -> Disposal:
    """The second of two people; the workers begin at once."""
    disposal = _at(disposal, Stage.PROPOSED)
    if disposal.proposed_by_id == by.pk:
        raise AnotherMustApprove
    disposal.stage, disposal.approved_by, disposal.approved_at = Stage.APPROVED, by, at
    disposal.save()
    jobs.start(kind=JOB, by=by, at=at, parameters={"disposal": disposal.pk}, subject=str(disposal.round))
    return disposal


def _at(disposal: Disposal, stage: Stage) -> Disposal:
    found = Disposal.objects.select_for_update(of=("self",)).get(pk=disposal.pk)
    if found.stage != stage:
        raise OtherStage
    return found


def dispose(disposal: Disposal, *, at: datetime, tell: Callable[[int], None]) -> int:
    """Take away what was approved, batch by batch; begun again after a fall it finds what is left."""
    today = localdate(at)
    rule = RetentionRule.objects.in_force(today)[disposal.kind]
    done = 0
    while keys := list(_next(disposal, today, rule)):
        with transaction.atomic():
            DISPOSING[disposal.kind](keys, by=disposal.approved_by, at=at)
        done += len(keys)
        tell(done)
    disposal.stage, disposal.done_at = Stage.DONE, at
    disposal.save(update_fields=["stage", "done_at"])
    return done


def _next(disposal: Disposal, today: date, rule: RetentionRule) -> QuerySet:
    rows = ROWS[disposal.kind](disposal.round, today, rule)
    return rows.order_by("pk").values_list("pk", flat=True)[:BATCH]


def _drop_drafts(keys: list, *, by, at: datetime) -> None:
    """Drafts leave their marks; a household that has no other form goes with its draft."""
    for survey in Survey.objects.filter(pk__in=keys).order_by("pk").held().select_related("household"):
        remove_form(survey, by=by, at=at, reason=DRAFT_DUE)
        if not survey.household.surveys.exists():
            survey.household.delete()


DISPOSING: dict[str, Callable] = {
    Kind.IDENTITY: deidentify,
    Kind.DRAFTS: _drop_drafts,
    Kind.PHOTOS: drop_photos,
}
