"""The page of progress as sheets of a report: what was sent beside the plan, the league, and pilots beside the rest.

Who entered how much stays on the page: a report that is handed on names no person.
"""

from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from dashboards.pages import BY_SLUG
from dashboards.progress.page import ProgressPage
from dashboards.progress.rows import Row
from dashboards.reports.contents import Column, Drawing, Form, Sheet, Table, Value, as_value
from dashboards.reports.themes import FEWEST_RANKED, RANKED, ThemeSheets, key_columns, key_row

COVERED = 3
"""The column of coverage in the league."""


def sheets_of(page: ProgressPage) -> ThemeSheets:
    name = str(BY_SLUG["progress"].title)
    league = _league(page, name) if page.shows_parts else None
    tables = (_keys(page, league), *_mentoring(page), *_days(page))
    said = _("ส่งแล้วเทียบกับแผน รายวัน และเขตนำร่อง")
    sheet = Sheet(name, f"{page.place.name}: {name}", page.source, said, tables)
    definitions = tuple((str(label), str(meaning)) for label, meaning in page.definitions)
    return ThemeSheets(sheet, league, definitions)


def _keys(page: ProgressPage, league: Sheet | None) -> Table:
    rows = tuple(key_row(number) for number in page.key_numbers)
    return Table(page.title, key_columns(), rows, unit=page.changed, drawing=_highest(league))


def _highest(league: Sheet | None) -> Drawing | None:
    known = [row for row in league.tables[0].rows if isinstance(row[COVERED], float)] if league else []
    if len(known) < FEWEST_RANKED:
        return None
    title = _("ครอบคลุมสูงสุด %(n)s แห่ง") % {"n": min(RANKED, len(known))}
    return Drawing(title, COVERED, min(RANKED, len(known)), frozenset({0}), of=league)


def _league(page: ProgressPage, name: str) -> Sheet:
    """Every district or community by coverage, the furthest first."""
    words = {"name": name}
    title, kind = (
        (_("รายเขต %(name)s"), _("เขต")) if page.of_districts else (_("รายชุมชน %(name)s"), _("ชุมชน"))
    )
    columns = [Column(kind), *(Column(each, Form.COUNT) for each in (_("เป้า"), _("ส่งแล้ว")))]
    columns.append(Column(_("ความครอบคลุม"), Form.SHARE))
    columns += [] if page.is_veiled else [Column(_("อนุมัติแล้ว"), Form.COUNT)]
    columns += [Column(_("7 วันล่าสุด"), Form.COUNT), Column(_("คาดว่าครบ"), width=20)] if page.has_pace else []
    rows = tuple(_line(row, page) for row in page.rows)
    table = Table("", tuple(columns), rows)
    said = page.late or _("เรียงตามความครอบคลุม")
    heading = f"{page.place.name}: {title % words}"
    return Sheet(title % words, heading, page.source, said, (table,), is_one_table=True)


def _line(row: Row, page: ProgressPage) -> tuple[Value, ...]:
    name = _("%(name)s (นำร่อง)") % {"name": row.name} if row.pilot else row.name
    approved = () if page.is_veiled else (as_value(row.approved),)
    pace = (as_value(row.pace.week), row.done_on) if page.has_pace and row.pace else ()
    if page.has_pace and not row.pace:
        pace = (None, row.done_on)
    return (name, as_value(row.expected), as_value(row.sent), as_value(row.coverage), *approved, *pace)


def _days(page: ProgressPage) -> tuple[Table, ...]:
    """What was sent until each day beside the plan, from the first day on."""
    days = page.days[::-1]
    if not days:
        return ()
    titles = (_("ส่งในวันนั้น"), _("สะสม"), _("แผนถึงวันนั้น"))
    columns = (Column(_("วันที่ส่ง")), *(Column(title, Form.COUNT) for title in titles))
    rows = tuple(
        (thai.format_date(day.day), as_value(day.sent), as_value(day.until_then), as_value(day.planned))
        for day in days
    )
    title = _("ส่งสะสมเทียบกับแผน")
    return (Table(title, columns, rows, drawing=Drawing(title, 2, len(rows), beside=3, is_curve=True)),)


def _mentoring(page: ProgressPage) -> tuple[Table, ...]:
    """Pilot districts beside the others of their groups."""
    if not page.mentoring:
        return ()
    titles = (
        _("นำร่อง ครอบคลุม"),
        _("นำร่อง 7 วันล่าสุดต่อเขต"),
        _("เขตอื่น"),
        _("เขตอื่น ครอบคลุม"),
        _("เขตอื่น 7 วันล่าสุดต่อเขต"),
        _("ต่างกัน (จุด)"),
    )
    columns = (Column(_("กลุ่มเขตและเขตนำร่อง")), *(Column(title, Form.ANY) for title in titles))
    rows = tuple(
        (f"{one.group}: {one.pilots}", *map(as_value, (one.of_pilots, one.week_of_pilots)), one.others,
         *map(as_value, (one.of_others, one.week_of_others, one.apart)))
        for one in page.mentoring
    )  # fmt: skip
    return (Table(_("เขตนำร่องกับเขตที่เป็นพี่เลี้ยงให้"), columns, rows),)
