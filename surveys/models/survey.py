"""One household's answers in one round, with its roster and debts."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bkkhousing.lib.sealed_fields import Alike, SealedJSONField
from surveys.choices.survey import EDITABLE_STATES, State
from surveys.models.answers import (
    ClosingAnswers,
    DebtAnswers,
    DwellingAnswers,
    EconomyAnswers,
    HouseholdAnswers,
    LocationAnswers,
    MemberAnswers,
    NeedsAnswers,
    TenureAnswers,
    VisitAnswers,
)
from surveys.models.computed import ComputedAnswers
from surveys.querysets import SurveyPartQuerySet, SurveyQuerySet


class UnsettledAnswers(models.Model):
    """What was typed but is no typed answer: nothing an officer enters is dropped."""

    not_answered = models.JSONField(
        _("ข้อที่ไม่ตอบ"), default=dict, blank=True, help_text=_("ข้อตัวเลขหรือข้อความที่ตอบว่าไม่ประสงค์ตอบหรือไม่ทราบ")
    )
    hidden_answers = SealedJSONField(_("คำตอบที่ถูกข้าม"), default=dict, blank=True)
    raw_answers = SealedJSONField(_("ข้อความที่ยังอ่านไม่ได้"), default=dict, blank=True)

    class Meta:
        abstract = True


class Survey(
    UnsettledAnswers,
    VisitAnswers,
    LocationAnswers,
    HouseholdAnswers,
    DwellingAnswers,
    TenureAnswers,
    EconomyAnswers,
    NeedsAnswers,
    ClosingAnswers,
    ComputedAnswers,
):
    """A survey form on its way from draft to accepted."""

    personal_fields = (
        "enumerator",
        "house_no",
        "house_code",
        "moo",
        "soi",
        "road",
        "building",
        "floor",
        "room",
        "lat",
        "lng",
        "phone",
        "eviction_by",
        "comment",
        "extra",
        "not_answered",
        "hidden_answers",
        "raw_answers",
        "confirmed",
        "income_total",
        "household_income",
        "debt_payment",
        "savings_amount",
        "vulnerability_parts",
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(
        "surveys.Round", models.PROTECT, verbose_name=_("รอบสำรวจ"), related_name="surveys", db_index=False
    )
    district = models.ForeignKey(
        "districts.District", models.PROTECT, verbose_name=_("เขต"), related_name="surveys", db_index=False
    )
    community = models.ForeignKey(
        "communities.Community",
        models.PROTECT,
        verbose_name=_("ชุมชน"),
        null=True,
        blank=True,
        related_name="surveys",
    )
    household = models.ForeignKey(
        "communities.Household",
        models.PROTECT,
        verbose_name=_("ครัวเรือน"),
        related_name="surveys",
        db_index=False,
    )
    state = models.CharField(_("สถานะ"), max_length=10, choices=State.choices, default=State.DRAFT)
    revision = models.PositiveIntegerField(_("ฉบับแก้ไข"), default=0)
    created_at = models.DateTimeField(_("เริ่มเมื่อ"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้กรอก"), related_name="+"
    )
    updated_at = models.DateTimeField(_("แก้ไขล่าสุด"))
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้แก้ไขล่าสุด"), related_name="+"
    )
    submitted_at = models.DateTimeField(_("ส่งเมื่อ"), null=True, blank=True)
    sent_at = models.DateTimeField(
        _("เขตส่งเมื่อ"),
        null=True,
        blank=True,
        help_text=_("เก็บไว้เมื่อสำนักให้ตรวจใหม่ เพราะเวลาส่งเริ่มนับใหม่ตั้งแต่ตอนนั้น"),
    )
    reviewed_at = models.DateTimeField(_("ตรวจเมื่อ"), null=True, blank=True)
    privacy_notice_version = models.CharField(_("รุ่นของประกาศที่แจ้ง"), max_length=20, blank=True, default="")
    questionnaire_version = models.PositiveSmallIntegerField(_("รุ่นแบบสอบถาม"), default=1)
    confirmed = models.JSONField(_("ข้อที่ยืนยันพร้อมเหตุผล"), default=dict, blank=True)
    extra = SealedJSONField(_("คอลัมน์อื่นของแฟ้มนำเข้า"), default=dict, blank=True)
    source_key = models.CharField(_("รหัสแถวของแฟ้มนำเข้า"), max_length=120, blank=True, default="")
    hard_problems = models.PositiveSmallIntegerField(_("ข้อที่ต้องแก้"), default=0)
    soft_problems = models.PositiveSmallIntegerField(_("ข้อที่ต้องยืนยัน"), default=0)
    completeness = models.PositiveSmallIntegerField(_("ตอบแล้ว (%)"), default=0)
    asked_answers = models.PositiveSmallIntegerField(
        _("ข้อที่ถาม"), default=0, db_default=0, help_text=_("ข้อที่มีตัวเลือกในหมวด ค ถึง ช ซึ่งแบบนี้ต้องตอบ")
    )
    missing_answers = models.PositiveSmallIntegerField(
        _("ข้อที่ไม่ได้คำตอบ"), default=0, db_default=0, help_text=_("ในจำนวนนั้น ข้อที่เว้นว่าง ไม่ทราบ หรือไม่ประสงค์ตอบ")
    )
    changed_values = models.PositiveSmallIntegerField(
        _("ข้อที่เปลี่ยนหลังอนุมัติ"), default=0, db_default=0, help_text=_("คำตอบที่ต่างจากตอนอนุมัติครั้งแรก")
    )
    photo_list = models.JSONField(
        _("รูปถ่าย"), default=list, blank=True, help_text=_("รายการรูปที่เก็บไว้ ตรงกับแถวของรูปเสมอ")
    )
    erased_people = models.PositiveSmallIntegerField(
        _("คนที่ลบตามสิทธิ"), default=0, db_default=0, help_text=_("สมาชิกที่ลบแล้วและไม่รับกลับมาในแบบนี้")
    )
    sent_hash = models.CharField(
        _("ลายนิ้วมือของข้อมูลที่ส่งมา"),
        max_length=64,
        blank=True,
        default="",
        help_text=_("SHA-256 ของคำขอที่แก้แบบนี้ครั้งล่าสุด เครื่องที่ส่งใช้รู้ว่าฉบับที่เก็บเป็นฉบับของตน"),
    )

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("แบบสำรวจ")
        verbose_name_plural = _("แบบสำรวจ")
        constraints = [
            models.UniqueConstraint(fields=["household", "round"], name="one_survey_per_household_and_round"),
            models.UniqueConstraint(
                fields=["round", "source_key"],
                condition=~models.Q(source_key=""),
                name="one_survey_per_source_row",
            ),
            models.CheckConstraint(
                name="counted_survey_has_community",
                condition=models.Q(state__in=EDITABLE_STATES) | models.Q(community__isnull=False),
            ),
        ]
        # A key that opens one of these indexes or constraints has none of its own: each costs every save.
        indexes = [
            models.Index(fields=["district", "updated_at", "id"]),
            models.Index(fields=["updated_at", "id"]),
            models.Index(fields=["district", "state", "submitted_at"]),
            models.Index(fields=["round", "community", "state"]),
            models.Index(
                fields=["round", "house_code"], condition=~models.Q(house_code=""), name="survey_house_code"
            ),
            models.Index(
                fields=["round", "lat", "lng"], condition=models.Q(lat__isnull=False), name="survey_point"
            ),
        ]

    def __str__(self) -> str:
        return str(self.household)

    def get_absolute_url(self) -> str:
        return reverse("survey_detail", args=[self.pk])

    @property
    def is_editable(self) -> bool:
        return self.state in EDITABLE_STATES


class Member(UnsettledAnswers, MemberAnswers):
    """One person of the roster."""

    personal_fields = (
        "title",
        "first_name",
        "last_name",
        "id_kind",
        "citizen_id",
        "sex",
        "birth_date",
        "birth_year",
        "age",
        "nationality",
        "income_month",
        "disability",
        "disability_card",
        "bedridden",
        "chronic",
        "welfare",
        "not_answered",
        "hidden_answers",
        "raw_answers",
    )

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="members", db_index=False)
    position = models.PositiveSmallIntegerField(_("ลำดับ"))
    age = models.PositiveSmallIntegerField(_("อายุ ณ วันสำรวจ"), null=True, blank=True)

    objects = SurveyPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("สมาชิกครัวเรือน")
        verbose_name_plural = _("สมาชิกครัวเรือน")
        ordering = ["survey", "position"]
        constraints = [models.UniqueConstraint(fields=["survey", "position"], name="one_member_per_position")]
        indexes = [
            models.Index(Alike("citizen_id"), condition=~models.Q(citizen_id=""), name="member_same_id"),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class Debt(UnsettledAnswers, DebtAnswers):
    """One debt of the household."""

    personal_fields = ("balance", "pay_month", "not_answered", "hidden_answers", "raw_answers")

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="debts", db_index=False)
    position = models.PositiveSmallIntegerField(_("ลำดับ"))

    objects = SurveyPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("หนี้")
        verbose_name_plural = _("หนี้")
        ordering = ["survey", "position"]
        constraints = [models.UniqueConstraint(fields=["survey", "position"], name="one_debt_per_position")]

    def __str__(self) -> str:
        return self.get_source_display()
