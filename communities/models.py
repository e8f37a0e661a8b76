"""Communities, the names they go by, and the households in them."""

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from bkkhousing.lib import thai
from communities.querysets import CommunityQuerySet, HouseholdQuerySet
from districts.projection import BANGKOK_LAT, BANGKOK_LNG


class CommunityType(models.Model):
    """A type of community as one regulation names it; old types point to their successor."""

    personal_fields = ()

    code = models.CharField(_("รหัส"), max_length=30, primary_key=True)
    name_th = models.CharField(_("ชื่อภาษาไทย"), max_length=60)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=60)
    in_2555 = models.BooleanField(_("ตามระเบียบ พ.ศ. 2555"), default=False)
    in_2564 = models.BooleanField(_("ตามระเบียบ พ.ศ. 2564"), default=False)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("ประเภทที่ใช้แทน"),
        null=True,
        blank=True,
        related_name="predecessors",
    )
    order = models.PositiveSmallIntegerField(_("ลำดับ"), default=0)

    class Meta:
        verbose_name = _("ประเภทชุมชน")
        verbose_name_plural = _("ประเภทชุมชน")
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if (get_language() or "th").startswith("en") else self.name_th


class Community(models.Model):
    """A registered community, or the one row per district for places outside them."""

    personal_fields = ()

    code = models.CharField(
        _("รหัสชุมชน"),
        max_length=9,
        null=True,
        blank=True,
        unique=True,
        help_text=_("รหัส 9 หลักของ กทม. = เขต 4 + แขวง 2 + ลำดับ 3 (ถ้ามี)"),
    )
    name = models.CharField(_("ชื่อชุมชน"), max_length=200)
    district = models.ForeignKey(
        "districts.District", models.PROTECT, verbose_name=_("เขต"), related_name="communities"
    )
    subdistrict = models.ForeignKey(
        "districts.Subdistrict",
        models.PROTECT,
        verbose_name=_("แขวง"),
        null=True,
        blank=True,
        related_name="communities",
    )
    type = models.ForeignKey(
        CommunityType,
        models.PROTECT,
        verbose_name=_("ประเภท"),
        null=True,
        blank=True,
        related_name="communities",
    )
    is_outside = models.BooleanField(_("นอกชุมชนจดทะเบียน"), default=False)
    population = models.PositiveIntegerField(_("ประชากร (คน)"), null=True, blank=True)
    male = models.PositiveIntegerField(_("ชาย (คน)"), null=True, blank=True)
    female = models.PositiveIntegerField(_("หญิง (คน)"), null=True, blank=True)
    expected_households = models.PositiveIntegerField(
        _("ครัวเรือนที่ต้องสำรวจ"),
        default=0,
        help_text=_("ใช้คำนวณความครอบคลุม ถ้าทะเบียนไม่บอก ประมาณจากประชากร"),
    )
    lat = models.FloatField(_("ละติจูด"), null=True, blank=True, help_text=_("กลางชุมชน เช่น 13.7563"))
    lng = models.FloatField(_("ลองจิจูด"), null=True, blank=True, help_text=_("กลางชุมชน เช่น 100.5018"))
    match_key = models.CharField(max_length=200, editable=False, db_index=True)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    search_key = models.CharField(max_length=400, editable=False)

    objects = CommunityQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["match_key", "sort_key", "search_key"])

    class Meta:
        verbose_name = _("ชุมชน")
        verbose_name_plural = pgettext_lazy("list", "ชุมชน")
        constraints = [
            models.UniqueConstraint(
                name="one_outside_row_per_district", fields=["district"], condition=models.Q(is_outside=True)
            ),
            models.CheckConstraint(
                name="community_point_whole",
                condition=models.Q(lat__isnull=True, lng__isnull=True)
                | models.Q(
                    lat__isnull=False, lng__isnull=False, lat__range=BANGKOK_LAT, lng__range=BANGKOK_LNG
                ),
                violation_error_message=_("พิกัดต้องมีทั้งละติจูดและลองจิจูด และอยู่ในกรุงเทพฯ"),
            ),
        ]
        indexes = [models.Index(fields=["district", "sort_key"])]

    stored_district: str | None = None

    def __str__(self) -> str:
        return self.shown_name

    def save(self, *args, **kwargs):
        self.fill_keys()
        super().save(*args, **kwargs)

    @classmethod
    def from_db(cls, db, field_names, values):
        """Remember the district that is stored, for `clean`."""
        community = super().from_db(db, field_names, values)
        community.stored_district = community.__dict__.get("district_id")
        return community

    def clean(self) -> None:
        if self.subdistrict_id and not self.subdistrict_id.startswith(self.district_id or "-"):
            raise ValidationError({"subdistrict": _("แขวงนี้ไม่อยู่ในเขตที่เลือก")})
        if self.stored_district not in (None, self.district_id) and self.households.exists():
            raise ValidationError(
                {"district": _("ชุมชนนี้มีครัวเรือนแล้ว ย้ายเขตไม่ได้ — เพิ่มชุมชนในเขตใหม่แล้วย้ายครัวเรือนไปทีละหลัง")}
            )

    @property
    def shown_name(self) -> str:
        """The name; the system's own row for places outside is called in the language of the page."""
        return gettext("นอกชุมชนจดทะเบียน") if self.is_outside else self.name

    def fill_keys(self) -> "Community":
        """Set the keys by which the name is matched, sorted and searched."""
        self.match_key = thai.match_key(self.name)
        self.sort_key = thai.sort_key(self.name)
        self.search_key = thai.search_key(f"{self.name} {self.code or ''}")[:400]
        return self


