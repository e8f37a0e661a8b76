"""Communities in and out of the admin as a file: errors row by row, no query per row."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from import_export import fields, resources
from import_export.instance_loaders import CachedInstanceLoader
from import_export.widgets import CharWidget, ForeignKeyWidget
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from accounts.models import User
from communities.models import Community, CommunityType
from districts.models import District, Subdistrict


class RegisterWidget(ForeignKeyWidget):
    """Finds a row by its code in a table that is read once for the whole file."""

    @cached_property
    def rows(self) -> dict[str, models.Model]:
        return {str(row.pk): row for row in self.model.objects.all()}

    def clean(self, value, row=None, **kwargs):
        code = str(value or "").strip()
        if code and code not in self.rows:
            raise ValueError(_("ไม่มีรหัสนี้ในทะเบียน%(register)s") % {"register": self.model._meta.verbose_name})
        return self.rows.get(code)

    def render(self, value, obj=None, **kwargs):
        return str(value.pk) if value else ""


class CodeWidget(CharWidget):
    """Text in which a blank cell means that there is no code, rather than an empty one."""

    def clean(self, value, row=None, **kwargs) -> str | None:
        return super().clean(value, row, **kwargs) or None


def _register(name: str, model: type[models.Model]) -> fields.Field:
    return fields.Field(attribute=name, column_name=name, widget=RegisterWidget(model))


class CommunityResource(resources.ModelResource):
    """The register of communities; a row with an id changes that community, one without adds one."""

    code = fields.Field(attribute="code", column_name="code", widget=CodeWidget())
    district = _register("district", District)
    subdistrict = _register("subdistrict", Subdistrict)
    type = _register("type", CommunityType)

    class Meta:
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
        instance_loader_class = CachedInstanceLoader
        use_bulk = True
        batch_size = 1_000
        skip_unchanged = True
        report_skipped = False

    def __init__(self, *, user=None, **kwargs):
        """`user` is who takes or brings the file; the admin's forms, which only read the columns, name nobody."""
        super().__init__(**kwargs)
        self.user = user or User()

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

    def before_save_instance(self, instance, row, **kwargs) -> None:
        instance.fill_keys()
        self.refuse_wrong(instance)
        self.names[(instance.district_id, instance.match_key)] = instance.pk or -1

    def refuse_wrong(self, instance: Community) -> None:
        """What the model itself would refuse, without asking the database."""
        instance.clean()
        if not instance.name.strip() or not instance.district_id:
            raise ValidationError(_("ต้องมีชื่อชุมชนและรหัสเขต"))
        if self.names.get((instance.district_id, instance.match_key), instance.pk) != instance.pk:
            raise ValidationError(_("เขตนี้มีชุมชนชื่อนี้แล้ว — ใส่ id ของชุมชนเดิมถ้าต้องการแก้"))

    def bulk_create(self, using_transactions, dry_run, raise_errors, batch_size=None, result=None):
        self._write(
            bulk_create_with_history, self.create_instances, dry_run and not using_transactions, result
        )

    def bulk_update(self, using_transactions, dry_run, raise_errors, batch_size=None, result=None):
        columns = [*self.get_bulk_update_fields(), "match_key", "sort_key", "search_key"]
        self._write(
            lambda rows, model, **given: bulk_update_with_history(rows, model, columns, **given),
            self.update_instances,
            dry_run and not using_transactions,
            result,
        )

    def _write(self, write, waiting: list, is_trial: bool, result) -> None:
        """Write the waiting rows with their history, unless this is a trial without a transaction."""
        if waiting and not is_trial:
            write(list(waiting), Community, batch_size=self._meta.batch_size)
        waiting.clear()
