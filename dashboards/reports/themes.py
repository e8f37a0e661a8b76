"""A page of the dashboard as sheets of a report: its key numbers, its charts with their tables, and its places."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.charts.bars import Bar
from dashboards.charts.charts import Chart
from dashboards.charts.charts import Row as ChartRow
from dashboards.definitions import definition_of
from dashboards.indicators import Indicator
from dashboards.key_numbers import KeyNumber
from dashboards.pages import BY_SLUG
from dashboards.readers.page import Page
from dashboards.reports.contents import Column, Drawing, Form, Sheet, Table, Value, as_value
from dashboards.writing import NOTHING
from surveys.readers.figures import By

RANKED, FEWEST_RANKED = 10, 2
UNIT_WIDTH, LONGEST_NAME = 12.0, 31
BEFORE_NUMBERS = 3
"""A place has its name, its surveys and its target before the page's own numbers."""


@dataclass(frozen=True)
class ThemeSheets:
    """What becomes of one page, and what its numbers mean."""

    page: Sheet
    places: Sheet | None
    definitions: tuple[tuple[str, str], ...]


def sheets_of(page: Page) -> ThemeSheets:
    """The sheets of a page that has surveys."""
    name = str(BY_SLUG[page.theme.slug].title)
    places = _places(page, name) if page.rows else None
    charts = [chart for section in page.sections for chart in section.charts]
    tables = (_keys(page, places), *map(table_of, charts))
    said = "; ".join(str(heading) for heading, _kinds in page.theme.sections)
    sheet = Sheet(name, f"{page.seen.place.name}: {name}", page.source, said, tables)
    return ThemeSheets(sheet, places, tuple(_definitions(page, charts)))


def _keys(page: Page, places: Sheet | None) -> Table:
    """The key numbers; beside them the districts or communities that stand highest."""
    rows = tuple(key_row(number) for number in page.key_numbers)
    return Table(
        page.title, key_columns(), rows, unit=" · ".join(page.trust.said), drawing=_ranking(page, places)
    )


def key_columns() -> tuple[Column, ...]:
    return (Column(_("ตัวเลขสำคัญ")), Column(_("ค่า"), Form.ANY), Column(_("หน่วย"), width=UNIT_WIDTH))


def key_row(number: KeyNumber) -> tuple[Value, ...]:
    """A key number with what is said of it below its label."""
    value = f"{number.value}%" if number.unit == "%" else str(number.value)
    said = "\n".join(part for part in (number.label, number.note, number.change) if part)
    return (said, as_value(value), "" if number.unit == "%" else number.unit)


def _ranking(page: Page, places: Sheet | None) -> Drawing | None:
    """The highest places by the page's own measure, drawn from the sheet of places."""
    if places is None or page.asked.indicator not in page.columns:
        return None
    column = BEFORE_NUMBERS + page.columns.index(page.asked.indicator)
    known = [row for row in places.tables[0].rows if isinstance(row[column], int | float)]
    if len(known) < FEWEST_RANKED:
        return None
    return Drawing(page.map_title, column, min(RANKED, len(known)), frozenset({0}), of=places)


def _places(page: Page, name: str) -> Sheet:
    """Every district or community, the highest by the page's own measure first."""
    of_communities = page.seen.place.by == By.DISTRICT
    words = {"name": name, "label": page.asked.indicator.label}
    title, kind = _("รายเขต %(name)s") % words, _("เขต")
    said = _("ทุกเขต เรียงตาม%(label)s") % words
    if of_communities:
        title, kind = _("รายชุมชน %(name)s") % words, _("ชุมชน")
        said = _("ทุกชุมชน เรียงตาม%(label)s") % words
    columns = (
        Column(kind),
        Column(_("สำรวจแล้ว"), Form.COUNT),
        Column(_("เป้า"), Form.COUNT),
        *(Column(_headed(each), Form.ANY) for each in page.columns),
    )
    rows = tuple(
        (row.name, as_value(row.surveys), row.expected or NOTHING, *map(as_value, row.numbers))
        for row in page.rows
    )
    heading = f"{page.seen.place.name}: {title}"
    return Sheet(
        title[:LONGEST_NAME], heading, page.source, said, (Table("", columns, rows),), is_one_table=True
    )


def _headed(indicator: Indicator) -> str:
    words = {"label": indicator.label, "unit": indicator.unit}
    return str(indicator.label) if indicator.unit == "%" else _("%(label)s (%(unit)s)") % words


def table_of(chart: Chart) -> Table:
    """The table behind a chart, the bars that are drawn first and in their order."""
    if not chart.rows:
        return Table(chart.title, unit=chart.reason)
    places = _in_order(chart)
    rows = tuple(_row(chart, chart.rows[place]) for place in places)
    unit = " · ".join(part for part in (chart.unit, chart.reach) if part)
    return Table(
        chart.title,
        tuple(_columns(chart)),
        rows,
        unit,
        notes=(_("นิยาม: %(said)s") % {"said": chart.definition},),
        drawing=_drawing(chart, [chart.bars[place] for place in places]),
    )


def _columns(chart: Chart) -> list[Column]:
    columns = [Column(chart.subject), Column(_("จำนวน"), Form.COUNT)]
    if chart.has_shares:
        columns.append(Column(_("ร้อยละ"), Form.SHARE))
    if chart.beside:
        columns.append(Column(_("ร้อยละ %(other)s") % {"other": chart.beside}, Form.SHARE))
    return columns


def _row(chart: Chart, row: ChartRow) -> tuple[Value, ...]:
    numbers = (row.count, *([row.share] if chart.has_shares else []), *([row.beside] if chart.beside else []))
    return (row.label, *map(as_value, numbers))


def _in_order(chart: Chart) -> list[int]:
    """Places of the bars: as drawn, then the rest; a drawn sum of several bars is no row of its own."""
    keys = [bar.key for bar in chart.bars]
    drawn = [keys.index(bar.key) for bar in chart.drawn if bar.key in keys]
    return [*drawn, *(place for place in range(len(keys)) if place not in drawn)]


def _drawing(chart: Chart, bars: list[Bar]) -> Drawing | None:
    keys = {bar.key for bar in chart.drawn}
    shown = sum(bar.key in keys for bar in bars)
    if not shown:
        return None
    column = 2 if chart.has_shares else 1
    lit = frozenset(place for place, bar in enumerate(bars[:shown]) if bar.lit)
    return Drawing(chart.subject, column, shown, lit, beside=column + 1 if chart.beside else None)


def _definitions(page: Page, charts: list[Chart]) -> list[tuple[str, str]]:
    numbers = [(number.label, number.definition) for number in page.key_numbers]
    columns = [(str(each.label), definition_of(each)) for each in page.columns]
    return [*numbers, *columns, *((chart.subject, chart.definition) for chart in charts)]
