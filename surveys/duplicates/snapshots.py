"""Rows that are taken away so that they can be put back exactly: every column, and every row that hangs on them."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import TypedDict

from django.apps import apps
from django.db import models

from surveys.models import Merge, Pair, Photo, Traced, Trait

DERIVED = (Trait, Traced, Pair)
"""Worked out from the rest; they are worked out again when it is back."""
LetGo = list


class Kept(TypedDict):
    """One row: its model, and its columns as texts, lists and dicts that JSON carries without loss."""

    model: str
    columns: dict[str, object]


def with_all_below(row: models.Model) -> list[Kept]:
    """A row and all that would be deleted with it, parents first."""
    found = [kept(row)]
    for relation in _relations(row, models.CASCADE):
        for below in _pointing(relation, row).order_by("pk"):
            found += with_all_below(below)
    return list({_identity(one): one for one in found}.values())


def pointing_loosely(row: models.Model) -> LetGo:
    """Rows that only forget this one when it is deleted: [model, field, key of this one, their keys]."""
    found = (
        (relation, [str(key) for key in _pointing(relation, row).values_list("pk", flat=True)])
        for relation in _relations(row, models.SET_NULL)
    )
    return [
        [relation.related_model._meta.label_lower, relation.field.name, str(row.pk), keys]
        for relation, keys in found
        if keys
    ]


def put_back(rows: list[Kept]) -> None:
    """Insert the rows again, with the keys they had."""
    by_model: dict[str, list[models.Model]] = {}
    for row in rows:
        by_model.setdefault(row["model"], []).append(row_of(row))
    for label, those in by_model.items():
        apps.get_model(label)._base_manager.bulk_create(those)


def point_again(let_go: LetGo) -> None:
    """Let rows that forgot this one point to it again, unless they point elsewhere by now."""
    for label, field, key, keys in let_go:
        rows = apps.get_model(label)._base_manager.filter(pk__in=keys, **{f"{field}__isnull": True})
        rows.update(**{f"{field}_id": key})


def photo_files() -> set[str]:
    """Files of photographs that a merge may still bring back."""
    rows = Merge.objects.filter(undone_at=None).values_list("rows", flat=True).iterator()
    label = Photo._meta.label_lower
    return {str(row["columns"]["file"]) for kept in rows for row in kept if row["model"] == label}


def _relations(row: models.Model, on_delete) -> Iterator[models.ManyToOneRel]:
    for field in row._meta.get_fields(include_hidden=True):
        is_theirs = field.auto_created and not field.concrete
        if is_theirs and field.on_delete is on_delete and field.related_model not in DERIVED:
            yield field


def _pointing(relation: models.ManyToOneRel, row: models.Model) -> models.QuerySet:
    return relation.related_model._base_manager.filter(**{relation.field.name: row.pk})


def kept(row: models.Model) -> Kept:
    """One row with all its columns."""
    fields = row._meta.concrete_fields
    columns = {field.attname: column(field, field.value_from_object(row)) for field in fields}
    return Kept(model=row._meta.label_lower, columns=columns)


def column(field: models.Field, value: object) -> object:
    """The value of one column as JSON carries it without loss."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    held = SimpleNamespace(**{field.attname: value})
    return str(value) if field.is_relation else field.value_to_string(held)


def row_of(kept: Kept) -> models.Model:
    """The unsaved row that was kept."""
    model = apps.get_model(kept["model"])
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: fields[name].to_python(value) for name, value in kept["columns"].items()})


def _identity(kept: Kept) -> tuple[str, str]:
    key = apps.get_model(kept["model"])._meta.pk.attname
    return kept["model"], str(kept["columns"][key])
