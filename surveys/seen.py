"""How the trail's words for forms, photographs and files lead to households, and back."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.keys import keys_among
from audit.subjects import Households, Subject, register
from surveys.models import ImportedRow, Merge, Photo, Survey


def _of_surveys(keys: Collection[UUID]) -> Households:
    rows = Survey.objects.filter(pk__in=keys).values_list("pk", "household_id")
    return {key: {household} for key, household in rows}


def _of_photos(keys: Collection[UUID]) -> Households:
    rows = Photo.objects.filter(pk__in=keys).values_list("pk", "survey__household_id")
    return {key: {household} for key, household in rows}


def _of_imports(keys: Collection[UUID]) -> Households:
    """A file on its way names the rows that it found or made, forms or households."""
    found: Households = defaultdict(set)
    rows = ImportedRow.objects.filter(file_import__in=keys).exclude(subject="")
    for key, subject in rows.values_list("file_import_id", "subject"):
        found[key].update(keys_among([subject]))
    return {key: _of_either(named) for key, named in found.items()}


def _of_either(keys: set[UUID]) -> set[UUID]:
    known = _of_surveys(keys)
    return {home for key in keys for home in known.get(key, {key})}


def _of_forms_or_households(keys: Collection[UUID]) -> Households:
    return {key: {key} for key in keys} | _of_surveys(keys)


def _surveys_of(household: UUID) -> Iterable[UUID]:
    return Survey.objects.filter(household=household).values_list("pk", flat=True)


def _photos_of(household: UUID) -> Iterable[UUID]:
    return Photo.objects.filter(survey__household=household).values_list("pk", flat=True)


def _imports_of(household: UUID) -> Iterable[UUID]:
    keys = [str(key) for key in (household, *_surveys_of(household))]
    return ImportedRow.objects.filter(subject__in=keys).values_list("file_import_id", flat=True).distinct()


def _merged_into(household: UUID) -> Iterable[UUID]:
    """A household that was merged into this one was seen under its own key, and so were its forms."""
    merges = Merge.objects.filter(Q(kept=household) | Q(dropped=household))
    for dropped, removed in merges.values_list("dropped", "removed"):
        yield from (dropped, *keys_among(map(str, removed)))


register(
    Subject("household", _("ครัวเรือน"), keys_of=_merged_into, holds="household", route="household_detail"),
    Subject("survey", _("แบบสำรวจ"), _of_surveys, _surveys_of, holds="survey", route="survey_detail"),
    Subject("photo", _("รูปถ่าย"), _of_photos, _photos_of, holds="survey"),
    Subject("candidates", _("ครัวเรือนที่อาจซ้ำ"), _of_surveys, holds="survey"),
    Subject("import", _("ไฟล์นำเข้า"), _of_imports, _imports_of, holds="import row"),
    Subject("import row", _("แถวของไฟล์นำเข้า"), _of_forms_or_households),
    Subject("surveys", _("ไฟล์ส่งออก"), holds="survey"),
    Subject("surveys file", _("ไฟล์ส่งออกที่รับไป"), holds="survey"),
    Subject("paper", _("แบบกระดาษ"), holds="household"),
)
