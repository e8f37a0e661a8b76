"""A plan's way: the head sends it or takes it back, the Department approves or returns it."""

from datetime import datetime

from django.db import transaction

from plans.choices import EDITABLE_STATES, PlanState
from plans.models import PlanMove, PlannedCommunity, SurveyPlan, Target
from plans.refusals import PlanGaps, Stale, WrongPlanState
from plans.rules import gaps
from surveys.actions.moving import said
from surveys.refusals import ReasonRequired


@transaction.atomic
def send(*, plan: SurveyPlan, revision: int, by, at: datetime) -> SurveyPlan:
    """Ask the Department to approve; refused while something is missing."""
    plan = _held(plan, EDITABLE_STATES, revision)
    if found := gaps(plan):
        raise PlanGaps(found)
    return _move(plan, PlanState.SENT, by=by, at=at)


@transaction.atomic
def take_back(*, plan: SurveyPlan, revision: int, by, at: datetime, reason: str = "") -> SurveyPlan:
    """The head opens the plan again; of one that was approved, what was approved stays in force, and a reason is due."""
    plan, reason = _held(plan, (PlanState.SENT, PlanState.APPROVED), revision), said(reason)
    if plan.state == PlanState.APPROVED and not reason:
        raise ReasonRequired
    return _move(plan, PlanState.DRAFT, by=by, at=at, reason=reason)


@transaction.atomic
def approve(*, plan: SurveyPlan, revision: int, by, at: datetime, reason: str = "") -> SurveyPlan:
    """From now on the district is measured against this plan; a remark is kept with it."""
    plan, reason = _held(plan, (PlanState.SENT,), revision), said(reason)
    _put_in_force(plan)
    return _move(plan, PlanState.APPROVED, by=by, at=at, reason=reason)


@transaction.atomic
def return_plan(*, plan: SurveyPlan, revision: int, by, at: datetime, reason: str) -> SurveyPlan:
    """Give the plan back to the head, with what must be mended; an approved one stays in force meanwhile."""
    plan, reason = _held(plan, (PlanState.SENT, PlanState.APPROVED), revision), said(reason)
    if not reason:
        raise ReasonRequired
    return _move(plan, PlanState.RETURNED, by=by, at=at, reason=reason)


def _held(plan: SurveyPlan, states: tuple[PlanState, ...], revision: int) -> SurveyPlan:
    """The same plan, locked, standing where the move begins and as the person read it."""
    held = (
        SurveyPlan.objects.select_for_update(of=("self",)).select_related("round", "district").get(pk=plan.pk)
    )
    if held.state not in states:
        raise WrongPlanState
    if held.revision != revision:
        raise Stale(held)
    return held


def _move(plan: SurveyPlan, to: PlanState, *, by, at: datetime, reason: str = "") -> SurveyPlan:
    plan.revision += 1
    states = {"from_state": plan.state, "to_state": to, "revision": plan.revision}
    PlanMove.objects.create(plan=plan, by=by, at=at, reason=reason, **states)
    plan.state = to
    plan.save(update_fields=["state", "revision"])
    return plan


def _put_in_force(plan: SurveyPlan) -> None:
    """What was asked before makes room; days that the plan leaves open are those of the whole plan."""
    rows = list(plan.communities.all())
    named = Target.objects.filter(round=plan.round, community__in=[row.community_id for row in rows])
    (named | Target.objects.filter(plan=plan)).delete()
    Target.objects.bulk_create(_target(plan, row) for row in rows)


def _target(plan: SurveyPlan, row: PlannedCommunity) -> Target:
    first, last = row.days
    place = {"round": plan.round, "community_id": row.community_id}
    return Target(plan=plan, **place, households=row.households, starts_on=first, ends_on=last)
