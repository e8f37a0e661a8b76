"""Reads reference data from the files in `fixtures/` and writes it so that a second run changes nothing.

An app with reference data of its own has a module `reference.py` with `load(*, folder)`; see load_reference.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from districts.models import District, DistrictGroup, Subdistrict


class BrokenReference(ValueError):
    """A file of reference data that cannot be used; `sentence` names the file and the row."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def load(*, folder: Path) -> dict[str, int]:
    """Groups, districts and subdistricts; answers how many of each, by their Thai name."""
    return {
        "กลุ่มเขต": upsert(DistrictGroup, read(folder / "district_groups.json")),
        "เขต": upsert(District, read(folder / "districts.json")),
        "แขวง": upsert(Subdistrict, read(folder / "subdistricts.json")),
    }


def read(file: Path) -> list[dict[str, Any]]:
    """The rows of one file: a JSON list of objects whose keys are names of model fields."""
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenReference(_("อ่านไฟล์ %(file)s ไม่ได้") % {"file": file.name}) from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BrokenReference(_("ไฟล์ %(file)s ต้องเป็นรายการของแถว") % {"file": file.name})
    return rows


def upsert(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> int:
    """Write rows by primary key, new or changed, in one statement; answers how many there are."""
    places = [_checked(model, number, row) for number, row in enumerate(rows, start=1)]
    key = model._meta.pk.name
    others = [field.name for field in model._meta.concrete_fields if field.name != key]
    model._base_manager.bulk_create(places, update_conflicts=True, unique_fields=[key], update_fields=others)
    return len(places)


def _checked(model: type[models.Model], number: int, row: dict[str, Any]) -> models.Model:
    """An unsaved row that the model accepts, its keys filled; the database checks what it points to."""
    relations = [field.name for field in model._meta.concrete_fields if field.is_relation]
    try:
        columns = {model._meta.get_field(name).attname: value for name, value in row.items()}
        place = model(**columns)
        if fill_keys := getattr(place, "fill_keys", None):
            fill_keys()
        place.clean_fields(exclude=relations)
    except (FieldDoesNotExist, TypeError, ValueError, ValidationError) as error:
        words = {"number": number, "name": model._meta.verbose_name, "reason": error}
        raise BrokenReference(_("แถวที่ %(number)s ของ%(name)sใช้ไม่ได้: %(reason)s") % words) from error
    return place
