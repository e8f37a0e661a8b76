"""The districts of a round side by side: their plans, how far they are, what their working groups owe."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.utils.translation import gettext_lazy as _

from districts.models import District
from plans.choices import GroupStatus, PlanState
from plans.models import Decision, SurveyPlan, WorkingGroup
from plans.readers.expected import expected_of
from plans.readers.progress import Pace, paces
from surveys.models import Round
from surveys.readers.figures import By, sums_by

NO_PLAN = "none"
GROUP_WORDS = {
    GroupStatus.ESTABLISHED: _("มีคำสั่งแล้ว"),
    GroupStatus.INFORMAL: _("ไม่เป็นทางการ"),
    GroupStatus.NONE: _("ยังไม่มี"),
}
"""The footing of a working group in a narrow column."""


@dataclass(frozen=True)
class DistrictPlanLine:
    """One district of the list."""

    district: District
    plan: SurveyPlan | None
    pace: Pace | None
    done: int
    expected: int
    overdue: int
    group_status: str

    @property
    def state(self) -> str:
        return self.plan.state if self.plan else NO_PLAN

    @property
    def group_label(self) -> str:
        return str(GROUP_WORDS[self.group_status])


def district_plan_lines(*, round: Round, user, today: date) -> list[DistrictPlanLine]:
    """Every district that the person may read, in order of the groups; a handful of queries."""
    parts = _Parts(
        plans={one.district_id: one for one in _plans(round)},
        paces=paces(round=round, today=today),
        done={place: sums.surveys for place, sums in _sums(round).items()},
        expected=expected_of(round=round.pk, by=By.DISTRICT),
        overdue=overdue_by_district(today),
        groups=dict(WorkingGroup.objects.values_list("district_id", "status")),
    )
    districts = District.objects.visible_to(user).select_related("group").order_by("group__order", "sort_key")
    return [parts.line(district) for district in districts]


@dataclass(frozen=True)
class _Parts:
    """What is known of the districts, each by its code."""

    plans: Mapping[str, SurveyPlan]
    paces: Mapping[str, Pace]
    done: Mapping[str, int]
    expected: Mapping[str, int]
    overdue: Mapping[str, int]
    groups: Mapping[str, str]

    def line(self, district: District) -> DistrictPlanLine:
        code = district.pk
        return DistrictPlanLine(
            district=district,
            plan=self.plans.get(code),
            pace=self.paces.get(code),
            done=self.done.get(code, 0),
            expected=self.expected.get(code, 0),
            overdue=self.overdue.get(code, 0),
            group_status=self.groups.get(code, GroupStatus.NONE),
        )


def _plans(round: Round):
    rows = SurveyPlan.objects.in_round(round)
    return rows.annotate(places=Count("communities"), asked=Sum("communities__households"))


def _sums(round: Round):
    return sums_by(round=round.pk, by=By.DISTRICT, measures=())


def overdue_by_district(today: date) -> dict[str, int]:
    """Open decisions whose day has passed, by the code of their district."""
    rows = Decision.objects.overdue(today).order_by().values("meeting__group__district_id")
    return dict(rows.annotate(number=Count("pk")).values_list("meeting__group__district_id", "number"))


def counts_by_state(lines: list[DistrictPlanLine]) -> dict[str, int]:
    """How many districts stand where, every state named."""
    found = dict.fromkeys((*PlanState.values, NO_PLAN), 0)
    for line in lines:
        found[line.state] += 1
    return found
