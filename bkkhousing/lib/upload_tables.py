"""Where the table begins on a sheet: title rows above, one header row or two, blank and repeated headers, totals below."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain, count, islice

from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from bkkhousing.lib.upload_cells import Cell, FlawedCell, is_blank
from bkkhousing.lib.upload_refusals import Note, Refused

LOOKED_AT = 40
LONGEST_HEADER = 200
YEAR = re.compile("(?:19|20|24|25|26)[0-9]{2}")
NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?%?")
TOTALS = re.compile("(?:ยอด|ผล)?รวม(?:ทั้งหมด|ทั้งสิ้น|ทุกเขต|ยอด|)|(?:grand ?|sub)?total", re.IGNORECASE)
TOTALS_COLUMNS = 3

Row = tuple[int, list[Cell]]


@dataclass(frozen=True)
class Heading:
    """The headers of a table, the number of their last row (0 when there is none) and what was noticed."""

    headers: tuple[str, ...]
    row: int
    first_row: int
    notes: tuple[Note, ...] = field(default=())


def heading_of(
    top: list[Row], merges: list[tuple[int, int, int, int]], *, chosen: int | None = None
) -> Heading:
    """The heading found in the first rows of a sheet; `chosen` is the row a person pointed at.

    Raises Refused when nothing stands on the sheet, or not in the row that was chosen.
    """
    if not top:
        raise Refused("empty")
    place = _place(top, chosen)
    rows = [top[place]]
    notes: list[Note] = []
    if chosen == 0 or (chosen is None and _is_data(top[place], top[place + 1 : place + 2])):
        names = tuple(_column_name(column) for column in range(1, _width(top) + 1))
        return Heading(names, 0, top[place][0], (Note("no_header"),))
    if pair := _second_row(top, place, merges):
        rows = [top[row] for row in pair]
        notes.append(Note("two_header_rows"))
    if rows[0][0] > 1 and rows[0][0] > top[0][0]:
        notes.append(Note("header_below", {"row": rows[0][0]}))
    headers, said = _names(_joined(rows, merges), _width(top))
    return Heading(headers, rows[-1][0], rows[0][0], (*notes, *said))


def totals_row(last: Row | None, top: list[Row], heading_row: int) -> int | None:
    """The number of the last row when it, and no row before it, sums up the others."""
    if last is None or last[0] <= heading_row or not _sums_up(last):
        return None
    others = (row for row in top if heading_row < row[0] < last[0])
    return None if any(map(_sums_up, others)) else last[0]


def _sums_up(row: Row) -> bool:
    filled = [cell for cell in row[1] if cell != ""][:TOTALS_COLUMNS]
    return any(isinstance(cell, str) and TOTALS.fullmatch(thai.search_key(cell)) for cell in filled)


def fitted(rows: Iterator[Row], width: int, *, after: int) -> Iterator[Row]:
    """The rows below the heading, each as wide as the headers; what stands beyond them is a flaw of the row."""
    for number, cells in rows:
        if number <= after:
            continue
        if len(cells) > width:
            beyond, cells = cells[width:], cells[:width]
            if not is_blank(beyond):
                cells[-1] = FlawedCell(str(cells[-1]), "beyond_headers")
        yield number, cells + [""] * (width - len(cells))


def first_rows(rows: Callable[[], Iterator[Row]]) -> list[Row]:
    return list(islice(rows(), LOOKED_AT))


def _place(top: list[Row], chosen: int | None) -> int:
    """The first row that fills at least half of the columns of the fullest row."""
    if chosen is not None:
        if chosen == 0:
            return 0
        found = [place for place, (number, _cells) in enumerate(top) if number == chosen]
        if not found:
            raise Refused("no_header_row", row=chosen)
        return found[0]
    filled = [sum(cell != "" for cell in cells) for _number, cells in top]
    return next(place for place, count in enumerate(filled) if 2 * count >= max(filled))


def _second_row(top: list[Row], place: int, merges: list) -> tuple[int, int] | None:
    """Two rows that make one heading together: one leaves blank what the other fills."""
    for upper, lower in ((place, place + 1), (place - 1, place)):
        if upper < 0 or lower >= len(top) or top[lower][0] != top[upper][0] + 1:
            continue
        if _belong_together(top[upper][1], top[lower][1]) and (
            _spans(merges, top[upper][0]) or _counts_below(top, lower)
        ):
            return upper, lower
    return None


def _belong_together(upper: list[Cell], lower: list[Cell]) -> bool:
    if not (_are_labels(upper) and _are_labels(lower)):
        return False
    if sum(cell != "" for cell in upper) < 2:
        return False
    longer = upper + [""] * (len(lower) - len(upper))
    return any(above == "" and below != "" for above, below in zip(longer, lower, strict=False))


def _spans(merges: list, row: int) -> bool:
    return any(top == row and right > left for top, left, _bottom, right in merges)


def _counts_below(top: list[Row], lower: int) -> bool:
    """Whether numbers begin right below, under labels of the lower row."""
    if lower + 1 >= len(top):
        return False
    below = top[lower + 1][1]
    pairs = zip(top[lower][1], below, strict=False)
    return sum(label != "" and _is_number(cell) for label, cell in pairs) >= 2


def _joined(rows: list[Row], merges: list) -> list[str]:
    """One header a column: of two rows `upper/lower`, where an upper one reaches over the columns it heads."""
    if len(rows) == 1:
        return [str(cell) for cell in _spread(rows[0], merges)]
    upper, lower = _spread(rows[0], merges), rows[1][1]
    if not _spans(merges, rows[0][0]):
        upper = _carried_on(upper, lower)
    width = max(len(upper), len(lower))
    pairs = zip(_padded(upper, width), _padded(lower, width), strict=True)
    return ["/".join(dict.fromkeys(str(part) for part in pair if part != "")) for pair in pairs]


def _spread(row: Row, merges: list) -> list[Cell]:
    """A heading row with merged cells unfolded to the right."""
    number, cells = row[0], list(row[1])
    for top, left, bottom, right in merges:
        if top <= number <= bottom and left <= len(cells) and cells[left - 1] != "" and right - left < 500:
            cells.extend([""] * (right - len(cells)))
            cells[left - 1 : right] = [cells[left - 1]] * (right - left + 1)
    return cells


def _carried_on(upper: list[Cell], lower: list[Cell]) -> list[Cell]:
    """Without merged cells: a blank above a filled cell belongs to the heading on its left."""
    told, last = [], ""
    for above, below in zip(_padded(upper, len(lower)), _padded(lower, len(upper)), strict=False):
        last = above if above != "" else (last if below != "" else "")
        told.append(last)
    return told


def _padded(cells: list[Cell], width: int) -> list[Cell]:
    return cells + [""] * (width - len(cells))


def _width(top: list[Row]) -> int:
    """Up to the last column in which anything stands: programs write blank ones behind it."""
    return max(place for _number, cells in top for place, cell in enumerate(cells, start=1) if cell != "")


def _names(given: list[str], width: int) -> tuple[tuple[str, ...], list[Note]]:
    """Clean, filled in and told apart: what later names a column; a header keeps its name before one that is made."""
    notes: list[Note] = []
    names: list[str] = []
    headers = _padded(given, width)[:width]
    cleaned = [thai.normalise(raw)[:LONGEST_HEADER] for raw in headers]
    taken, given_out = set(cleaned), {""}
    numbers: dict[str, Iterator[int]] = defaultdict(partial(count, 2))
    for column, (raw, name) in enumerate(zip(headers, cleaned, strict=True), start=1):
        is_own = name not in given_out
        told = name if is_own else _free(name or _column_name(column), taken, numbers)
        if name != raw.strip() and name:
            notes.append(Note("header_cleaned", {"column": column}))
        if not is_own:
            notes.append(_renamed(name, column, told))
        names.append(told)
        taken.add(told)
        given_out.add(name)
    return tuple(names), notes


def _free(wanted: str, taken: set[str], numbers: dict[str, Iterator[int]]) -> str:
    """The name, with the first number behind it that no other column has; no number is tried twice."""
    numbered = (f"{wanted} ({number})" for number in numbers[wanted])
    return next(name for name in chain([wanted], numbered) if name not in taken)


def _renamed(name: str, column: int, told: str) -> Note:
    words = {"column": column, "name": told}
    return Note("header_repeated", {"header": name, **words}) if name else Note("header_blank", words)


def _column_name(column: int) -> str:
    return _("คอลัมน์ %(column)s") % {"column": column}


def _is_number(cell: Cell) -> bool:
    return not isinstance(cell, str) or bool(NUMBER.fullmatch(thai.arabic_digits(cell)))


def _are_labels(cells: list[Cell]) -> bool:
    told = [cell for cell in cells if cell != ""]
    return bool(told) and all(not _is_number(cell) or _is_year(cell) for cell in told)


def _is_year(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(YEAR.fullmatch(thai.arabic_digits(cell)))


def _is_data(row: Row, below: list[Row]) -> bool:
    """Whether a heading looks like the row below it: numbers and dates in the same columns."""
    told = [(place, cell) for place, cell in enumerate(row[1]) if cell != ""]
    counts = [
        place for place, cell in told if isinstance(cell, date) or (_is_number(cell) and not _is_year(cell))
    ]
    if 3 * len(counts) < len(told) or not counts:
        return False
    cells = below[0][1] if below else row[1]
    alike = sum(place < len(cells) and cells[place] != "" and _is_number(cells[place]) for place in counts)
    return 3 * alike >= 2 * len(counts)
