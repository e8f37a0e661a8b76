"""Opaque marks of where a list page ended, so that the next one starts after that row."""

import base64
import json
from collections.abc import Callable

from django.utils.translation import gettext_lazy as _


class BadCursor(ValueError):
    """A mark that no list of ours gave out."""

    sentence = _("ตำแหน่งในรายการไม่ถูกต้อง — เปิดรายการใหม่ตั้งแต่ต้น")


def pack(*key: object) -> str:
    """The mark of a row with this order key; never put personal data into it."""
    return base64.urlsafe_b64encode(json.dumps([str(part) for part in key]).encode()).decode().rstrip("=")


def unpack(cursor: str, *readers: Callable[[str], object]) -> list:
    """The order key of a mark, each part turned back by its reader; raises BadCursor."""
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return [read(part) for read, part in zip(readers, parts, strict=True)]
    except (ValueError, TypeError, AttributeError, OverflowError) as error:
        raise BadCursor from error
