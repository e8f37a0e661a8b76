"""Communities, their types and households in and out of the admin as files: errors row by row, no query per row."""

import uuid
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from import_export import fields
from import_export.widgets import Widget
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from accounts.models import User
from bkkhousing.lib import thai
from bkkhousing.lib.register_rows import (
    MASK,
    CodeWidget,
    MaskedField,
    RegisterResource,
    RegisterWidget,
    register_field,
)
from communities.models import Community, CommunityType, Household
from districts.models import District, Subdistrict

NAMED = ("community_id", "house_no", "house_code", "head_name")


def first_sign(text: str) -> str:
    """A house number of which only the first sign is told."""
    return f"{text[:1]}{MASK}"


def last_signs(text: str) -> str:
    """A code of which only the last three signs are told."""
    return f"{MASK}{text[-3:]}"


class PlacedResource(RegisterResource):
    """Rows that belong to a district; a person of one district brings rows of no other."""

    def __init__(self, *, user=None, **kwargs) -> None:
        super().__init__(user=user or User(), **kwargs)

    def refuse_elsewhere(self, instance) -> None:
        if not instance.district_id:
            raise ValidationError(_("ต้องมีรหัสเขต"))
        if self.user.district_id and instance.district_id != self.user.district_id:
            raise ValidationError(_("แถวนี้เป็นของเขตอื่น ผู้นำเข้าเขียนได้เฉพาะเขตของตน"))


class CommunityResource(PlacedResource):
    """The register of communities; a row with an id changes that community, one without adds one."""

    code = fields.Field(attribute="code", column_name="code", widget=CodeWidget())
    district = register_field("district", District)
    subdistrict = register_field("subdistrict", Subdistrict)
    type = register_field("type", CommunityType)

    class Meta(RegisterResource.Meta):
        model = Community
        fields = (
            "id",
            "code",
            "name",
            "district",
            "subdistrict",
            "type",
            "population",
            "male",
            "female",
            "expected_households",
        )
        export_order = fields

    def get_queryset(self):
        return (
            Community.objects.visible_to(self.user)
            .registered()
            .select_related("district", "subdistrict", "type")
            .by_name()
        )

    @cached_property
    def names(self) -> dict[tuple[str, str], int]:
        """District and match key of every community, with its id."""
        rows = Community.objects.visible_to(self.user).values_list("district_id", "match_key", "pk")
        return {(district, key): pk for district, key, pk in rows}

    @cached_property
    def codes(self) -> dict[str, int]:
        """Every code that is given, with the id of its community; a code is given once in the whole city."""
        given = Community.objects.visible_to(self.user).exclude(code=None)
        return dict(given.values_list("code", "pk"))

    def before_save_instance(self, instance, row, **kwargs) -> None:
        self.refuse_wrong(instance.fill_keys())
        super().before_save_instance(instance, row, **kwargs)
        self.names[(instance.district_id, instance.match_key)] = instance.pk or -1
        if instance.code:
            self.codes[instance.code] = instance.pk or -1

    def refuse_wrong(self, instance: Community) -> None:
        """What the model itself would refuse, without asking the database."""
        instance.clean()
        self.refuse_elsewhere(instance)
        if not thai.normalise(instance.name):
            raise ValidationError(_("ต้องมีชื่อชุมชน"))
        if self.names.get((instance.district_id, instance.match_key), instance.pk) != instance.pk:
            raise ValidationError(_("เขตนี้มีชุมชนชื่อนี้แล้ว — ใส่ id ของชุมชนเดิมถ้าต้องการแก้"))
        if self.codes.get(instance.code, instance.pk) != instance.pk:
            raise ValidationError({"code": _("ชุมชนอื่นใช้รหัสนี้แล้ว — ตรวจรหัสชุมชน")})

    def insert(self, rows: list[Community]) -> None:
        bulk_create_with_history(rows, Community, batch_size=self._meta.batch_size, default_user=self.by)

    def put_over(self, rows: list[Community]) -> None:
        columns = [*self.get_bulk_update_fields(), "match_key", "sort_key", "search_key"]
        words = {"batch_size": self._meta.batch_size, "default_user": self.by}
        bulk_update_with_history(rows, Community, columns, **words)

    @property
    def by(self) -> User | None:
        """Who stands in the history."""
        return self.user if self.user.pk else None


