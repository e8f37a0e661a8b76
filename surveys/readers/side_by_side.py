"""Two forms beside each other, with what differs marked; roster rows of one person stand on one line."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.duplicates.matching import same_people
from surveys.duplicates.profiles import of_entry
from surveys.entry import Entry, entry_of
from surveys.masking import MASKS, NUMBERS
from surveys.models import Survey
from surveys.readers.sheet import Answer, SheetRow, SheetSection, beside, sheet_of

WHERE = "B"
WHO = frozenset({"relation", "first_name", "last_name", "citizen_id", "sex", "birth_date", "birth_year"})
"""Shown even where both forms agree: by these a person judges."""


@dataclass(frozen=True)
class Line:
    """One question with both answers; blank where a form has none."""

    key: str
    label: str
    first: str
    second: str
    differs_below: bool = False

    @property
    def differs(self) -> bool:
        """Also where both look the same because they are masked."""
        return self.differs_below or self.first != self.second


@dataclass(frozen=True)
class Part:
    """A section, or one person or debt of both rosters; `alike` are folded away unless the part is about who it is."""

    title: str
    lines: list[Line]
    alike: list[Line]


def side_by_side(first: Survey, second: Survey) -> list[Part]:
    """Needs surveys `with_rows`; their rounds may ask different questions."""
    entries = [entry_of(form, form.members.all(), form.debts.all()) for form in (first, second)]
    sheets = [
        {part.code: part for part in sheet_of(form, entry, beside(revealed=True))}
        for form, entry in zip((first, second), entries, strict=True)
    ]
    codes = list(dict.fromkeys([*sheets[0], *sheets[1]]))
    people = _people(*entries)
    return [
        part
        for code in sorted(codes)
        for part in _parts(code, sheets[0].get(code), sheets[1].get(code), people)
    ]


def _people(first: Entry, second: Entry) -> list[tuple[int | None, int | None]]:
    """Rows of both rosters that stand on one line: one person first, then who is on one form alone."""
    profiles = [of_entry(entry, round="", outside=()) for entry in (first, second)]
    same = sorted(same_people(*profiles))
    left = [row for row in range(len(first.members)) if row not in {one for one, _other in same}]
    right = [row for row in range(len(second.members)) if row not in {other for _one, other in same}]
    return [*same, *((row, None) for row in left), *((None, row) for row in right)]


def _parts(code: str, first: SheetSection | None, second: SheetSection | None, people) -> Iterator[Part]:
    """The section's own questions, then its rows in twos."""
    both = (first, second)
    lines = _lines(*(part.answers if part else () for part in both))
    if lines:
        yield _part((first or second).title, lines, always=None if code == WHERE else frozenset())
    rows = [part.rows if part else () for part in both]
    is_roster = _is_roster(*rows)
    for one, other in people if is_roster else _in_order(*rows):
        pair = [_at(rows[0], one), _at(rows[1], other)]
        yield _row_part(pair, always=WHO if is_roster else frozenset())


def _is_roster(*rows: tuple[SheetRow, ...]) -> bool:
    """Whether these are people, who are matched, and not debts, which stand in their order."""
    fields = (answer.field for both in rows for row in both for answer in row.answers)
    return any(field.startswith("members-") for field in fields)


def _in_order(first: tuple, second: tuple) -> list[tuple[int, int]]:
    return [(place, place) for place in range(max(len(first), len(second)))]


def _at(rows: tuple[SheetRow, ...], place: int | None) -> SheetRow | None:
    return rows[place] if place is not None and place < len(rows) else None


def _row_part(pair: list[SheetRow | None], *, always: frozenset[str]) -> Part:
    titles = [row.title if row else _("ไม่มีในแบบนี้") for row in pair]
    lines = _lines(*(row.answers if row else () for row in pair))
    return _part(" ↔ ".join(titles), lines, always=always)


def _part(title: str, lines: list[Line], *, always: frozenset[str] | None) -> Part:
    """`always` are questions that are shown even when both agree; None is all of them."""
    shown = [line for line in lines if line.differs or always is None or line.key in always]
    return Part(title, shown, [line for line in lines if line not in shown])


def _lines(first: tuple[Answer, ...], second: tuple[Answer, ...]) -> list[Line]:
    """Questions that either form answered, in the order of the form."""
    texts = [{_key(answer): answer.text for answer in answers} for answers in (first, second)]
    labels = {_key(answer): answer.label for answer in (*first, *second)}
    return [
        _line(key, label, texts[0].get(key, ""), texts[1].get(key, ""))
        for key, label in labels.items()
        if texts[0].get(key) or texts[1].get(key)
    ]


def _line(key: str, label: str, first: str, second: str) -> Line:
    """Ids and phones are compared as they are and shown masked."""
    mask = MASKS[key] if key in NUMBERS else str
    return Line(key, label, mask(first), mask(second), first != second)


def _key(answer: Answer) -> str:
    return answer.field.rpartition("-")[2]
