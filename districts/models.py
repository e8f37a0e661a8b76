"""District groups, districts and subdistricts, keyed by their official codes, never by name."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bkkhousing.lib import thai
from districts.choices import RiverSide
from districts.querysets import DistrictQuerySet, SubdistrictQuerySet


class Place(models.Model):
    """What every place has: a name in Thai and in English."""

    personal_fields = ()

    name_th = models.CharField(_("ชื่อภาษาไทย"), max_length=60)
    name_en = models.CharField(_("ชื่อภาษาอังกฤษ"), max_length=60)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_en if (get_language() or "th").startswith("en") else self.name_th


class SortedPlace(Place):
    """A place that lists show in the order of the Thai dictionary."""

    sort_key = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)

    def fill_keys(self) -> None:
        """Set the key by which the name is sorted; bulk writers call it themselves."""
        self.sort_key = thai.sort_key(self.name_th)


class DistrictGroup(Place):
    """One of the six groups (กลุ่มเขต) in which districts plan and report together."""

    code = models.CharField(_("รหัส"), max_length=12, primary_key=True)
    order = models.PositiveSmallIntegerField(_("ลำดับ"))

    class Meta:
        verbose_name = _("กลุ่มเขต")
        verbose_name_plural = _("กลุ่มเขต")
        ordering = ["order"]


class District(SortedPlace):
    """One of the fifty districts (เขต)."""

    code = models.CharField(_("รหัสเขต"), max_length=4, primary_key=True)
    group = models.ForeignKey(
        DistrictGroup, models.PROTECT, verbose_name=_("กลุ่มเขต"), related_name="districts"
    )
    river_side = models.CharField(_("ฝั่งแม่น้ำ"), max_length=12, choices=RiverSide.choices)
    pilot = models.BooleanField(_("เขตนำร่อง"), help_text=_("หนึ่งในเจ็ดเขตของบางพลัดโมเดล"))
    area_km2 = models.DecimalField(_("พื้นที่ (ตร.กม.)"), max_digits=7, decimal_places=3)
    population = models.PositiveIntegerField(_("ประชากรตามทะเบียน (คน)"))
    population_date = models.DateField(_("ประชากร ณ วันที่"))
    lat = models.DecimalField(_("ละติจูดกลางเขต"), max_digits=8, decimal_places=5)
    lng = models.DecimalField(_("ลองจิจูดกลางเขต"), max_digits=8, decimal_places=5)
    west = models.FloatField(_("ลองจิจูดตะวันตกสุด"))
    south = models.FloatField(_("ละติจูดใต้สุด"))
    east = models.FloatField(_("ลองจิจูดตะวันออกสุด"))
    north = models.FloatField(_("ละติจูดเหนือสุด"))
    tile_row = models.PositiveSmallIntegerField(_("แถวในแผนที่ช่อง"), help_text=_("นับจาก 0 จากทิศเหนือ"))
    tile_col = models.PositiveSmallIntegerField(_("คอลัมน์ในแผนที่ช่อง"), help_text=_("นับจาก 0 จากทิศตะวันตก"))

    objects = DistrictQuerySet.as_manager()

    class Meta:
        verbose_name = _("เขต")
        verbose_name_plural = _("เขต")
        ordering = ["sort_key"]

    def frames(self, lat: float, lng: float) -> bool:
        """Whether a point lies within the district's bounding box."""
        return self.south <= lat <= self.north and self.west <= lng <= self.east


class DistrictBoundary(models.Model):
    """Where a district ends, out of the operator's own file; see `load_boundaries`."""

    personal_fields = ()

    district = models.OneToOneField(
        District, models.CASCADE, primary_key=True, verbose_name=_("เขต"), related_name="boundary"
    )
    outline = models.JSONField(_("แนวเขต"), help_text=_("รูปหลายเหลี่ยมของลองจิจูดและละติจูด (CRS84)"))
    path = models.TextField(_("เส้นบนแผนที่"), help_text=_("คำสั่งวาดแบบย่อ หน่วยละ 10 เมตร"))
    label_x = models.FloatField(_("ตำแหน่งป้ายจากทิศตะวันตก"))
    label_y = models.FloatField(_("ตำแหน่งป้ายจากทิศเหนือ"))
    credit = models.CharField(_("ที่มาของแนวเขต"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("แนวเขต")
        verbose_name_plural = _("แนวเขต")

    def __str__(self) -> str:
        return str(self.district_id)


class Subdistrict(SortedPlace):
    """One of the 180 subdistricts (แขวง); some names occur in two districts."""

    code = models.CharField(_("รหัสแขวง"), max_length=6, primary_key=True)
    district = models.ForeignKey(District, models.PROTECT, verbose_name=_("เขต"), related_name="subdistricts")
    postcode = models.CharField(_("รหัสไปรษณีย์"), max_length=5)

    objects = SubdistrictQuerySet.as_manager()

    class Meta:
        verbose_name = _("แขวง")
        verbose_name_plural = _("แขวง")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                name="subdistrict_code_begins_with_district",
                condition=models.Q(code__startswith=models.F("district")),
                violation_error_message=_("รหัสแขวงต้องขึ้นต้นด้วยรหัสเขต"),
            ),
        ]
