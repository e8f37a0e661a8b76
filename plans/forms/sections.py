"""The sections in which a plan is written, each with its fields and its table of rows."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from districts.models import District
from plans.choices import Method, Tool
from plans.forms.fields import DayField, in_order, paragraphs, words
from plans.forms.problems import Marked, problems_of
from plans.forms.rows import Row, table_of
from plans.forms.rows_of_plans import CommunityRow, MilestoneRow, PersonRow
from plans.models import SurveyPlan

LAST = 10_000


class PlacesForm(forms.Form):
    """Where and between which days."""

    use_required_attribute = False

    areas = paragraphs(_("พื้นที่เป้าหมาย"), help=_("บอกเป็นคำ เช่น ริมคลอง ใต้สะพาน หอพักรอบตลาด และเหตุผลที่เลือก"))
    starts_on = DayField(label=_("เริ่มสำรวจ"), required=False)
    ends_on = DayField(label=_("สำรวจเสร็จ"), required=False)

    def clean(self) -> dict:
        in_order(self)
        return self.cleaned_data


class WorkForm(forms.Form):
    """How, and with what."""

    use_required_attribute = False

    process = paragraphs(_("กระบวนการ"), help=_("ทำอะไรก่อนหลัง ตั้งแต่ชี้แจงชุมชนจนตรวจข้อมูลเสร็จ"), rows=6)
    methods = forms.MultipleChoiceField(label=_("วิธีสำรวจ"), choices=Method.choices, required=False)
    methods_words = words(_("วิธีอื่นหรือรายละเอียด"), length=500)
    tools = forms.MultipleChoiceField(label=_("เครื่องมือ"), choices=Tool.choices, required=False)
    tools_words = words(_("เครื่องมืออื่นหรือรายละเอียด"), length=500)

    def clean_methods(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data["methods"])

    def clean_tools(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data["tools"])


class Section:
    """One page of the form: at first what is stored, then what was typed."""

    do_not_call_in_templates = True
    slug = title = ""
    form_class: type[forms.Form] = forms.Form
    rows_name = ""
    row_form: type[Row] | None = None
    row_columns: tuple[str, ...] = ()

    def __init__(self, *, plan: SurveyPlan | None, district: District, user, given: Mapping | None = None):
        self.plan, self.given = plan, given
        self.register = Community.objects.visible_to(user).in_district(district.pk).by_name()
        initial = {name: getattr(plan, name) for name in self.form_class.base_fields} if plan else {}
        self.form = self.form_class(given, initial=initial)
        self.table = self.make_table()

    def make_table(self):
        if self.row_form is None:
            return None
        stored = getattr(self.plan, self.rows_name).values(*self.row_columns) if self.plan else ()
        return table_of(self.row_form, self.rows_name, given=self.given, initial=list(stored))

    def is_valid(self) -> bool:
        return self.form.is_valid() and (self.table is None or self.table.is_valid())

    @property
    def template(self) -> str:
        return f"plans/_edit_{self.slug}.html"

    @property
    def problems(self) -> list[Marked]:
        return problems_of([self.form], self.table.forms if self.table else [])

    @property
    def fields(self) -> dict[str, object]:
        return self.form.cleaned_data

    @property
    def rows(self) -> dict[str, list[dict]]:
        return {self.rows_name: self.table.kept} if self.table is not None else {}


class Communities:
    """The communities of the district as rows to choose from; those in the plan first, in its order."""

    def __init__(self, rows: list[CommunityRow], find: str):
        self.forms, self.find = rows, find

    def is_valid(self) -> bool:
        return all(row.is_valid() for row in self.forms)

    @property
    def kept(self) -> list[dict]:
        """What the chosen rows say, in their order; those without one after the others."""
        chosen = [row for row in self.forms if row.cleaned_data.get("chosen")]
        chosen.sort(key=lambda row: row.cleaned_data["order"] or LAST)
        return [_said(row) for row in chosen]

    @property
    def shown(self) -> int:
        return sum(not row.is_hidden for row in self.forms)


def _said(row: CommunityRow) -> dict[str, object]:
    columns = ("households", "starts_on", "ends_on")
    return {"community_id": row.community.pk, **{name: row.cleaned_data[name] for name in columns}}


class Places(Section):
    """Where: in words and community by community."""

    slug, title = "places", _("พื้นที่และชุมชน")
    form_class, rows_name = PlacesForm, "communities"

    def make_table(self) -> Communities:
        find = self.given.get("find", "").strip() if self.given else ""
        stored = {row.community_id: row for row in self.plan.communities.all()} if self.plan else {}
        register = sorted(self.register, key=lambda one: stored[one.pk].order if one.pk in stored else LAST)
        rows = [
            CommunityRow(self.given, community=one, find=find, initial=_initial(one, stored.get(one.pk)))
            for one in register
        ]
        return Communities(rows, find)


def _initial(community: Community, row) -> dict[str, object]:
    """What the plan says of a community; else the households of its register."""
    if row is None:
        return {"households": community.expected_households or None}
    days: dict[str, date | None] = {"starts_on": row.starts_on, "ends_on": row.ends_on}
    return {"chosen": True, "order": row.order, "households": row.households, **days}


class Work(Section):
    """How and with what."""

    slug, title = "work", _("กระบวนการ วิธี และเครื่องมือ")
    form_class = WorkForm


class Timetable(Section):
    """When."""

    slug, title = "timetable", _("กำหนดเวลา")
    rows_name, row_form = "milestones", MilestoneRow
    row_columns = ("what", "starts_on", "ends_on", "who")

    @property
    def rows(self) -> dict[str, list[dict]]:
        """In the order of their days; those without one after the others."""
        return {self.rows_name: sorted(self.table.kept, key=lambda row: row["starts_on"] or date.max)}


class People(Section):
    """With whom."""

    slug, title = "people", _("ผู้เกี่ยวข้อง")
    rows_name, row_form = "people", PersonRow
    row_columns = ("name", "role", "organisation", "interviewers")


SECTIONS = (Places, Work, Timetable, People)
BY_SLUG = {section.slug: section for section in SECTIONS}


def after(slug: str) -> str:
    """The section that follows; blank after the last."""
    slugs = [section.slug for section in SECTIONS]
    return next(iter(slugs[slugs.index(slug) + 1 :]), "")
