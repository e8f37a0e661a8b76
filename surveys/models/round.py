"""Survey rounds, their extensions and the dated limits that computed answers use."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bkkhousing.lib.prepared import Prepared
from surveys.querysets import RoundQuerySet


class Round(models.Model):
    """One survey of the city within a fiscal year."""

    personal_fields = ()

    code = models.CharField(_("รหัสรอบ"), max_length=12, primary_key=True)
    name = models.CharField(_("ชื่อรอบ"), max_length=120)
    name_en = models.CharField(
        _("ชื่อรอบภาษาอังกฤษ"), max_length=120, blank=True, default="", help_text=_("เว้นว่างคือแสดงชื่อภาษาไทย")
    )
    fiscal_year = models.PositiveSmallIntegerField(_("ปีงบประมาณ (พ.ศ.)"))
    opens_on = models.DateField(_("วันเปิด"))
    closes_on = models.DateField(_("วันปิด"))
    privacy_notice_version = models.CharField(_("รุ่นของประกาศความเป็นส่วนตัว"), max_length=20, default="1")
    questions = models.JSONField(
        _("ข้อที่ถาม"), default=list, blank=True, help_text=_("รหัสข้อที่รอบนี้ถาม เว้นว่างคือถามทุกข้อ")
    )

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("รอบสำรวจ")
        verbose_name_plural = _("รอบสำรวจ")
        ordering = ["-fiscal_year", "-opens_on"]
        constraints = [
            models.CheckConstraint(
                name="round_opens_before_it_closes",
                condition=models.Q(opens_on__lte=models.F("closes_on")),
                violation_error_message=_("วันเปิดต้องไม่หลังวันปิด"),
            )
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The name in the language of the page, or the Thai one while there is no other."""
        return self.name_en if self.name_en and get_language() == "en" else self.name

    def closes_for(self, district_code: str) -> date:
        """The last day for a district, with its extension."""
        extension = next((e for e in self.extensions.all() if e.district_id == district_code), None)
        return max(self.closes_on, extension.closes_on) if extension else self.closes_on

    def is_open_for(self, district_code: str, today: date) -> bool:
        """Extensions are asked for only when the round has closed for the others."""
        if not self.opens_on <= today:
            return False
        return today <= self.closes_on or today <= self.closes_for(district_code)


class RoundExtension(models.Model):
    """A later closing day for one district."""

    personal_fields = ()

    round = models.ForeignKey(Round, models.CASCADE, verbose_name=_("รอบสำรวจ"), related_name="extensions")
    district = models.ForeignKey(
        "districts.District", models.PROTECT, verbose_name=_("เขต"), related_name="+"
    )
    closes_on = models.DateField(_("ขยายถึงวันที่"))
    reason = models.CharField(_("เหตุผล"), max_length=200)

    class Meta:
        verbose_name = _("การขยายเวลา")
        verbose_name_plural = _("การขยายเวลา")
        constraints = [
            models.UniqueConstraint(fields=["round", "district"], name="one_extension_per_district")
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.district_id}"


class Limit(models.Model):
    """A number the formulas use, valid from a date; the Department changes it without a release."""

    personal_fields = ()

    key = models.CharField(_("รหัส"), max_length=40)
    since = models.DateField(_("ใช้ตั้งแต่"))
    value = models.DecimalField(_("ค่า"), max_digits=12, decimal_places=4)
    meaning = models.CharField(_("ความหมาย"), max_length=200)
    source = models.CharField(_("ที่มา"), max_length=300)

    class Meta:
        verbose_name = _("ค่าที่ใช้คำนวณ")
        verbose_name_plural = _("ค่าที่ใช้คำนวณ")
        ordering = ["key", "-since"]
        constraints = [models.UniqueConstraint(fields=["key", "since"], name="one_limit_per_day")]

    def __str__(self) -> str:
        return f"{self.key} {self.value}"


def limits_on(day: date) -> dict[str, Decimal]:
    """Every limit as it stood on a day."""
    return in_force(_limits().rows(), day)


def in_force(limits: Iterable[Sequence], day: object) -> dict[str, object]:
    """Of limits in the order of their days the last until a day; before its first day a limit is that of then."""
    found: dict[str, object] = {}
    for since, key, value in limits:
        if since <= day or key not in found:
            found[key] = value
    return found


@cache
def _limits() -> Prepared:
    return Prepared(Limit.objects.order_by("since", "key").values_list("since", "key", "value"))
