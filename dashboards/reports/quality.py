"""The page of quality as sheets of a report: what weakens the numbers, the districts by score, and odd means.

As with progress, officers stay on the page.
"""

from django.utils.translation import gettext as _

from dashboards.pages import BY_SLUG
from dashboards.quality.page import QualityPage
from dashboards.quality.score import Weakness
from dashboards.reports.contents import Column, Drawing, Form, Sheet, Table, as_value
from dashboards.reports.themes import FEWEST_RANKED, RANKED, ThemeSheets, key_columns, key_row

SCORE = 2
"""The column of the score among the districts."""


def sheets_of(page: QualityPage) -> ThemeSheets:
    name = str(BY_SLUG["quality"].title)
    places = _places(page, name) if page.rows else None
    rows = tuple(key_row(number) for number in page.key_numbers)
    keys = Table(page.title, key_columns(), rows, drawing=_lowest(places))
    said = _("คะแนน สิ่งที่ต้องดู และค่าเฉลี่ยที่ต่างจากรอบข้าง")
    sheet = Sheet(name, f"{page.place.name}: {name}", page.source, said, (keys, *_outliers(page)))
    definitions = tuple((str(label), str(meaning)) for label, meaning in page.definitions)
    return ThemeSheets(sheet, places, definitions)


def _lowest(places: Sheet | None) -> Drawing | None:
    """The districts where help is needed come first."""
    known = [row for row in places.tables[0].rows if isinstance(row[SCORE], int)] if places else []
    if len(known) < FEWEST_RANKED:
        return None
    number = min(RANKED, len(known))
    return Drawing(_("คะแนนต่ำสุด %(n)s เขต") % {"n": number}, SCORE, number, frozenset({0}), of=places)


def _places(page: QualityPage, name: str) -> Sheet:
    """Every district, the lowest score first."""
    numbers = (_("ส่งแล้ว"), _("คะแนน"), _("รอหัวหน้าตรวจ"), *map(_headed, page.weaknesses))
    columns = (Column(_("เขต")), *(Column(each, Form.ANY) for each in numbers))
    rows = tuple(
        (row.name, *map(as_value, (row.sent, row.score, row.waiting, *(cell.said for cell in row.cells))))
        for row in page.rows
    )
    title = _("รายเขต %(name)s") % {"name": name}
    heading = f"{page.place.name}: {title}"
    table = Table("", columns, rows)
    return Sheet(title, heading, page.source, _("ทุกเขต คะแนนต่ำสุดก่อน"), (table,), is_one_table=True)


def _headed(weakness: Weakness) -> str:
    return f"{weakness.label} (%)" if weakness.is_percent else str(weakness.label)


def _outliers(page: QualityPage) -> tuple[Table, ...]:
    """Places whose means are far from those around."""
    if not page.outliers:
        return ()
    numbers = (_("ค่าเฉลี่ยที่นี่"), _("ค่ากลางรอบข้าง"), _("จำนวนคำตอบ"))
    columns = (Column(_("ค่าเฉลี่ยที่ต่างมาก")), *(Column(each, Form.COUNT) for each in numbers))
    rows = tuple(
        (f"{one['name']}: {one['amount']}", *map(as_value, (one["mean"], one["usual"], one["answers"])))
        for one in page.outliers
    )
    return (Table(_("ค่าเฉลี่ยที่ต่างจากรอบข้าง"), columns, rows),)