class UuidWidget(Widget):
    """A key that the database made, read from the text that went out."""

    def clean(self, value, row=None, **kwargs) -> uuid.UUID | None:
        return uuid.UUID(str(value).strip()) if value else None

    def render(self, value, obj=None, **kwargs) -> str:
        return str(value or "")


class HouseholdResource(PlacedResource):
    """The register of households; one that was surveyed is called what its latest survey calls it."""

    id = fields.Field(attribute="id", column_name="id", widget=UuidWidget())
    district = register_field("district", District)
    community = register_field("community", Community)
    house_no = MaskedField("house_no", first_sign)
    house_code = MaskedField("house_code", last_signs)
    head_name = MaskedField("head_name", thai.mask_name)

    class Meta(RegisterResource.Meta):
        model = Household
        fields = ("id", "district", "community", "house_no", "house_code", "head_name")
        export_order = fields

    def __init__(self, *, user=None, **kwargs) -> None:
        super().__init__(user=user, **kwargs)
        self.fields["community"].widget = OwnCommunities(self.user)

    def get_queryset(self):
        rows = Household.objects.visible_to(self.user).select_related("district", "community")
        own = Household.objects.visible_to(self.user).filter(pk=OuterRef("pk"), surveys__isnull=False)
        return rows.annotate(is_surveyed=Exists(own)).order_by("sort_key", "pk")

    def after_init_instance(self, instance, new, row, **kwargs) -> None:
        if new:
            instance.created_at = timezone.now()

    def before_save_instance(self, instance, row, **kwargs) -> None:
        self.refuse_elsewhere(instance)
        if not (instance.house_no or instance.house_code):
            raise ValidationError(_("ไม่มีบ้านเลขที่และไม่มีเลขรหัสประจำบ้าน — ใส่อย่างใดอย่างหนึ่ง"))
        if instance.community and instance.community.district_id != instance.district_id:
            raise ValidationError(_("ชุมชนที่เลือกไม่อยู่ในเขตของแถว — เลือกใหม่"))
        if getattr(instance, "is_surveyed", False):
            raise ValidationError(_("ครัวเรือนนี้มีแบบสำรวจแล้ว ชื่อและที่อยู่ตามแบบล่าสุด ไม่แก้ตามทะเบียน"))
        super().before_save_instance(instance, row, **kwargs)
        self._refuse_double(instance)
        instance.name_from(**dict(zip(NAMED, instance.naming, strict=True)))

    def before_import(self, dataset, **kwargs) -> None:
        """Note where the households of these house numbers stand, so that none comes in twice."""
        given = [_named(row) for row in dataset.dict]
        numbers, keys = {home.house_no for home in given}, {home.search_key for home in given}
        same = Q(house_no__in=numbers) | Q(search_key__in=keys)
        known = Household.objects.visible_to(self.user).filter(same)
        self._known = {_address(home): home.pk for home in known}

    def _refuse_double(self, instance: Household) -> None:
        address = _address(instance)
        if self._known.get(address, instance.pk) != instance.pk:
            raise ValidationError(_("มีครัวเรือนนี้แล้ว — ใส่ id ของครัวเรือนเดิมถ้าต้องการแก้"))
        self._known[address] = instance.pk or -1

    def put_over(self, rows: list[Household]) -> None:
        columns = [*self.get_bulk_update_fields(), "sort_key", "search_key"]
        Household.objects.visible_to(self.user).bulk_update(rows, columns, batch_size=self._meta.batch_size)


def _named(row: dict) -> Household:
    """A household as a row of a file names it."""
    words = {name: str(row.get(name) or "") for name in NAMED[1:]}
    return Household().name_from(community_id=None, **words)


def _address(home: Household) -> tuple:
    """What tells two households of a house apart: who is at their head."""
    return (
        home.district_id,
        home.community_id,
        thai.search_key(home.house_no),
        thai.search_key(home.head_name),
    )


class OwnCommunities(RegisterWidget):
    """Communities by id, those that the person may see."""

    def __init__(self, user: User) -> None:
        super().__init__(Community)
        self._user = user

    @cached_property
    def rows(self) -> dict[str, Community]:
        return {str(row.pk): row for row in Community.objects.visible_to(self._user)}


class CommunityTypeResource(RegisterResource):
    """Types of communities; the code is the key."""

    makes_keys = False
    successor = register_field("successor", CommunityType)

    class Meta(RegisterResource.Meta):
        model = CommunityType
        import_id_fields = ("code",)
        fields = ("code", "name_th", "name_en", "in_2555", "in_2564", "successor", "order")
        export_order = fields
