"""Households that may be one: what their forms share, what people decided, what was merged."""

import uuid

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from bkkhousing.lib.sealed_fields import SealedJSONField
from communities.querysets import DistrictRows
from surveys.choices.duplicates import TraitKind, Verdict
from surveys.models.survey import Survey
from surveys.querysets import PairQuerySet, SurveyPartQuerySet


class Trait(models.Model):
    """One thing by which a form can be recognised, kept as a keyed hash: it can be compared, not read."""

    personal_fields = ("key",)

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="traits", db_index=False)
    district = models.ForeignKey("districts.District", models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(_("ชนิด"), max_length=12, choices=TraitKind.choices)
    key = models.UUIDField(_("ค่าแฮช"), help_text=_("16 ไบต์แรกของ HMAC-SHA256"))

    objects = SurveyPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("ลักษณะของแบบ")
        verbose_name_plural = _("ลักษณะของแบบ")
        constraints = [models.UniqueConstraint(fields=["survey", "key"], name="one_trait_once")]
        indexes = [models.Index(fields=["key", "survey"], name="trait_key")]

    def __str__(self) -> str:
        return self.get_kind_display()


class Traced(models.Model):
    """Which revision of a form its traits were taken from, and whether others were compared with it since."""

    personal_fields = ()

    survey = models.OneToOneField(Survey, models.CASCADE, primary_key=True, related_name="traced")
    revision = models.PositiveIntegerField(_("ฉบับแก้ไข"))
    version = models.PositiveSmallIntegerField(_("รุ่นของลักษณะ"))
    is_compared = models.BooleanField(_("เทียบแล้ว"), default=False)

    objects = SurveyPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("แบบที่ทำลักษณะแล้ว")
        verbose_name_plural = _("แบบที่ทำลักษณะแล้ว")
        indexes = [
            models.Index(fields=["survey"], condition=models.Q(is_compared=False), name="traced_not_compared")
        ]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.revision}"


class Pair(models.Model):
    """Two households that look like one, by the two of their forms that are most alike.

    `first` is the household with the smaller key, so that two households make one pair.  The districts differ
    when the match crosses a border: then only the Department may know of it.
    """

    personal_fields = ()

    first = models.ForeignKey("communities.Household", models.CASCADE, related_name="+", db_index=False)
    second = models.ForeignKey("communities.Household", models.CASCADE, related_name="+")
    first_survey = models.ForeignKey(Survey, models.CASCADE, related_name="+")
    second_survey = models.ForeignKey(Survey, models.CASCADE, related_name="+")
    first_district = models.ForeignKey("districts.District", models.PROTECT, related_name="+", db_index=False)
    second_district = models.ForeignKey(
        "districts.District", models.PROTECT, related_name="+", db_index=False
    )
    score = models.PositiveSmallIntegerField(_("คะแนน (0–100)"))
    reasons = models.JSONField(_("สิ่งที่ตรงกัน"), default=list, help_text=_("[รหัส, จำนวน] ไม่มีข้อมูลส่วนบุคคล"))
    found_at = models.DateTimeField(_("พบเมื่อ"))
    is_open = models.BooleanField(_("ยังไม่ตัดสิน"), default=True)

    objects = PairQuerySet.as_manager()

    class Meta:
        verbose_name = _("คู่ที่อาจซ้ำ")
        verbose_name_plural = _("คู่ที่อาจซ้ำ")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_pair_per_two_households"),
            models.CheckConstraint(name="pair_in_order", condition=models.Q(first__lt=models.F("second"))),
        ]
        indexes = [
            models.Index(
                fields=["first_district", "second_district", "is_open", "score", "id"],
                name="pair_of_district",
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"


class Decision(models.Model):
    """What a person said about two households; it outlives the pair, the forms and a merge.

    The households are named by key alone: a household that was merged away and comes back is still told apart.
    """

    personal_fields = ("by",)

    first = models.UUIDField(_("ครัวเรือนหนึ่ง"))
    second = models.UUIDField(_("อีกครัวเรือนหนึ่ง"))
    district = models.ForeignKey("districts.District", models.PROTECT, related_name="+")
    verdict = models.CharField(_("คำตัดสิน"), max_length=5, choices=Verdict.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้ตัดสิน"), related_name="+"
    )
    at = models.DateTimeField(_("เวลา"))
    of_merge = models.ForeignKey(
        "surveys.Merge",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ยกมาเมื่อรวม"),
    )

    objects = DistrictRows.as_manager()

    class Meta:
        verbose_name = _("คำตัดสินเรื่องซ้ำ")
        verbose_name_plural = _("คำตัดสินเรื่องซ้ำ")
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_decision_per_two_households"),
            models.CheckConstraint(
                name="decision_in_order", condition=models.Q(first__lt=models.F("second"))
            ),
        ]
        indexes = [models.Index(fields=["second"], name="decision_second")]

    def __str__(self) -> str:
        return self.get_verdict_display()


class Merge(models.Model):
    """Two households became one: everything that was taken away, so that it can be put back."""

    personal_fields = ("by", "undone_by", "rows")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("districts.District", models.PROTECT, related_name="+", db_index=False)
    kept = models.UUIDField(_("ครัวเรือนที่เก็บไว้"))
    dropped = models.UUIDField(_("ครัวเรือนที่รวมเข้า"))
    at = models.DateTimeField(_("รวมเมื่อ"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้รวม"), related_name="+")
    rows = SealedJSONField(_("แถวที่นำออก"), default=list, encoder=DjangoJSONEncoder)
    removed = models.JSONField(_("แบบที่นำออก"), default=list)
    moved = models.JSONField(_("แบบที่ย้ายมา"), default=list)
    let_go = models.JSONField(
        _("แถวที่เคยชี้มา"), default=list, help_text=_("[model, field, รหัสเดิม, [รหัสแถว]] ของแถวที่ชี้มายังแถวที่นำออก")
    )
    beside = models.JSONField(_("แบบที่เก็บไว้แทน"), default=dict, help_text=_("รหัสแบบ → ลายนิ้วมือของคำตอบเมื่อรวม"))
    undone_at = models.DateTimeField(_("เลิกรวมเมื่อ"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ผู้เลิกรวม"),
    )

    objects = DistrictRows.as_manager()

    class Meta:
        verbose_name = _("การรวมครัวเรือน")
        verbose_name_plural = _("การรวมครัวเรือน")
        indexes = [
            models.Index(fields=["district", "at", "id"]),
            models.Index(fields=["kept"], name="merge_kept"),
        ]

    def __str__(self) -> str:
        return f"{self.dropped} → {self.kept}"


class Inquiry(models.Model):
    """The Department asks a head to look at a form of the own district; what it resembles is not said."""

    personal_fields = ("by", "settled_by")

    survey = models.ForeignKey(Survey, models.CASCADE, related_name="inquiries")
    district = models.ForeignKey("districts.District", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(_("ถามเมื่อ"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้ถาม"), related_name="+")
    settled_at = models.DateTimeField(_("ตรวจแล้วเมื่อ"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ผู้ตรวจ"),
    )

    objects = DistrictRows.as_manager()

    class Meta:
        verbose_name = _("คำขอให้ตรวจแบบซ้ำ")
        verbose_name_plural = _("คำขอให้ตรวจแบบซ้ำ")
        constraints = [
            models.UniqueConstraint(
                fields=["survey"], condition=models.Q(settled_at=None), name="one_open_inquiry_per_survey"
            )
        ]
        indexes = [
            models.Index(fields=["district", "at"], condition=models.Q(settled_at=None), name="inquiry_open")
        ]

    def __str__(self) -> str:
        return str(self.survey_id)
