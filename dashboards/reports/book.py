"""Writes a report as a workbook: sheets ready for the screen and for A4 on its side."""

import os
from datetime import datetime

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.worksheet.header_footer import _HeaderFooterPart
from openpyxl.worksheet.worksheet import Worksheet

from bkkhousing.lib.whole_files import appearing_whole
from bkkhousing.lib.workbook_cells import clean_text
from dashboards.reports import looks
from dashboards.reports.contents import TABLES_FROM, Report, Sheet
from dashboards.reports.laying import lay

A4, MARGIN, MARGIN_ABOVE, TO_THE_EDGE = 9, 0.4, 0.75, 0.3  # inches
LONGEST_AT_THE_EDGE = 90


def write_report(path: str | os.PathLike, report: Report, *, at: datetime) -> None:
    """Write the workbook, whole or not at all."""
    book = Workbook()
    book.remove(book.active)
    for sheet in report.sheets:
        paper = book.create_sheet(sheet.name)
        _prepare(paper, sheet, report, head=lay(sheet, paper))
    book.properties.title, book.properties.creator = clean_text(report.title), clean_text(report.author)
    book.properties.created = book.properties.modified = at.replace(tzinfo=None)
    with appearing_whole(path) as target:
        book.save(target)


def _prepare(paper: Worksheet, sheet: Sheet, report: Report, *, head: int) -> None:
    """What stays in sight on the screen and what comes again on every page."""
    paper.sheet_view.showGridLines = False
    if sheet.is_one_table:
        paper.freeze_panes, paper.print_title_rows = f"B{head + 1}", f"1:{head}"
    else:
        paper.freeze_panes, paper.print_title_rows = f"A{TABLES_FROM - 1}", f"1:{TABLES_FROM - 1}"
    paper.page_setup.paperSize, paper.page_setup.orientation = A4, "landscape"
    paper.page_setup.fitToWidth, paper.page_setup.fitToHeight = 1, 0
    paper.sheet_properties.pageSetUpPr.fitToPage = True
    paper.page_margins.left = paper.page_margins.right = MARGIN
    paper.page_margins.top = paper.page_margins.bottom = MARGIN_ABOVE
    paper.page_margins.header = paper.page_margins.footer = TO_THE_EDGE
    paper.print_options.horizontalCentered = False
    _say(paper.oddHeader.left, report.title)
    _say(paper.oddHeader.right, sheet.title)
    _say(paper.oddFooter.left, sheet.source)
    _say(paper.oddFooter.right, _("หน้า %(page)s จาก %(pages)s"), page="&P", pages="&N")


def _say(part: _HeaderFooterPart, sentence: str, **codes: str) -> None:
    """A sentence at the edge of the paper, where a single & begins a code and all four have 255 letters together."""
    plain = clean_text(sentence)[:LONGEST_AT_THE_EDGE].replace("&", "&&")
    part.text = plain % codes if codes else plain
    part.size, part.font = looks.SMALL, f"{looks.FACE},Regular"
