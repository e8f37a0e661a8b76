"""Writing a plan, section by section, and beginning one from the last round's."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from communities.models import Community
from districts.models import District
from plans.models import Milestone, PlannedCommunity, PlanPerson, SurveyPlan
from plans.refusals import NothingToCopy, NotOfDistrict, PlanLocked, Stale
from surveys.models import Round

ROWS = {"communities": PlannedCommunity, "milestones": Milestone, "people": PlanPerson}
COPIED = ("areas", "process", "methods", "methods_words", "tools", "tools_words")
COPIED_ROWS = {
    "communities": ("community_id", "households"),
    "milestones": ("what", "who"),
    "people": ("name", "role", "organisation", "interviewers"),
}


@transaction.atomic
def save_plan(
    *,
    round: Round,
    district: District,
    fields: Mapping[str, object],
    rows: Mapping[str, Sequence[Mapping]] | None = None,
    revision: int,
    by,
    at: datetime,
) -> SurveyPlan:
    """Write what a section says and leave the rest; the first save begins the plan.

    `rows` replaces the rows of `communities`, `milestones` or `people` it names.  Raises Stale when the plan is
    not the one that the person read, PlanLocked when the Department has it, NotOfDistrict.
    """
    plan = _held(round, district, by=by, at=at)
    if not plan.is_editable:
        raise PlanLocked
    if plan.revision != revision:
        raise Stale(plan)
    for name, value in fields.items():
        setattr(plan, name, value)
    for name, given in (rows or {}).items():
        _replace(plan, name, given)
    return _written(plan, by=by, at=at)


@transaction.atomic
def copy_plan(*, round: Round, district: District, source: SurveyPlan, by, at: datetime) -> SurveyPlan:
    """Begin a plan with what an earlier one says; days are left open, for they are of another year."""
    if SurveyPlan.objects.of(round, district.pk).exists() or source.district_id != district.pk:
        raise NothingToCopy
    plan = _held(round, district, by=by, at=at)
    for name in COPIED:
        setattr(plan, name, getattr(source, name))
    for name, columns in COPIED_ROWS.items():
        _replace(plan, name, getattr(source, name).values(*columns))
    return _written(plan, by=by, at=at)


def _held(round: Round, district: District, *, by, at: datetime) -> SurveyPlan:
    """The plan, made when it is not there yet, and locked until the transaction ends."""
    place = {"round": round, "district": district}
    made = {"created_at": at, "created_by": by, "updated_at": at, "updated_by": by}
    SurveyPlan.objects.get_or_create(**place, defaults=made)
    return SurveyPlan.objects.select_for_update().get(**place)


def _written(plan: SurveyPlan, *, by, at: datetime) -> SurveyPlan:
    plan.revision += 1
    plan.updated_by, plan.updated_at = by, at
    plan.save()
    return plan


def _replace(plan: SurveyPlan, name: str, given: Sequence[Mapping]) -> None:
    """The rows given stand in place of those stored, in their order."""
    given = list(given)
    if name == "communities":
        _require_own(plan, {row["community_id"] for row in given})
    model = ROWS[name]
    getattr(plan, name).all().delete()
    model.objects.bulk_create(
        model(plan=plan, **{**row, "order": number}) for number, row in enumerate(given, start=1)
    )


def _require_own(plan: SurveyPlan, keys: set[int]) -> None:
    if Community.objects.in_district(plan.district_id).filter(pk__in=keys).count() != len(keys):
        raise NotOfDistrict
