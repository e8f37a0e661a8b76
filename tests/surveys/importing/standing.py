"""Imports put where a test needs them, without walking there."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from surveys.models import FileImport, ImportedRow
from surveys.refusals import Refused
from tests.surveys.importing import walking


def standing(by, state: str = "tried", **given) -> FileImport:
    """An import of this person that stands at this state; no file lies behind it."""
    facts = {"name": "สำรวจ.csv", "size": 1, "sha256": "0" * 64, "created_at": timezone.now()}
    return FileImport.objects.create(by=by, district=by.district, state=state, **facts, **given)


def tried(content: str, kind: str, columns: dict, *, by, district: str = "1026") -> FileImport:
    """A register tried out whose columns were said without a first look at it."""
    mapping = {"name": "file_0", "columns": columns, "district": {"code": district}}
    told = {"kind": kind, "source": "registry", "encoding": "utf-8", "header_row": 1, "mapping": mapping}
    file_import = standing(by, "mapped", **told)
    default_storage.save(file_import.key, ContentFile(content.encode()))
    return walking.try_again(file_import, by=by)


def with_rows(file_import: FileImport, *deeds: str, **given) -> list[ImportedRow]:
    """Rows of the import from the second on, one for each deed."""
    rows = [
        ImportedRow(file_import=file_import, number=number, deed=deed, **given)
        for number, deed in enumerate(deeds, start=2)
    ]
    return ImportedRow.objects.bulk_create(rows)


def problem(code: str = "x", *, header: str = "ก", sentence: str = "ผิด", refuses: bool = True) -> dict:
    """What is told of one cell, as it is stored."""
    where = {"sheet": "", "row": 2, "column": 1}
    return {**where, "header": header, "code": code, "sentence": sentence, "refuses": refuses}


def said(file_import: FileImport, by) -> dict:
    return {"file_import": file_import, "by": by, "at": timezone.now()}


def refusal_of(action, **given) -> str:
    """The code under which an action refuses, or nothing when it goes through."""
    try:
        action(**given)
    except Refused as refusal:
        return refusal.code
    return ""
