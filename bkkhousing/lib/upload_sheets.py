"""The rows of a worksheet, read piece by piece: a hundred thousand rows cost no more memory than one."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from bkkhousing.lib.upload_archives import inflated, seen, short_runs, whole_xml
from bkkhousing.lib.upload_cells import (
    Cell,
    FlawedCell,
    formula_cell,
    is_blank,
    iso_cell,
    number_cell,
    serial_cell,
    text_cell,
)
from bkkhousing.lib.upload_parts import DDE, Book, SharedTexts, SheetPart, decoded, joined_texts
from bkkhousing.lib.upload_refusals import Refused, beyond, limit

LONGEST_ROW = 32 * 1024 * 1024
LARGEST_MERGE = 10_000
MOST_MERGES = 50_000
LAST_COLUMN = 16_384
HEADER_ROOM = 50
SHEET_DATA = re.compile(rb"<((?:\w+:)?)sheetData\s*(/?)>")
ROW_NUMBER = re.compile(rb"""\br\s*=\s*["']([0-9]{1,7})["']""")
HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
PLAIN_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})[0-9]+"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?\s*'
    rb"(?:/>|>(?:<f[^>]*?(?:/>|>([^<]*)</f>))?(?:<v>([^<]*)</v>|<v/>)?(?:<is><t(?: xml:space=\"preserve\")?>([^<]*)</t></is>)?</c>)"
)
CELL = re.compile(rb"<(?:\w+:)?c((?:\s[^>]*?)?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
ATTRIBUTE = re.compile(rb"""\b(\w+)\s*=\s*["']([^"']*)["']""")
FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*?)?(?:/>|>([^<]*)</)", re.DOTALL)
VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</", re.DOTALL)
INLINE = re.compile(rb"<(?:\w+:)?is(?:\s[^>]*)?>(.*?)</(?:\w+:)?is>", re.DOTALL)
HAS_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is|f)[\s>]")
MERGE = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)["']"""
)
COLUMN_TAG = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
FILTER = re.compile(rb"<(?:\w+:)?autoFilter[\s>]")
ODD_MARKUP = re.compile(rb"<!\[CDATA\[|<!--|<\?(?!xml\s)")
UTF8 = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*<(?:\?xml(?![^>]*encoding\s*=\s*["'](?!utf-8["']))|[^?])""", re.IGNORECASE
)


@dataclass
class SheetFacts:
    """What a first look at a worksheet tells before its cells are read."""

    filled_rows: int = 0
    last_row: tuple[int, list[Cell]] | None = None
    hidden_rows: int = 0
    hidden_columns: int = 0
    filtered: bool = False
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)


class Worksheet:
    """One sheet of an open workbook; its rows can be gone through as often as wanted."""

    def __init__(self, archive: zipfile.ZipFile, book: Book, texts: SharedTexts, told: SheetPart) -> None:
        self._archive, self._book, self._texts, self._part = archive, book, texts, told.part
        self.name, self.hidden, self._widest = told.name, told.hidden, limit("columns")
        self.facts: SheetFacts | None = None
        self.facts = self._look()

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """The rows that are not blank, with their numbers, from column A; merged cells repeat downwards."""
        merges = _Downward(self.facts.merges)
        last = 0
        for row in self._raw_rows():
            number, cells = self._read(row, last)
            last = number
            merges.fill(number, cells)
            if not is_blank(cells):
                yield number, cells

    def _look(self) -> SheetFacts:
        """Count and note in one pass over the whole part, checked as XML on its way."""
        facts, last, most = SheetFacts(), b"", limit("rows") + HEADER_ROOM
        for head, rows, tail in self._pieces():
            facts.hidden_columns += sum(1 for tag in COLUMN_TAG.findall(head) if HIDDEN.search(tag))
            for attributes, body in rows:
                if b"<v>" in body or b"<is>" in body or HAS_VALUE.search(body):
                    facts.filled_rows += 1
                    last = (attributes, body)
                facts.hidden_rows += b"hidden" in attributes and bool(HIDDEN.search(attributes))
            seen(len(rows))
            if facts.filled_rows > most:
                raise beyond("too_many_rows", "rows", sheet=self.name)
            facts.filtered = facts.filtered or bool(FILTER.search(tail))
            self._note_merges(facts, tail)
        facts.last_row = self._read(last, 0) if last else None
        return facts

    def _note_merges(self, facts: SheetFacts, tail: bytes) -> None:
        for first, top, second, bottom in MERGE.findall(tail):
            facts.merges.append((int(top), _column(first), int(bottom), _column(second)))
        if len(facts.merges) > MOST_MERGES:
            raise Refused("odd_workbook")

    def _raw_rows(self) -> Iterator[tuple[bytes, bytes]]:
        for _head, rows, _tail in self._pieces():
            yield from rows

    def _pieces(self) -> Iterator[tuple[bytes, list[tuple[bytes, bytes]], bytes]]:
        """What stands before the rows, whole rows as attributes and body, and what stands after them."""
        pieces, rest = self._checked_pieces(), b""
        found = None
        for piece in pieces:
            rest += piece
            if found := SHEET_DATA.search(rest):
                break
        if found is None:
            return
        yield rest[: found.start()], [], b""
        rest = rest[found.end() :]
        if not found[2]:
            rest = yield from self._row_pieces(rest, pieces, found[1])
        yield from self._tail_pieces(rest, pieces)

    def _row_pieces(self, rest: bytes, pieces: Iterator[bytes], prefix: bytes):
        """Rows up to the end of the sheet's data; returns what was read beyond it."""
        start, close = b"<" + prefix + b"row", b"</" + prefix + b"sheetData"
        row = re.compile(re.escape(start) + rb"(?=[\s/>])([^>]*)>")
        while (end := rest.find(close)) < 0:
            cut = max(rest.rfind(start), 0)
            yield b"", _rows(row, rest[:cut]), b""
            rest = rest[cut:]
            if len(rest) > LONGEST_ROW:
                raise beyond("cell_too_long", "cell_characters")
            if (piece := next(pieces, None)) is None:
                raise Refused("damaged")
            rest += piece
        yield b"", _rows(row, rest[:end]), b""
        return rest[end:]

    def _tail_pieces(self, rest: bytes, pieces: Iterator[bytes]):
        while True:
            whole, sign, rest = rest.rpartition(b">")
            yield b"", [], whole + sign
            if (piece := next(pieces, None)) is None:
                return
            rest += piece

    def _checked_pieces(self) -> Iterator[bytes]:
        """The part as plain UTF-8 without comments and sections that hide cells; once seen to be whole it stays so."""
        is_first, pieces = True, inflated(self._archive, self._part)
        for piece in pieces if self.facts else short_runs(whole_xml(pieces)):
            if (is_first and not UTF8.match(piece)) or ODD_MARKUP.search(piece):
                raise Refused("odd_workbook")
            if DDE.search(piece):
                raise Refused("dde")
            is_first = False
            yield piece

    def _read(self, row: tuple[bytes, bytes], last: int) -> tuple[int, list[Cell]]:
        attributes, body = row
        found = ROW_NUMBER.search(attributes)
        number = int(found[1]) if found else last + 1
        if number <= last:
            raise Refused("odd_workbook")
        plain = PLAIN_CELL.findall(body)
        if len(plain) != body.count(b"<c") or b":c" in body:
            plain = list(_unusual_cells(body))
        cells: list[Cell] = []
        for letters, style, kind, formula, value, inline in plain:
            if not (value or inline or formula):
                continue
            if _column(letters) != len(cells) + 1:
                self._skip(cells, _column(letters))
            cells.append(self._cell(style, kind, formula, value, inline))
        if len(cells) > self._widest:
            raise beyond("too_many_columns", "columns", sheet=self.name)
        return number, cells

    def _skip(self, cells: list[Cell], place: int) -> None:
        """Blank cells up to the one before this place."""
        if place <= len(cells):
            raise Refused("odd_workbook")
        if place > self._widest:
            raise beyond("too_many_columns", "columns", sheet=self.name)
        cells.extend([""] * (place - len(cells) - 1))

    def _cell(self, style: bytes, kind: bytes, formula: bytes, value: bytes, inline: bytes) -> Cell:
        if kind == b"s" and value:
            return self._texts.cell(int(value))
        if inline:
            return _inline_cell(inline)
        if not value:
            return formula_cell(decoded(formula))
        if kind in (b"", b"n"):
            is_date = bool(style) and int(style) in self._book.date_styles
            text = value.decode("ascii", "replace").strip()
            return serial_cell(text, from_1904=self._book.from_1904) if is_date else number_cell(text)
        return _told_cell(kind, decoded(value))


class _Downward:
    """Merged ranges: the value of the first row stands in every row of the first column's range."""

    def __init__(self, merges: list[tuple[int, int, int, int]]) -> None:
        tall = (merge for merge in merges if 0 < merge[2] - merge[0] <= LARGEST_MERGE)
        self._waiting = sorted(tall, reverse=True)
        self._open: list[tuple[int, int, Cell]] = []

    def fill(self, number: int, cells: list[Cell]) -> None:
        if not self._waiting and not self._open:
            return
        self._open = [range_ for range_ in self._open if range_[0] >= number]
        for _bottom, column, value in self._open:
            cells.extend([""] * (column - len(cells)))
            cells[column - 1] = cells[column - 1] if cells[column - 1] != "" else value
        while self._waiting and self._waiting[-1][0] <= number:
            top, column, bottom, _right = self._waiting.pop()
            if top == number and column <= len(cells) and cells[column - 1] != "":
                self._open.append((bottom, column, cells[column - 1]))


@lru_cache(maxsize=16_384)
def _inline_cell(inline: bytes) -> Cell:
    return text_cell(decoded(inline))


def _told_cell(kind: bytes, text: str) -> Cell:
    """A cell whose type is written beside it: a flaw, a truth, a date or the text of a formula."""
    if kind == b"e":
        return FlawedCell(text, "error_value")
    if kind == b"b":
        return "TRUE" if text.strip() in ("1", "true") else "FALSE"
    return iso_cell(text.strip()) if kind == b"d" else text_cell(text)


def _unusual_cells(body: bytes) -> Iterator[tuple[bytes, ...]]:
    """Cells written otherwise than Excel writes them: with a prefix, other attributes, or without their place."""
    place = 0
    for attributes, content in CELL.findall(body):
        told = dict(ATTRIBUTE.findall(attributes))
        letters = told.get(b"r", b"").rstrip(b"0123456789")
        place = _column(letters) if letters else place + 1
        formula, value, inline = (pattern.search(content) for pattern in (FORMULA, VALUE, INLINE))
        yield (
            _letters(place),
            told.get(b"s", b""),
            told.get(b"t", b""),
            (formula[1] or b"") if formula else b"",
            value[1] if value else b"",
            joined_texts(inline[1]) if inline else b"",
        )


def _rows(row: re.Pattern[bytes], text: bytes) -> list[tuple[bytes, bytes]]:
    """Whole rows as their attributes and what they hold."""
    _before, *parts = row.split(text)
    return list(zip(parts[::2], parts[1::2], strict=True))


@lru_cache(maxsize=LAST_COLUMN)
def _column(letters: bytes) -> int:
    """A is 1, XFD is 16,384."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    if not 1 <= number <= LAST_COLUMN:
        raise Refused("odd_workbook")
    return number


def _letters(number: int) -> bytes:
    letters = b""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = bytes([65 + rest]) + letters
    return letters
