"""Reading one answer, however it was typed, into its stored type; or saying why it cannot be read."""

import math
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from django.utils.translation import gettext_lazy as _

from bkkhousing.lib import thai
from districts.models import Subdistrict
from surveys.choices import NonAnswer
from surveys.models.fields import MONEY_CEILING
from surveys.questionnaire import MODELS, Question

NON_ANSWERS = frozenset(NonAnswer.values)
YEARS = range(1840, 2200)


class Unreadable(Exception):
    """An answer that cannot be read; says so in plain Thai, without repeating the answer."""

    def __init__(self, code: str, sentence: str):
        super().__init__(code)
        self.code, self.sentence = code, sentence


def reader_of(question: Question) -> Callable[[object], object]:
    """The function that reads this question's answers."""
    if question.kind == "choice":
        return _one_of(frozenset(question.codes))
    if question.kind == "multi":
        return _some_of(question.codes)
    if question.kind in READERS:
        return READERS[question.kind]
    return _text_up_to(MODELS[question.level]._meta.get_field(question.key).max_length, question.kind)


def _one_of(codes: frozenset[str]) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in codes:
            raise Unreadable("unknown_code", _("ไม่มีตัวเลือกนี้ในข้อนี้ เลือกใหม่จากรายการ"))
        return value

    return lambda value: read(value if isinstance(value, str) else _yes_no(value))


def _yes_no(value: object) -> object:
    return {True: "yes", False: "no"}.get(value, "?") if isinstance(value, bool) else "?"


def _some_of(codes: tuple[str, ...]) -> Callable[[object], tuple[str, ...]]:
    allowed = frozenset(codes)

    def read(value: object) -> tuple[str, ...]:
        given = value.replace(",", " ").split() if isinstance(value, str) else value
        if not isinstance(given, list | tuple) or not all(
            isinstance(code, str) and code in allowed for code in given
        ):
            raise Unreadable("unknown_code", _("มีตัวเลือกที่ไม่อยู่ในข้อนี้ เลือกใหม่จากรายการ"))
        chosen = frozenset(given)
        return tuple(code for code in codes if code in chosen)

    return read


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise Unreadable("not_a_number", _("ต้องเป็นตัวเลข เช่น 12,500"))
    try:
        return thai.parse_number(str(value))
    except ValueError as error:
        raise Unreadable("not_a_number", _("ต้องเป็นตัวเลข เช่น 12,500")) from error


def _integer(value: object) -> int:
    if type(value) is int and abs(value) <= MONEY_CEILING:
        return value
    number = _number(value)
    if number != number.to_integral_value():
        raise Unreadable("not_whole", _("ต้องเป็นจำนวนเต็ม ไม่มีทศนิยม"))
    if abs(number) > MONEY_CEILING:
        raise Unreadable("too_large", _("ตัวเลขมากเกินไป ตรวจจำนวนหลัก"))
    return int(number)


def _decimal(value: object) -> Decimal:
    number = _number(value)
    if abs(number) >= 100_000_000:
        raise Unreadable("too_large", _("ตัวเลขมากเกินไป ตรวจจำนวนหลัก"))
    return round(number, 2)


def _coordinate(value: object) -> float:
    number = float(_number(value))
    if not math.isfinite(number):
        raise Unreadable("not_a_number", _("ต้องเป็นตัวเลข เช่น 13.7563"))
    return round(number, 7)


def _date(value: object):
    try:
        return thai.parse_date(str(value))
    except ValueError as error:
        raise Unreadable("bad_date", str(error)) from error


def _year(value: object) -> int:
    year = _integer(value)
    common = year - 543 if year >= 2400 else year
    if common not in YEARS:
        raise Unreadable("bad_year", _("ปีไม่ถูกต้อง ใส่ปี พ.ศ. 4 หลัก เช่น 2530"))
    return common


def _digits(value: object) -> str:
    return "".join(c for c in thai.arabic_digits(str(value)) if c not in " -.()\u200b\u00a0")


def _text_up_to(length: int, kind: str) -> Callable[[object], str]:
    clean = _digits if kind in ("digits", "phone", "house_code", "citizen_id") else _words

    def read(value: object) -> str:
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            raise Unreadable("not_text", _("ต้องเป็นข้อความ — พิมพ์ใหม่"))
        text = clean(value)
        if len(text) > length:
            raise Unreadable("too_long", _("ข้อความยาวเกินไป ย่อให้ไม่เกิน %(length)s ตัวอักษร") % {"length": length})
        return text

    return read


def _words(value: object) -> str:
    return thai.normalise(str(value).replace("\x00", ""))


@cache
def _subdistrict_codes() -> frozenset[str]:
    return frozenset(Subdistrict.objects.values_list("code", flat=True))


def _subdistrict(value: object) -> str:
    value = value if isinstance(value, str) else ""
    if value not in _subdistrict_codes():
        _subdistrict_codes.cache_clear()
        if value not in _subdistrict_codes():
            raise Unreadable("unknown_code", _("ไม่มีแขวงนี้ เลือกใหม่จากรายการ"))
    return value


def _community(value: object) -> int:
    return _integer(value)


def _round(value: object) -> str:
    return str(value)


READERS: dict[str, Callable[[object], object]] = {
    "integer": _integer,
    "money": _integer,
    "decimal": _decimal,
    "coordinate": _coordinate,
    "date": _date,
    "year": _year,
    "subdistrict": _subdistrict,
    "community": _community,
    "round": _round,
}
