"""Text that a spreadsheet must not take for a formula."""

import re
import unicodedata
from itertools import takewhile

PLAIN_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?")
STARTERS = frozenset("=+-@|%\t\r\n\x00\ufeff＝＋－＠｜％﹢﹣﹦﹪﹫−")


def formula_safe(text: str) -> str:
    """The text with an apostrophe in front when a spreadsheet could run it as a formula.

    For CSV, where a cell has no type. In a workbook write the text unchanged into a string cell:
    there the apostrophe would only spoil it. Plain numbers ("-5", "+66812345678") run nothing and stay.
    """
    return f"'{text}" if _could_run(text) else text


def safe_text(value: object) -> str:
    """Any value as the text of a CSV cell; nothing becomes an empty cell."""
    if value is None:
        return ""
    return formula_safe(value) if isinstance(value, str) else str(value)


def _could_run(text: str) -> bool:
    """Whether a starter stands first, be it after spaces and signs that nobody sees."""
    if PLAIN_NUMBER.fullmatch(text):
        return False
    if text[:1].isalnum():
        return False
    unseen = "".join(takewhile(_is_unseen, text))
    return not STARTERS.isdisjoint(text[: len(unseen) + 1])


def _is_unseen(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf")
