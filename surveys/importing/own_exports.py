"""Telling that a file is one of our own exports, which is for reading and not for sending back."""

import re
from functools import cache

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from bkkhousing.lib.uploads import SheetSketch, Upload
from surveys.importing.scoring import share

UUID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
FIRST = _("รหัสแบบสำรวจ")
BESIDE = (_("รหัสครัวเรือน"), _("รอบสำรวจ"), _("ลำดับ"), _("เขต"), _("รหัสเขต"), _("รหัสข้อ"))


def is_own_export(upload: Upload) -> bool:
    """Whether any sheet begins with the key of a survey under our name for it."""
    return any(map(_is_of_surveys, upload.sheets))


def _is_of_surveys(sketch: SheetSketch) -> bool:
    if not sketch.headers or sketch.headers[0] not in _names(FIRST):
        return False
    beside = sum(any(name in sketch.headers for name in _names(label)) for label in BESIDE)
    keys = sketch.column(0)
    return beside >= 2 and (not keys or share(keys, UUID.fullmatch) > 0.9)


@cache
def _names(label: object) -> frozenset[str]:
    """What a column is called in both languages."""
    found = set()
    for language in ("th", "en"):
        with override(language):
            found.add(str(label))
    return frozenset(found)
