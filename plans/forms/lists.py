"""The filters of the list of plans."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from districts.models import DistrictGroup
from plans.choices import PlanState
from plans.readers.districts import NO_PLAN, DistrictPlanLine
from surveys.forms import RoundFilter

BEHIND, OVERDUE = "behind", "overdue"


class PlanFilter(RoundFilter):
    """Which round, group of districts and state; a choice that does not exist filters nothing."""

    group = forms.ChoiceField(label=_("กลุ่มเขต"), required=False)
    state = forms.ChoiceField(label=_("สถานะแผน"), required=False)

    def __init__(self, given):
        super().__init__(given)
        groups = [(group.pk, group.name) for group in DistrictGroup.objects.all()]
        self.choose("group", _("ทุกกลุ่ม"), groups)
        further = [(NO_PLAN, _("ยังไม่มีแผน")), (BEHIND, _("ช้ากว่าแผน")), (OVERDUE, _("มีมติเลยกำหนด"))]
        self.choose("state", _("ทุกสถานะ"), [*PlanState.choices, *further])

    def cut(self, lines: Iterable[DistrictPlanLine]) -> list[DistrictPlanLine]:
        """The lines that the filters leave."""
        chosen = self.chosen()
        group, state = chosen.get("group"), chosen.get("state")
        return [
            line
            for line in lines
            if (not group or line.district.group_id == group) and (not state or _stands(line, state))
        ]


def _stands(line: DistrictPlanLine, state: str) -> bool:
    if state == BEHIND:
        return bool(line.pace and line.pace.behind)
    return bool(line.overdue) if state == OVERDUE else line.state == state
