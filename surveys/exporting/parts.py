"""The sheets of answers: their columns, their rows in the database, and how many rows each must get."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bkkhousing.lib.workbooks import Column
from surveys.choices.exporting import Rows
from surveys.exporting import layout
from surveys.exporting.columns import ExportColumn
from surveys.exporting.contents import IMPORTED, Contents
from surveys.exporting.long import LongPart, long_part
from surveys.exporting.rows import places, readable, stream
from surveys.exporting.selection import Selection
from surveys.models import Debt, Member
from surveys.querysets import SurveyQuerySet

SURVEYS = "surveys"
IN_ORDER = ("district_id", "community_id", "pk")
ROWS_IN_ORDER = ("survey__district_id", "survey__community_id", "survey_id", "position")


@dataclass(frozen=True)
class Part:
    """A sheet with a row for every survey, member or debt."""

    kind: str
    name: str
    rows: QuerySet
    shown: list[ExportColumn]
    expected: int

    @property
    def columns(self) -> list[Column]:
        found = readable(self.rows, self.shown)
        return [Column(column.title, column.kind, column.width, column.show) for column in found]

    @property
    def places(self) -> list[int]:
        return places(self.shown)

    def stream(self) -> Iterator[Sequence]:
        """The rows, read only while they are written."""
        return stream(self.rows, self.shown)


def parts_of(
    selection: Selection, contents: Contents, surveys: SurveyQuerySet
) -> list[Part] | list[LongPart]:
    """The surveys, and with them the members and debts that are wanted."""
    chosen, names = selection.of(surveys), layout.read_names()
    models = {Rows.MEMBERS: Member, Rows.DEBTS: Debt}
    rows = {
        kind: model.objects.filter(survey__in=chosen)
        for kind, model in models.items()
        if kind in contents.rows and (not selection.terms or selection.terms.has_rows(kind))
    }
    ordered = {SURVEYS: chosen.order_by(*IN_ORDER)}
    ordered |= {str(kind): found.order_by(*ROWS_IN_ORDER) for kind, found in rows.items()}
    if contents.is_long:
        return [long_part(kind, found, contents, selection) for kind, found in ordered.items()]
    columns = _columns(selection, contents, chosen, names)
    return [
        Part(kind, _names()[kind], found, columns[kind], found.count()) for kind, found in ordered.items()
    ]


def _columns(selection: Selection, contents: Contents, chosen: SurveyQuerySet, names: layout.Names) -> dict:
    full = selection.full
    takes_extra = IMPORTED in contents.parts and not selection.terms
    extra = layout.extra_titles(chosen, full=full) if takes_extra else ()
    columns = {
        SURVEYS: layout.survey_columns(names, full=full, contents=contents, extra=extra),
        Rows.MEMBERS: layout.member_columns(names, full=full, contents=contents),
        Rows.DEBTS: layout.debt_columns(names, full=full, contents=contents),
    }
    if selection.terms is None:
        return columns
    return {
        kind: [one for one in found if selection.terms.takes(one, kind)] for kind, found in columns.items()
    }


def _names() -> dict[str, str]:
    return {SURVEYS: _("แบบสำรวจ"), Rows.MEMBERS: _("สมาชิก"), Rows.DEBTS: _("หนี้สิน")}
