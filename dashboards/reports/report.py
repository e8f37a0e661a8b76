"""Puts a report together: everything its sheets need, read in one go from the figures."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from bkkhousing.lib import thai
from dashboards.filters import Asked
from dashboards.progress.page import ProgressPage
from dashboards.quality.page import QualityPage
from dashboards.readers.overview import Overview, overview
from dashboards.readers.page import Page
from dashboards.readers.places import Standing
from dashboards.readers.progress import progress as read_progress
from dashboards.readers.quality_of_work import quality_of_work
from dashboards.reports import progress, quality
from dashboards.reports.contents import Column, Report, Sheet, Table
from dashboards.reports.themes import ThemeSheets, sheets_of
from dashboards.themes import Theme
from dashboards.trust import CHANGED, CHANGED_FORMS

FACTS_WIDTH = 90.0


def report_of(place: Standing, asked: dict[Theme, Asked], *, at: datetime, by: User) -> Report:
    """The report of a place under the filters of each page, as this person may see it."""
    seen = _seen(place, asked)
    pages = [Page(seen, filters, at, theme) for theme, filters in asked.items()]
    themes = [] if pages[0].is_empty else [*map(sheets_of, pages), *_of_work(place, pages[0], by)]
    title = _("รายงานผู้บริหาร %(place)s") % {"place": place.place.name}
    sheets = _in_order(themes)
    return Report(title, by.display_name, (_cover(title, pages[0], sheets, by), *sheets))


def _seen(place: Standing, asked: dict[Theme, Asked]) -> Overview:
    """What all pages show, read at once: two pages never tell of two moments."""
    measures = {name for theme, filters in asked.items() for name in theme.measures(filters.indicator)}
    compared = {name for theme in asked for name in theme.drawn}
    return overview(
        standing=place,
        asked=next(iter(asked.values())),
        measures=(*sorted(measures), CHANGED, CHANGED_FORMS),
        compared=sorted(compared),
    )


def _of_work(place: Standing, page: Page, by: User) -> list[ThemeSheets]:
    """Progress, and quality where this person sees it: of what was sent, whatever states the other sheets count."""
    asked, today = page.asked.counting_all(), timezone.localdate(page.at)
    done = read_progress(standing=place, round=page.seen.round, today=today)
    found = [progress.sheets_of(ProgressPage(done, asked, page.at))]
    seen = quality_of_work(standing=place, round=page.seen.round, today=today, user=by)
    of_quality = QualityPage(seen, asked, page.at)
    return [*found, quality.sheets_of(of_quality)] if of_quality.is_shown else found


def _in_order(themes: list[ThemeSheets]) -> tuple[Sheet, ...]:
    """Pages first, then their places, then what the numbers mean."""
    if not themes:
        return ()
    places = [theme.places for theme in themes if theme.places]
    meant = [pair for theme in themes for pair in theme.definitions]
    return (*(theme.page for theme in themes), *places, _definitions(themes[0].page.source, meant))


def _definitions(source: str, meant: Iterable[tuple[str, str]]) -> Sheet:
    """What each number counts, out of the declarations; each once."""
    columns = (Column(_("ตัวเลข")), Column(_("นิยาม"), width=FACTS_WIDTH))
    table = Table("", columns, tuple(dict.fromkeys(meant)))
    said = _("ตัวเลขแต่ละตัวนับอะไร หารด้วยอะไร")
    return Sheet(_("นิยาม"), _("นิยามของตัวเลข"), source, said, (table,), is_one_table=True)


def _cover(title: str, page: Page, sheets: tuple[Sheet, ...], by: User) -> Sheet:
    columns = (Column(_("รายการ")), Column(_("รายละเอียด"), width=FACTS_WIDTH))
    tables = [Table(page.title, columns, tuple(_facts(page, by)))]
    if sheets:
        index = (Column(_("แผ่น")), Column(_("เนื้อหา"), width=FACTS_WIDTH))
        rows = tuple((sheet.name, sheet.said) for sheet in sheets)
        links = tuple(sheet.name for sheet in sheets)
        tables.append(Table(_("แผ่นในสมุดงานนี้"), index, rows, links=links, notes=tuple(_notes(page))))
    return Sheet(_("ปก"), title, page.source, "", tuple(tables))


def _facts(page: Page, by: User) -> list[tuple[str, str]]:
    """What the report tells of, and how far it can be trusted."""
    seen = page.seen
    surveyed, covered = page.key_numbers[:2]
    found = [
        (_("พื้นที่"), seen.place.name),
        (_("รอบสำรวจ"), f"{seen.round.name} ({seen.round.pk})"),
        (_("สถานะแบบ"), page.asked.state_words),
        (_("ข้อมูล ณ"), thai.format_datetime_to_the_second(page.at)),
        (surveyed.label, _said(surveyed.value, surveyed.unit, surveyed.note)),
        (covered.label, _said(covered.value, covered.unit, covered.note)),
        (_("ความน่าเชื่อถือ"), "\n".join(page.trust.said)),
        (_("เทียบกับ"), seen.other.name if seen.other else _("ไม่มีรอบก่อนให้เทียบ")),
        (_("จัดทำโดย"), by.display_name),
    ]
    return found


def _said(value: str, unit: str, note: str) -> str:
    number = f"{value}{unit}" if unit == "%" else f"{value} {unit}".strip()
    return f"{number} · {note}" if note else number


def _notes(page: Page) -> list[str]:
    found = [
        _("ตัวเลขทุกตัวตรงกับหน้าภาพรวมของระบบ ณ เวลาเดียวกัน คำนวณจากนิยามชุดเดียวกัน ดูแผ่น “นิยาม”"),
        _("ไม่แสดงร้อยละเมื่อตัวหารไม่ถึง 5 และใช้เครื่องหมาย – แทน"),
        _("แถบสีเข้มคือสิ่งที่ชื่อแผนภูมิกล่าวถึง แถบลายคือสิ่งที่นำมาเทียบ"),
        _("แบบอักษร TH Sarabun New เครื่องที่ไม่มีจะเห็นเป็น Sarabun หรือแบบอักษรไทยอื่นของเครื่อง"),
    ]
    if page.is_veiled:
        found.append(_("“ปกปิด” คือจำนวนที่น้อยจนอาจรู้ตัวครัวเรือน และจำนวนที่จะใช้คำนวณย้อนกลับได้"))
    return found
