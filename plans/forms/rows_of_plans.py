"""The rows of a plan's tables: one community, one milestone, one person or team."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bkkhousing.lib import thai
from communities.models import Community
from plans.forms.fields import DayField, WholeField, in_order, words
from plans.forms.rows import Row


class CommunityRow(forms.Form):
    """One community of the register: whether the plan takes it, how many households, in which order, when."""

    use_required_attribute = False

    chosen = forms.BooleanField(label=_("อยู่ในแผน"), required=False)
    order = WholeField(label=_("ลำดับ"), required=False, least=1, most=999)
    households = WholeField(label=_("ครัวเรือน"), required=False, least=1)
    starts_on = DayField(label=_("วันแรก"), required=False)
    ends_on = DayField(label=_("วันสุดท้าย"), required=False)

    def __init__(self, *args, community: Community, find: str = "", **kwargs):
        super().__init__(*args, prefix=f"community-{community.pk}", **kwargs)
        self.community = community
        self.is_hidden = bool(find) and thai.search_key(find) not in community.search_key

    @property
    def cells(self) -> list[forms.BoundField]:
        """What stands beside the name."""
        return [self[name] for name in ("order", "households", "starts_on", "ends_on")]

    def full_clean(self) -> None:
        """A community that the plan does not take is not read further."""
        super().full_clean()
        if self.is_bound and not self.cleaned_data.get("chosen"):
            self._errors.clear()

    def clean(self) -> dict:
        if self.cleaned_data.get("chosen") and "households" not in self.errors:
            self._require_households()
        in_order(self)
        return self.cleaned_data

    def _require_households(self) -> None:
        if self.cleaned_data.get("households") is None:
            self.add_error("households", _("บอกจำนวนครัวเรือนที่จะสำรวจ"))


class MilestoneRow(Row):
    """One line of the timetable."""

    what = words(_("งาน"), required=True)
    starts_on = DayField(label=_("ตั้งแต่"), required=False)
    ends_on = DayField(label=_("ถึง"), required=False)
    who = words(_("ผู้รับผิดชอบ"))

    def clean(self) -> dict:
        in_order(self)
        return self.cleaned_data


class PersonRow(Row):
    """One person or team."""

    name = words(_("ชื่อหรือทีม"), required=True)
    role = words(_("หน้าที่"))
    organisation = words(_("หน่วยงาน"))
    interviewers = WholeField(label=_("ผู้สัมภาษณ์ (คน)"), required=False, most=9_999)

    def clean_interviewers(self) -> int:
        return self.cleaned_data["interviewers"] or 0
