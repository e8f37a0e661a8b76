"""Limits in and out of the admin as a file, and rounds out of it."""

from datetime import date
from functools import cached_property

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export import fields
from import_export.widgets import DateWidget

from bkkhousing.lib import thai
from bkkhousing.lib.register_rows import RegisterResource
from surveys.models import Limit, Round


class DayWidget(DateWidget):
    """A day as people write it, in either era; ISO on its way out."""

    def clean(self, value, row=None, **kwargs) -> date | None:
        return thai.parse_date(str(value)) if value else None

    def render(self, value, obj=None, **kwargs) -> str:
        return value.isoformat() if value else ""


class LimitResource(RegisterResource):
    """The numbers of the formulas; one of each key a day."""

    since = fields.Field(attribute="since", column_name="since", widget=DayWidget())

    class Meta(RegisterResource.Meta):
        model = Limit
        fields = ("id", "key", "since", "value", "meaning", "source")
        export_order = fields

    def get_queryset(self):
        return Limit.objects.order_by("key", "since")

    @cached_property
    def days(self) -> dict[tuple, int]:
        """Key and day of every limit, with its id."""
        return {(key, since): pk for key, since, pk in Limit.objects.values_list("key", "since", "pk")}

    def before_save_instance(self, instance, row, **kwargs) -> None:
        super().before_save_instance(instance, row, **kwargs)
        named = (instance.key, instance.since)
        if self.days.get(named, instance.pk) != instance.pk:
            raise ValidationError(_("วันนี้มีค่าของรหัสนี้แล้ว — ใส่ id ของค่าเดิมถ้าต้องการแก้"))
        self.days[named] = instance.pk or -1


class RoundResource(RegisterResource):
    """The rounds, for reading."""

    class Meta(RegisterResource.Meta):
        model = Round
        import_id_fields = ("code",)
        fields = ("code", "name", "name_en", "fiscal_year", "opens_on", "closes_on", "privacy_notice_version")
        export_order = fields
