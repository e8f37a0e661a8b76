"""Which tables are taken for one of our own exports, by their headings and the first rows."""

import uuid

import pytest
from django.utils.translation import gettext, override

from bkkhousing.lib.uploads import SheetSketch, Upload
from surveys.importing.own_exports import is_own_export

KEYS = [str(uuid.UUID(int=(0xABCDEF << 100) + number)) for number in range(1, 21)]
USUAL = ("รหัสแบบสำรวจ", "รหัสครัวเรือน", "รอบสำรวจ")


def sketch(headers: tuple[str, ...], keys=(), name: str = "แบบสำรวจ") -> SheetSketch:
    rows = tuple((key, *[""] * (len(headers) - 1)) for key in keys)
    return SheetSketch(name, False, 1, headers, len(rows), rows, (), ())


def is_ours(*sketches: SheetSketch) -> bool:
    return is_own_export(Upload("xlsx", "", "", 9, sketches))


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        (USUAL, True),
        (("รหัสแบบสำรวจ", "ลำดับ", "รหัสเขต", "คำตอบ"), True),
        (("รหัสแบบสำรวจ", "เขต"), False),
        (("รหัสแบบสำรวจ",), False),
        (("รหัสครัวเรือน", "รหัสแบบสำรวจ", "รอบสำรวจ"), False),
        (("บ้านเลขที่", "เขต", "รอบสำรวจ"), False),
        ((), False),
    ],
)
def test_our_key_stands_first_with_two_of_our_headings_beside_it(headers, ours):
    assert is_ours(sketch(headers, KEYS[:1] if headers else ())) is ours


@pytest.mark.parametrize(
    ("keys", "ours"),
    [
        ([], True),
        (KEYS, True),
        ([*KEYS[:10], "รวม"], True),
        ([*KEYS[:9], "รวม"], False),
        (["ก"], False),
        ([KEYS[0].upper()], False),
        ([KEYS[0].replace("-", "")], False),
        (["", *KEYS[:3], ""], True),
    ],
)
def test_nearly_all_that_stands_under_it_are_keys(keys, ours):
    assert is_ours(sketch(USUAL, keys)) is ours


def test_one_sheet_of_ours_is_enough_wherever_it_stands():
    other = sketch(("ชื่อ", "ที่อยู่"), ["ก"], name="อื่น")
    assert is_ours(other, sketch((), name="ว่าง"), sketch(USUAL, KEYS))
    assert not is_ours(other) and not is_ours()


def test_a_heading_is_known_in_both_languages():
    with override("en"):
        headers = tuple(gettext(name) for name in USUAL)
    assert not set(headers) & set(USUAL)
    assert is_ours(sketch(headers, KEYS))
