"""Numbers as people type them: commas, Thai digits, spaces around."""

import re
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from bkkhousing.lib.thai_text import Unreadable, arabic_digits

PLAIN = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
LONGEST = 30


class BadNumber(Unreadable):
    """Text that is not a number, or not one that can be stored."""


def parse_number(text: str) -> Decimal:
    """Read "12,000", "๑๒,๐๐๐.๕๐" or " 62,760 "; NaN, Infinity and powers of ten are refused."""
    plain = arabic_digits(str(text)).strip()
    if len(plain) > LONGEST:
        raise BadNumber(_("ตัวเลขยาวเกินไป — ตรวจจำนวนหลัก"))
    if not PLAIN.fullmatch(plain):
        raise BadNumber(_("ไม่ใช่ตัวเลข — พิมพ์ตัวเลขล้วน เช่น 12000 หรือ 12,000"))
    return Decimal(plain.replace(",", "")) + 0
