"""The housing working group of a district: who is in it, when it met, what it decided."""

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bkkhousing.lib.sealed_fields import SealedTextField
from plans.choices import DecisionState, GroupRole, GroupStatus
from plans.querysets import DecisionQuerySet, GroupMemberQuerySet, MeetingQuerySet, WorkingGroupQuerySet

MINUTES = 20_000


class Written(models.Model):
    """What is edited on one page: its revision, who wrote it last and when."""

    revision = models.PositiveIntegerField(_("ฉบับแก้ไข"), default=0)
    updated_at = models.DateTimeField(_("แก้ไขเมื่อ"))
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้แก้ไข"), related_name="+"
    )

    class Meta:
        abstract = True


class WorkingGroup(Written):
    """The working group (คณะทำงาน) of a district, established by an order, informal, or none yet."""

    personal_fields = ("updated_by", "words")

    district = models.OneToOneField(
        "districts.District", models.PROTECT, verbose_name=_("เขต"), related_name="working_group"
    )
    status = models.CharField(
        _("สถานะคณะทำงาน"), max_length=12, choices=GroupStatus.choices, default=GroupStatus.NONE
    )
    order_number = models.CharField(_("เลขที่คำสั่ง"), max_length=80, blank=True)
    order_date = models.DateField(_("ลงวันที่"), null=True, blank=True)
    words = models.CharField(_("หมายเหตุ"), max_length=500, blank=True)

    objects = WorkingGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("คณะทำงานระดับเขต")
        verbose_name_plural = _("คณะทำงานระดับเขต")
        constraints = [
            models.CheckConstraint(
                name="established_group_names_its_order",
                condition=~models.Q(status="established")
                | (models.Q(order_date__isnull=False) & ~models.Q(order_number="")),
                violation_error_message=_("คณะทำงานที่แต่งตั้งแล้วต้องบอกเลขที่และวันที่ของคำสั่ง"),
            )
        ]

    def __str__(self) -> str:
        return self.district_id

    def get_absolute_url(self) -> str:
        return reverse("working_group", args=[self.district_id])


class GroupMember(models.Model):
    """A member; one who attended a meeting is kept when they leave."""

    personal_fields = ("name", "phone")

    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="members")
    order = models.PositiveSmallIntegerField(_("ลำดับ"), default=0)
    name = models.CharField(_("ชื่อ"), max_length=200)
    position = models.CharField(_("ตำแหน่ง"), max_length=200, blank=True)
    organisation = models.CharField(_("หน่วยงาน"), max_length=200, blank=True)
    role = models.CharField(
        _("หน้าที่ในคณะทำงาน"), max_length=12, choices=GroupRole.choices, default=GroupRole.MEMBER
    )
    phone = SealedTextField(_("โทรศัพท์"), max_length=40, blank=True)
    left_on = models.DateField(_("พ้นจากคณะทำงาน"), null=True, blank=True)

    objects = GroupMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("สมาชิกคณะทำงาน")
        verbose_name_plural = _("สมาชิกคณะทำงาน")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name


class Meeting(Written):
    """One meeting: when, where, about what, who came, what was said."""

    personal_fields = ("updated_by", "minutes", "others")

    group = models.ForeignKey(WorkingGroup, models.PROTECT, related_name="meetings")
    held_on = models.DateField(_("วันที่ประชุม"))
    place = models.CharField(_("สถานที่"), max_length=200, blank=True)
    agenda = models.TextField(_("วาระ"), max_length=4_000, blank=True)
    minutes = models.TextField(_("รายงานการประชุม"), max_length=MINUTES, blank=True)
    attendees = models.ManyToManyField(
        GroupMember, blank=True, verbose_name=_("ผู้เข้าประชุม"), related_name="meetings"
    )
    others = models.CharField(_("ผู้เข้าประชุมอื่น"), max_length=500, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("การประชุมคณะทำงาน")
        verbose_name_plural = _("การประชุมคณะทำงาน")
        indexes = [models.Index(fields=["group", "held_on"])]

    def __str__(self) -> str:
        return f"{self.group_id} {self.held_on}"

    def get_absolute_url(self) -> str:
        return reverse("meeting_detail", args=[self.group.district_id, self.pk])


class Decision(models.Model):
    """What a meeting decided: who does it, by when, and whether it is done."""

    personal_fields = ("owner", "what")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    what = models.CharField(_("มติ"), max_length=500)
    owner = models.CharField(_("ผู้รับผิดชอบ"), max_length=200, blank=True)
    due_on = models.DateField(_("กำหนดเสร็จ"), null=True, blank=True)
    state = models.CharField(
        _("ผล"), max_length=10, choices=DecisionState.choices, default=DecisionState.OPEN
    )
    done_on = models.DateField(_("เสร็จเมื่อ"), null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("มติคณะทำงาน")
        verbose_name_plural = _("มติคณะทำงาน")
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "due_on"])]
        constraints = [
            models.CheckConstraint(
                name="decision_done_on_a_day",
                condition=models.Q(state="done", done_on__isnull=False)
                | (~models.Q(state="done") & models.Q(done_on=None)),
                violation_error_message=_("มติที่เสร็จแล้วต้องบอกวันที่เสร็จ"),
            )
        ]

    def __str__(self) -> str:
        return self.what[:40]

    def is_overdue(self, today: date) -> bool:
        return self.state == DecisionState.OPEN and self.due_on is not None and self.due_on < today
