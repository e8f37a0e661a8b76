"""What a column of an export is, and the columns of each kind of question."""

from dataclasses import dataclass, replace
from functools import partial

from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from surveys.choices.exporting import Era, Words
from surveys.exporting import shown
from surveys.exporting.disclosure import MASKS, Disclosure, disclosure_of
from surveys.exporting.shown import Show
from surveys.questionnaire import Question

WHOLE, PARTS = ("integer", "money"), ("decimal", "coordinate")
WIDE, MIDDLE, NARROW = 28, 16, 11


@dataclass(frozen=True)
class ExportColumn:
    """One column: its title, where its value is stored and how it is shown; `show` absent means as stored.

    `part` is the part of the form it belongs to (blank: in every file), `words` whether it stands for labels or
    codes where there are both, `era` the same of days and years.
    """

    title: str
    source: str
    kind: str = "text"
    show: Show | None = None
    width: float = MIDDLE
    key: str = ""
    part: str = ""
    words: str = ""
    era: str = ""


def coded(title: str, key: str, labels: dict, *, source: str = "", kind: str = "text") -> list[ExportColumn]:
    """The label under the question's name, the code under its key."""
    source = source or key
    label = ExportColumn(title, source, show=shown.labelled(labels), width=WIDE, key=key, words=Words.LABELS)
    return [label, ExportColumn(key, source, kind, key=key, words=Words.CODES)]


def several(title: str, key: str, labels: dict) -> list[ExportColumn]:
    """Labels joined and codes joined."""
    return [
        ExportColumn(title, key, show=shown.joined_labels(labels), width=WIDE, key=key, words=Words.LABELS),
        ExportColumn(key, key, show=shown.joined_codes, width=WIDE, key=key, words=Words.CODES),
    ]


def in_both_eras(title: str, key: str, *shows: Show, width: float = MIDDLE) -> list[ExportColumn]:
    """A true date, and the same in the Buddhist era as text."""
    true_date, text = shows
    title_be = _("%(title)s (พ.ศ.)") % {"title": title}
    return [
        ExportColumn(title, key, "date", true_date, key=key, era=Era.COMMON),
        ExportColumn(title_be, key, show=text, width=width, key=key, era=Era.BUDDHIST),
    ]


def dated(title: str, key: str) -> list[ExportColumn]:
    return in_both_eras(title, key, shown.day, shown.be_text)


def timed(title: str, key: str) -> list[ExportColumn]:
    """The day of a moment in Bangkok, and day and time as text."""
    return in_both_eras(title, key, shown.day_of, shown.be_text_of, width=24)


def yearly(title: str, key: str) -> list[ExportColumn]:
    """A year of the Buddhist era, as people say it, and of the common era."""
    title_ce = _("%(title)s (ค.ศ.)") % {"title": title.removesuffix(_(" (พ.ศ.)"))}
    return [
        ExportColumn(title, key, "integer", thai.be_year, NARROW, key, era=Era.BUDDHIST),
        ExportColumn(title_ce, key, "integer", None, NARROW, key, era=Era.COMMON),
    ]


def yes_no(title: str, key: str) -> list[ExportColumn]:
    """A computed yes or no, as label and as code."""
    yes_or_no = {True: _("ใช่"), False: _("ไม่ใช่")}
    return [
        ExportColumn(title, key, show=yes_or_no.get, width=NARROW, key=key, words=Words.LABELS),
        ExportColumn(key, key, show={True: "yes", False: "no"}.get, width=NARROW, key=key, words=Words.CODES),
    ]


def number(title: str, key: str, kind: str = "integer") -> list[ExportColumn]:
    return [ExportColumn(title, key, kind, width=NARROW, key=key)]


def of_question(question: Question, *, full: bool, subdistricts: dict[str, str]) -> list[ExportColumn]:
    """The columns of one question; none when the file may not show it."""
    disclosure = disclosure_of(question, full=full)
    if disclosure == Disclosure.LEFT_OUT:
        return []
    if disclosure == Disclosure.MASKED:
        return [replace(_as_stored(question), show=MASKS[question.key])]
    return _of_kind(question, subdistricts)


def _of_kind(question: Question, subdistricts: dict[str, str]) -> list[ExportColumn]:
    title, key = str(question.label), question.key
    if question.kind == "choice":
        return coded(title, key, dict(question.choices))
    if question.kind == "multi":
        return several(title, key, dict(question.choices))
    if question.kind == "date":
        return dated(title, key)
    if question.kind == "year":
        return yearly(title, key)
    if question.kind == "subdistrict":
        return coded(title, key, subdistricts, source=question.column)
    return [_as_stored(question)]


def _as_stored(question: Question) -> ExportColumn:
    title = f"{question.label} ({question.unit})" if question.unit else str(question.label)
    column = partial(ExportColumn, title, question.column, key=question.key)
    if question.kind in WHOLE:
        return column("integer", width=NARROW)
    if question.kind in PARTS:
        return column("decimal", width=NARROW)
    return column(width=WIDE if question.kind == "long_text" else MIDDLE)
