"""Rows of registers on their way in: known by their key, never by a query of their own, refused one by one."""

from collections.abc import Callable
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html
from django.utils.translation import gettext as _
from import_export import fields, resources
from import_export.instance_loaders import CachedInstanceLoader
from import_export.widgets import CharWidget, ForeignKeyWidget, NumberWidget

from bkkhousing.lib import thai
from bkkhousing.lib.register_results import RegisterResult
from bkkhousing.lib.upload_cells import FlawedCell

MASK = "…"
LARGEST_KEY = 2**63 - 1


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


class MaskedField(fields.Field):
    """A personal column: masked on its way out, and a masked cell that comes back changes nothing."""

    def __init__(self, name: str, mask: Callable[[str], str]) -> None:
        super().__init__(attribute=name, column_name=name)
        self._mask = mask

    def export(self, instance, **kwargs) -> str:
        value = super().export(instance, **kwargs)
        return self._mask(value) if value else ""

    def save(self, instance, row, is_m2m=False, **kwargs) -> None:
        given, stored = str(self.clean(row) or ""), self.get_value(instance) or ""
        if given == (self._mask(stored) if stored else ""):
            return
        if MASK in given:
            raise ValueError(_("ค่านี้ถูกปิดบังไว้ ไม่ตรงกับค่าที่เก็บ — ใส่ค่าเต็มหรือลบคอลัมน์นี้ออก"))
        setattr(instance, self.attribute, given)


class KnownRows(CachedInstanceLoader):
    """All rows that a file names, read at once; a key that cannot be read is told with its row."""

    def __init__(self, resource, dataset=None) -> None:
        self.resource, self.dataset = resource, dataset
        self.pk_field = resource.fields[resource.get_import_id_fields()[0]]
        self.all_instances = {}
        if dataset.dict and self.pk_field.column_name in dataset.dict[0]:
            keys = {key for row in dataset.dict if (key := self._key(row)) is not None}
            found = self.get_queryset().filter(**{f"{self.pk_field.attribute}__in": keys})
            self.all_instances = {self.pk_field.get_value(one): one for one in found}

    def get_instance(self, row: dict) -> models.Model | None:
        return self.all_instances.get(self._key(row))

    def _key(self, row: dict) -> object:
        key = key_of(self.pk_field, row)
        return None if isinstance(key, int) and key > LARGEST_KEY else key


def key_of(field: fields.Field, row: dict) -> object:
    """The key of a row however it is written; nothing when there is none or it cannot be read."""
    try:
        return field.clean(row) or None
    except (ValueError, ArithmeticError, ValidationError, KeyError):
        return None


def register_field(name: str, model: type[models.Model]) -> fields.Field:
    """A column that holds the code of a row of another register."""
    return fields.Field(attribute=name, column_name=name, widget=RegisterWidget(model))


class PlainDiff(resources.Diff):
    """What a row would change, in words that stand beside each other."""

    def as_html(self) -> list[str]:
        before = [""] * len(self.right) if self.new else self.left
        return [
            _changed(str(old or ""), str(new or "")) for old, new in zip(before, self.right, strict=False)
        ]


def _changed(old: str, new: str) -> str:
    if old == new:
        return format_html("{}", new)
    return format_html("<del>{}</del> <ins>{}</ins>", old, new)


class RegisterResource(resources.ModelResource):
    """A register in and out as a file; `user` is who takes or brings it, nobody for a form that only reads columns."""

    makes_keys = True
    """Whether the database makes the keys, so that a file may only name those that it was given."""

    class Meta:
        instance_loader_class = KnownRows
        use_bulk = True
        batch_size = 1_000
        skip_unchanged = True
        report_skipped = False
        use_transactions = True

    def __init__(self, *, user=None, **kwargs) -> None:
        super().__init__(**kwargs)
        self.user = user
        self._seen: set[object] = set()

    @classmethod
    def get_result_class(cls) -> type[RegisterResult]:
        return RegisterResult

    @classmethod
    def get_diff_class(cls) -> type[PlainDiff]:
        return PlainDiff

    def before_import_row(self, row, **kwargs) -> None:
        """No cell whose text cannot be relied on, and no row twice."""
        for header, cell in row.items():
            if isinstance(cell, FlawedCell):
                raise ValidationError(f"{header}: {cell.sentence}")
        key = key_of(self.fields[self.get_import_id_fields()[0]], row)
        if key is not None and key in self._seen:
            raise ValidationError(_("แถวนี้ซ้ำกับแถวก่อนหน้าในไฟล์ — เหลือไว้แถวเดียว"))
        self._seen.add(key)

    def before_import(self, dataset, **kwargs) -> None:
        if not self.makes_keys and self._key_column not in (dataset.headers or ()):
            raise ValidationError(_("ไฟล์นี้ขาดคอลัมน์ %(column)s") % {"column": self._key_column})

    def import_field(self, field, instance, row, is_m2m=False, **kwargs) -> None:
        """Numbers are read as people write them everywhere else, with commas or Thai digits."""
        try:
            if isinstance(field.widget, NumberWidget) and str(row.get(field.column_name) or "").strip():
                row = {**row, field.column_name: thai.parse_number(str(row[field.column_name]))}
            super().import_field(field, instance, row, is_m2m, **kwargs)
        except (ValueError, ArithmeticError) as error:
            if isinstance(field.widget, NumberWidget):
                raise ValueError(_("ต้องเป็นตัวเลข เช่น 12,500")) from error
            raise

    def before_save_instance(self, instance, row, **kwargs) -> None:
        """What the columns themselves refuse, without asking the database."""
        related = {field.name for field in instance._meta.concrete_fields if field.is_relation}
        instance.clean_fields(exclude={*related, "password"})

    @property
    def _key_column(self) -> str:
        return self.fields[self.get_import_id_fields()[0]].column_name

    def get_or_init_instance(self, instance_loader, row):
        """A key that is nobody's makes no new row where the database makes the keys."""
        found, is_new = super().get_or_init_instance(instance_loader, row)
        if is_new and self.makes_keys and str(row.get(self._key_column) or "").strip():
            raise ValidationError(_("ไม่มีแถวที่มีรหัสนี้ — เว้นรหัสว่างเพื่อเพิ่มแถวใหม่"))
        return found, is_new

    def bulk_create(self, using_transactions, dry_run, raise_errors, batch_size=None, result=None):
        self._write(self.insert, self.create_instances, dry_run and not using_transactions)

    def bulk_update(self, using_transactions, dry_run, raise_errors, batch_size=None, result=None):
        self._write(self.put_over, self.update_instances, dry_run and not using_transactions)

    def _write(self, write: Callable, waiting: list, is_trial: bool) -> None:
        """Write the waiting rows, unless this is a trial without a transaction."""
        if waiting and not is_trial:
            write(list(waiting))
        waiting.clear()

    def insert(self, rows: list[models.Model]) -> None:
        self._meta.model.objects.bulk_create(rows, batch_size=self._meta.batch_size)

    def put_over(self, rows: list[models.Model]) -> None:
        columns = self.get_bulk_update_fields()
        self._meta.model.objects.bulk_update(rows, columns, batch_size=self._meta.batch_size)
