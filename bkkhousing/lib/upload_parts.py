"""The small parts of a workbook: its sheets, which number formats are dates, and the texts cells share."""

import posixpath
import re
import zipfile
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from xml.parsers import expat

from bkkhousing.lib.upload_archives import inflated, seen, short_runs, whole_xml
from bkkhousing.lib.upload_cells import Cell, text_cell
from bkkhousing.lib.upload_refusals import Refused, beyond, limit

MOST_ELEMENTS = 200_000
LONGEST_FORMAT = 255
LONGEST_NAME = 100
DATE_NUMBERS = (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59), *range(71, 82))
BUILT_IN_DATES = frozenset(map(str, DATE_NUMBERS))
QUOTED = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|_.')
DATE_LETTERS = re.compile("[ymdhsbด]", re.IGNORECASE)
DDE = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?>\s*[=+]?\s*[\w.]+\|", re.IGNORECASE)
TEXT_ITEM = re.compile(rb"<(?:\w+:)?si(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
SPOKEN = re.compile(rb"<(?:\w+:)?rPh\b[^>]*(?<!/)>.*?</(?:\w+:)?rPh>", re.DOTALL)
TEXT = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)</")
REFERENCE = re.compile("&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|amp|lt|gt|quot|apos);")
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
SURELY_SHORT = 1000
BROKEN_TEXT = "\ufffe"


@dataclass(frozen=True)
class SheetPart:
    """One worksheet: what it is called, where it lies in the archive and whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Book:
    """What the sheets of a workbook need to know of it."""

    sheets: tuple[SheetPart, ...]
    from_1904: bool
    date_styles: frozenset[int]


def read_book(archive: zipfile.ZipFile) -> Book:
    """Sheets, calendar and date styles; raises Refused for macros and links to other files."""
    _refuse_by_content_types(archive)
    told = list(_elements(archive, "xl/workbook.xml", ("sheet", "workbookPr")))
    targets = dict(_targets(archive))
    sheets = tuple(_sheets(told, targets, frozenset(archive.namelist())))
    if not sheets:
        raise Refused("odd_workbook")
    calendar = next((a.get("date1904", "0") for name, a in told if name == "workbookPr"), "0")
    return Book(sheets, calendar in ("1", "true", "on"), _date_styles(archive))


class SharedTexts:
    """The texts that cells share, packed: a million of them take their letters and eight bytes each."""

    def __init__(self, archive: zipfile.ZipFile, part: str = "xl/sharedStrings.xml") -> None:
        self._packed, self._ends = bytearray(), array("L", [0])
        if part in archive.namelist():
            self._fill(archive, part)
        self.cell = lru_cache(maxsize=65_536)(self._cell)

    def _fill(self, archive: zipfile.ZipFile, part: str) -> None:
        rest = b""
        for piece in short_runs(whole_xml(inflated(archive, part))):
            seen(0)
            rest += piece
            end = 0
            for item in TEXT_ITEM.finditer(rest):
                self._packed += joined_texts(item[1] or b"")
                self._ends.append(len(self._packed))
                end = item.end()
            rest = rest[end:]
            if len(rest) > 16 * limit("cell_characters") + len(piece):
                raise beyond("cell_too_long", "cell_characters")

    def _cell(self, number: int) -> Cell:
        if not 0 <= number < len(self._ends) - 1:
            raise Refused("damaged")
        return text_cell(decoded(bytes(self._packed[self._ends[number] : self._ends[number + 1]])))


def joined_texts(item: bytes) -> bytes:
    """The text of a string item: its runs one after the other, without how Japanese is spoken."""
    if b"rPh" in item:
        item = SPOKEN.sub(b"", item)
    return b"".join(TEXT.findall(item))


def decoded(raw: bytes) -> str:
    """XML text as people read it."""
    text = raw.decode("utf-8", "replace")
    if "&" in text:
        text = REFERENCE.sub(_character, text)
    if "_x" in text:
        text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    if len(text) > SURELY_SHORT and len(text) > limit("cell_characters"):
        raise beyond("cell_too_long", "cell_characters")
    return text


def _character(found: re.Match) -> str:
    name = found[1]
    if not name.startswith("#"):
        return NAMED[name]
    number = int(name[2:], 16) if name.startswith("#x") else int(name[1:])
    return chr(number) if number < 0x110000 else BROKEN_TEXT


def _elements(archive: zipfile.ZipFile, part: str, wanted: tuple[str, ...]) -> Iterator[tuple[str, dict]]:
    """Elements of these names, without their namespace, and their attributes likewise, in order."""
    if part not in archive.namelist():
        return
    found: list[tuple[str, dict]] = []
    parser = expat.ParserCreate()

    def started(name: str, attributes: dict) -> None:
        if (local := name.rpartition(":")[2]) in wanted:
            found.append((local, {key.rpartition(":")[2]: value for key, value in attributes.items()}))
        if len(found) > MOST_ELEMENTS:
            raise Refused("odd_workbook")

    parser.StartElementHandler = started
    for piece in whole_xml(inflated(archive, part)):
        parser.Parse(piece, False)
        yield from found
        found.clear()


def _refuse_by_content_types(archive: zipfile.ZipFile) -> None:
    for _name, told in _elements(archive, "[Content_Types].xml", ("Override", "Default")):
        kind = told.get("ContentType", "").lower()
        if "macroenabled" in kind or "vbaproject" in kind:
            raise Refused("macros")
    for name in archive.namelist():
        if name.lower().startswith("xl/externallinks/") and name.lower().endswith(".xml"):
            links = {element for element, _told in _elements(archive, name, ("ddeLink", "oleLink"))}
            raise Refused("dde" if links else "external_links")


def _targets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    for _name, told in _elements(archive, "xl/_rels/workbook.xml.rels", ("Relationship",)):
        if told.get("TargetMode") == "External":
            raise Refused("external_links")
        if told.get("Type", "").endswith("/worksheet"):
            yield (
                told.get("Id", ""),
                posixpath.normpath(posixpath.join("/xl", told.get("Target", ""))).lstrip("/"),
            )


def _sheets(
    told: list[tuple[str, dict]], targets: dict[str, str], parts: frozenset[str]
) -> Iterator[SheetPart]:
    for name, attributes in told:
        part = targets.get(attributes.get("id", ""))
        if name == "sheet" and part in parts:
            yield SheetPart(
                attributes.get("name", "")[:LONGEST_NAME],
                part,
                attributes.get("state", "visible") != "visible",
            )


def _date_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    """The positions in cellXfs whose number format is a date or a time."""
    own: dict[str, str] = {}
    styles: list[str] = []
    inside = ""
    for name, told in _elements(
        archive, "xl/styles.xml", ("numFmt", "cellXfs", "cellStyleXfs", "dxfs", "xf")
    ):
        if name == "numFmt":
            own[told.get("numFmtId", "")] = told.get("formatCode", "")[:LONGEST_FORMAT]
        elif name == "xf":
            styles.extend([told.get("numFmtId", "0")] if inside == "cellXfs" else [])
        else:
            inside = name
    return frozenset(place for place, number in enumerate(styles) if _is_date(number, own.get(number)))


def _is_date(number: str, code: str | None) -> bool:
    if code is None:
        return number in BUILT_IN_DATES
    return bool(DATE_LETTERS.search(QUOTED.sub("", code.partition(";")[0])))
