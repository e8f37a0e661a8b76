"""What a column of an export is, and the columns of each kind of question."""

from dataclasses import dataclass, replace
from functools import partial

from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from bkkhousing.lib.workbooks import Column
from surveys.exporting import shown
from surveys.exporting.disclosure import MASKS, Disclosure, disclosure_of
from surveys.exporting.shown import Show
from surveys.questionnaire import Question

WHOLE, PARTS = ("integer", "money"), ("decimal", "coordinate")
WIDE, MIDDLE, NARROW = 28, 16, 11


@dataclass(frozen=True)
class ExportColumn:
    """One column: its title, where its value is stored and how it is shown; `show` absent means as stored."""

    title: str
    source: str
    kind: str = "text"
    show: Show | None = None
    width: float = MIDDLE
    key: str = ""

    @property
    def written(self) -> Column:
        return Column(self.title, self.kind, self.width)


def coded(title: str, key: str, labels: dict, *, source: str = "", kind: str = "text") -> list[ExportColumn]:
    """The label under the question's name, the code under its key."""
    source = source or key
    label = ExportColumn(title, source, show=shown.labelled(labels), width=WIDE, key=key)
    return [label, ExportColumn(key, source, kind, key=key)]


def several(title: str, key: str, labels: dict) -> list[ExportColumn]:
    """Labels joined and codes joined."""
    return [
        ExportColumn(title, key, show=shown.joined_labels(labels), width=WIDE, key=key),
        ExportColumn(key, key, show=shown.joined_codes, width=WIDE, key=key),
    ]


def dated(title: str, key: str) -> list[ExportColumn]:
    """A true date, and the same in the Buddhist era as text."""
    return [
        ExportColumn(title, key, "date", shown.day, key=key),
        ExportColumn(_("%(title)s (พ.ศ.)") % {"title": title}, key, show=shown.be_text, key=key),
    ]


def timed(title: str, key: str) -> list[ExportColumn]:
    """The day of a moment in Bangkok, and day and time as text."""
    return [
        ExportColumn(title, key, "date", shown.day_of, key=key),
        ExportColumn(_("%(title)s (พ.ศ.)") % {"title": title}, key, show=shown.be_text_of, width=24, key=key),
    ]


def yes_no(title: str, key: str) -> list[ExportColumn]:
    """A computed yes or no, as label and as code."""
    yes_or_no = {True: _("ใช่"), False: _("ไม่ใช่")}
    return [
        ExportColumn(title, key, show=yes_or_no.get, width=NARROW, key=key),
        ExportColumn(key, key, show={True: "yes", False: "no"}.get, width=NARROW, key=key),
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
        return [ExportColumn(title, key, "integer", thai.be_year, NARROW, key)]
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