class CommunityAlias(models.Model):
    """Another name that officers and files use for a community; who decided so, when a person did."""

    personal_fields = ()

    community = models.ForeignKey(Community, models.CASCADE, verbose_name=_("ชุมชน"), related_name="aliases")
    name = models.CharField(_("ชื่ออื่น"), max_length=200)
    match_key = models.CharField(max_length=200, editable=False, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("ผู้จับคู่"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    at = models.DateTimeField(_("จับคู่เมื่อ"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("ชื่ออื่นของชุมชน")
        verbose_name_plural = _("ชื่ออื่นของชุมชน")
        constraints = [models.UniqueConstraint(fields=["community", "match_key"], name="one_alias_once")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs):
        self.match_key = thai.match_key(self.name)
        super().save(*args, **kwargs)


class SavingsGroup(models.Model):
    """A savings group or housing co-operative of a community."""

    personal_fields = ()

    community = models.ForeignKey(
        Community, models.PROTECT, verbose_name=_("ชุมชน"), related_name="savings_groups"
    )
    name = models.CharField(_("ชื่อกลุ่มออมทรัพย์"), max_length=200)
    founded = models.DateField(_("วันที่ก่อตั้ง"), null=True, blank=True)
    is_cooperative = models.BooleanField(_("จดทะเบียนสหกรณ์"), default=False)
    members = models.PositiveIntegerField(_("สมาชิก (คน)"), default=0)

    class Meta:
        verbose_name = _("กลุ่มออมทรัพย์")
        verbose_name_plural = _("กลุ่มออมทรัพย์")

    def __str__(self) -> str:
        return self.name


class Household(models.Model):
    """A household with the same identity in every round; its latest survey names it."""

    personal_fields = ("house_no", "house_code", "head_name", "sort_key", "search_key")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(
        "districts.District", models.PROTECT, verbose_name=_("เขต"), related_name="households", db_index=False
    )
    community = models.ForeignKey(
        Community,
        models.PROTECT,
        verbose_name=_("ชุมชน"),
        null=True,
        blank=True,
        related_name="households",
        db_index=False,
    )
    house_no = models.CharField(_("บ้านเลขที่"), max_length=40, blank=True)
    house_code = models.CharField(_("เลขรหัสประจำบ้าน"), max_length=20, blank=True)
    head_name = models.CharField(_("หัวหน้าครัวเรือน"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("สร้างเมื่อ"))
    sort_key = models.CharField(max_length=400, editable=False, blank=True)
    search_key = models.CharField(max_length=400, editable=False, blank=True)

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = _("ครัวเรือน")
        verbose_name_plural = pgettext_lazy("list", "ครัวเรือน")
        indexes = [
            models.Index(fields=["sort_key", "id"]),
            models.Index(fields=["district", "sort_key", "id"]),
            models.Index(fields=["community", "sort_key", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.house_no or '-'} {self.head_name}".strip()

    @property
    def naming(self) -> tuple:
        """What `name_from` took over; the list keys follow from it."""
        return self.community_id, self.house_no, self.house_code, self.head_name

    def name_from(self, *, community_id, house_no: str, house_code: str, head_name: str) -> "Household":
        """Take place and names over from the latest survey, and set the list keys."""
        self.community_id = community_id
        self.house_no, self.house_code, self.head_name = house_no, house_code, head_name[:200]
        self.sort_key = thai.sort_key(f"{house_no} {head_name}")[:400]
        self.search_key = thai.search_key(f"{house_no} {house_code} {head_name}")[:400]
        return self
