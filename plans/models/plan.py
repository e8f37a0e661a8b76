"""How one district will survey in one round: where, how, with what, when and with whom."""

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plans.choices import EDITABLE_STATES, Method, PlanState, Tool
from plans.querysets import SurveyPlanQuerySet
from surveys.models.fields import MultiChoiceField

LONG_TEXT = 4_000
MULTI_LENGTH = 200


class SurveyPlan(models.Model):
    """A district's plan; `revision` grows with every write, so that nobody writes over what they have not seen."""

    personal_fields = ("created_by", "updated_by", "areas", "process", "methods_words", "tools_words")

    round = models.ForeignKey(
        "surveys.Round", models.PROTECT, verbose_name=_("รอบสำรวจ"), related_name="plans"
    )
    district = models.ForeignKey(
        "districts.District", models.PROTECT, verbose_name=_("เขต"), related_name="plans"
    )
    state = models.CharField(_("สถานะ"), max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    revision = models.PositiveIntegerField(_("ฉบับแก้ไข"), default=0)
    starts_on = models.DateField(_("เริ่มสำรวจ"), null=True, blank=True)
    ends_on = models.DateField(_("สำรวจเสร็จ"), null=True, blank=True)
    areas = models.TextField(_("พื้นที่เป้าหมาย"), max_length=LONG_TEXT, blank=True)
    process = models.TextField(_("กระบวนการ"), max_length=LONG_TEXT, blank=True)
    methods = MultiChoiceField(_("วิธีสำรวจ"), max_length=MULTI_LENGTH, blank=True, default="")
    methods_words = models.CharField(_("วิธีอื่นหรือรายละเอียด"), max_length=500, blank=True)
    tools = MultiChoiceField(_("เครื่องมือ"), max_length=MULTI_LENGTH, blank=True, default="")
    tools_words = models.CharField(_("เครื่องมืออื่นหรือรายละเอียด"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("สร้างเมื่อ"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้สร้าง"), related_name="+"
    )
    updated_at = models.DateTimeField(_("แก้ไขเมื่อ"))
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้แก้ไข"), related_name="+"
    )

    objects = SurveyPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("แผนสำรวจ")
        verbose_name_plural = _("แผนสำรวจ")
        constraints = [
            models.UniqueConstraint(fields=["round", "district"], name="one_plan_per_district_and_round"),
            models.CheckConstraint(
                name="plan_starts_before_it_ends",
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(starts_on__lte=models.F("ends_on")),
                violation_error_message=_("วันเริ่มต้องไม่หลังวันเสร็จ"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.district_id}"

    def get_absolute_url(self) -> str:
        return reverse("plan_detail", args=[self.round_id, self.district_id])

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE_STATES

    @property
    def first_day(self) -> date:
        """The day the district begins: its own, or that of the round."""
        return self.starts_on or self.round.opens_on

    @property
    def last_day(self) -> date:
        """The day the district means to be done: its own, or the last of the round with its extension."""
        return self.ends_on or self.round.closes_for(self.district_id)

    @property
    def methods_chosen(self) -> list[str]:
        return [str(Method(code).label) for code in self.methods if code in Method.values]

    @property
    def tools_chosen(self) -> list[str]:
        return [str(Tool(code).label) for code in self.tools if code in Tool.values]


class PlannedPart(models.Model):
    """What every row of a plan has: its plan and its place among the rows."""

    order = models.PositiveSmallIntegerField(_("ลำดับ"), default=0)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]


class PlannedCommunity(PlannedPart):
    """A community the plan will survey: how many households, in which order, from when to when."""

    personal_fields = ()

    plan = models.ForeignKey(SurveyPlan, models.CASCADE, related_name="communities")
    community = models.ForeignKey(
        "communities.Community", models.PROTECT, verbose_name=_("ชุมชน"), related_name="+"
    )
    households = models.PositiveIntegerField(_("ครัวเรือนที่ต้องสำรวจ"))
    starts_on = models.DateField(_("วันแรก"), null=True, blank=True)
    ends_on = models.DateField(_("วันสุดท้าย"), null=True, blank=True)

    class Meta(PlannedPart.Meta):
        verbose_name = _("ชุมชนในแผน")
        verbose_name_plural = _("ชุมชนในแผน")
        constraints = [
            models.UniqueConstraint(fields=["plan", "community"], name="one_community_once_in_a_plan"),
            models.CheckConstraint(name="planned_households_are_some", condition=models.Q(households__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.community_id} {self.households}"

    @property
    def days(self) -> tuple[date, date]:
        """First and last day; what the row leaves open is that of the whole plan."""
        first = self.starts_on or self.plan.first_day
        return first, max(first, self.ends_on or self.plan.last_day)


class Milestone(PlannedPart):
    """One line of the timetable."""

    personal_fields = ("who",)

    plan = models.ForeignKey(SurveyPlan, models.CASCADE, related_name="milestones")
    what = models.CharField(_("งาน"), max_length=200)
    starts_on = models.DateField(_("ตั้งแต่"), null=True, blank=True)
    ends_on = models.DateField(_("ถึง"), null=True, blank=True)
    who = models.CharField(_("ผู้รับผิดชอบ"), max_length=200, blank=True)

    class Meta(PlannedPart.Meta):
        verbose_name = _("ขั้นตอนในแผน")
        verbose_name_plural = _("ขั้นตอนในแผน")

    def __str__(self) -> str:
        return self.what


class PlanPerson(PlannedPart):
    """A person or team that takes part, and how many interviewers they bring."""

    personal_fields = ("name",)

    plan = models.ForeignKey(SurveyPlan, models.CASCADE, related_name="people")
    name = models.CharField(_("ชื่อหรือทีม"), max_length=200)
    role = models.CharField(_("หน้าที่"), max_length=200, blank=True)
    organisation = models.CharField(_("หน่วยงาน"), max_length=200, blank=True)
    interviewers = models.PositiveSmallIntegerField(_("ผู้สัมภาษณ์ (คน)"), default=0)

    class Meta(PlannedPart.Meta):
        verbose_name = _("ผู้เกี่ยวข้องในแผน")
        verbose_name_plural = _("ผู้เกี่ยวข้องในแผน")

    def __str__(self) -> str:
        return self.name


class PlanMove(models.Model):
    """A plan went from one state to another: who, when, why."""

    personal_fields = ("by", "reason")

    plan = models.ForeignKey(SurveyPlan, models.CASCADE, related_name="moves")
    from_state = models.CharField(_("จากสถานะ"), max_length=10, choices=PlanState.choices)
    to_state = models.CharField(_("เป็นสถานะ"), max_length=10, choices=PlanState.choices)
    at = models.DateTimeField(_("เวลา"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้ทำ"), related_name="+")
    reason = models.CharField(_("เหตุผล"), max_length=500, blank=True)
    revision = models.PositiveIntegerField(_("ฉบับแก้ไข"))

    class Meta:
        verbose_name = _("การเปลี่ยนสถานะแผน")
        verbose_name_plural = _("การเปลี่ยนสถานะแผน")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"


class Target(models.Model):
    """What the plan last approved asks of a community; it stays in force while a newer version is being written."""

    personal_fields = ()

    plan = models.ForeignKey(SurveyPlan, models.CASCADE, related_name="targets")
    round = models.ForeignKey("surveys.Round", models.PROTECT, related_name="+", db_index=False)
    community = models.ForeignKey("communities.Community", models.PROTECT, related_name="targets")
    households = models.PositiveIntegerField(_("ครัวเรือนที่ต้องสำรวจ"))
    starts_on = models.DateField(_("วันแรก"))
    ends_on = models.DateField(_("วันสุดท้าย"))

    class Meta:
        verbose_name = _("เป้าหมายที่อนุมัติ")
        verbose_name_plural = _("เป้าหมายที่อนุมัติ")
        constraints = [
            models.UniqueConstraint(fields=["round", "community"], name="one_target_per_community_and_round")
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.community_id} {self.households}"
