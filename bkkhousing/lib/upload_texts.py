"""Uploaded text tables: the encodings and delimiters of Thai offices; what cannot be told for sure is asked."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bkkhousing.lib.sheet_files import BOMS, SheetProblem, decode
from bkkhousing.lib.upload_cells import Cell, is_blank, text_cell
from bkkhousing.lib.upload_refusals import Refused, beyond, limit

DELIMITERS = ",;\t|"
ENCODINGS = ("utf-8", "cp874", "utf-16-le", "utf-16-be")
DECLARED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
LINES_LOOKED_AT = 20
HEADER_ROOM = 10
ZIP_END = b"PK\x05\x06"


@dataclass(frozen=True)
class TextTable:
    """A text file that was decoded, and the sign between its columns."""

    text: str
    encoding: str
    delimiter: str
    name: str = ""
    hidden: bool = False

    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """The rows that are not blank, with their numbers; raises Refused where they end being a table."""
        longest = limit("cell_characters")
        for number, given in self._given():
            if not is_blank(cells := _cells(given)):
                yield number, _short(cells, longest)

    def extent(self) -> tuple[int, tuple[int, list[Cell]] | None]:
        """How many rows there are, and the last: checked alike, but quicker as no cell is told from another."""
        longest, most, count, last = limit("cell_characters"), limit("rows") + HEADER_ROOM, 0, None
        for number, given in self._given():
            text = "".join(given).strip()
            if len(text) > longest or not text.isprintable():
                text = "" if is_blank(cells := _cells(given)) else _short(cells, longest)
            if text:
                count, last = count + 1, (number, given)
            if count > most:
                raise beyond("too_many_rows", "rows", sheet=self.name)
        return count, (last[0], _cells(last[1])) if last else None

    def _given(self) -> Iterator[tuple[int, list[str]]]:
        number, width = 0, limit("columns")
        try:
            reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter, strict=True)
            for number, given in enumerate(reader, start=1):
                if len(given) > width:
                    raise beyond("too_many_columns", "columns", sheet=self.name)
                yield number, given
        except csv.Error as error:
            raise self._unreadable(number + 1, error) from error

    def _unreadable(self, row: int, error: csv.Error) -> Refused:
        if "field larger" in str(error) and self.text.count('"') % 2 == 0:
            return beyond("cell_too_long", "cell_characters")
        return Refused("unbalanced_quote", row=row)


def text_table(content: bytes, encoding: str) -> TextTable:
    """The table of a text file; without an encoding it is found, or asked for when two could be meant."""
    if ZIP_END in content[-(1 << 16) :]:
        raise Refused("two_in_one")
    text, encoding = _decoded_as(content, encoding) if encoding else _decoded(content)
    if not text.strip("\ufeff \t\r\n" + DELIMITERS):
        raise Refused("empty")
    if declared := DECLARED.match(text):
        return TextTable(text[declared.end() :], encoding, declared[1])
    return TextTable(text, encoding, _delimiter(text))


def _decoded_as(content: bytes, encoding: str) -> tuple[str, str]:
    if encoding not in ENCODINGS:
        raise Refused("bad_encoding", encoding=encoding)
    for bom, told in BOMS:
        if encoding == told:
            content = content.removeprefix(bom)
    try:
        return content.decode(encoding), encoding
    except UnicodeDecodeError as error:
        raise Refused("bad_encoding", encoding=encoding) from error


def _decoded(content: bytes) -> tuple[str, str]:
    """What reads as UTF-8 is UTF-8, unless its zero bytes show UTF-16; the rest only when one thing can be meant."""
    try:
        return decode(content)
    except SheetProblem as error:
        if text := _as_utf8(content):
            return text, "utf-8"
        raise Refused("ask_encoding", choices=ENCODINGS) from error


def _as_utf8(content: bytes) -> str:
    """UTF-8 in which only a cell or two holds control characters; they are reported with their place."""
    plain = content.removeprefix(codecs.BOM_UTF8)
    strange = len(plain) - len(plain.translate(None, bytes([*range(9), 11, 12, *range(14, 32), 127])))
    try:
        return plain.decode("utf-8") if strange <= 1 + len(plain) // 1000 else ""
    except UnicodeDecodeError:
        return ""


def _delimiter(text: str) -> str:
    """The sign that cuts most of the first lines into the same number of columns, and into most."""
    lines = [line for line in _first_lines(text) if line.strip(DELIMITERS + " \r\n")]
    return max(DELIMITERS, key=lambda sign: _evenness(lines, sign))


def _first_lines(text: str) -> Iterator[str]:
    lines = io.StringIO(text[: 1 << 18], newline=None)
    for _number, line in zip(range(LINES_LOOKED_AT), lines, strict=False):
        yield line


def _evenness(lines: list[str], sign: str) -> tuple[int, int]:
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=sign)]
    except csv.Error:
        return (0, 1)
    usual = max(set(widths), key=lambda width: (widths.count(width), width)) if widths else 1
    return (widths.count(usual) * (usual > 1), usual)


def _cells(given: list[str]) -> list[Cell]:
    return [text_cell(cell) if cell else "" for cell in given]


def _short(cells: list[Cell], longest: int) -> list[Cell]:
    if max(map(len, cells)) > longest:
        raise beyond("cell_too_long", "cell_characters")
    return cells
