"""Reads the rows of an .xls workbook in a process of its own: `python upload_old_rows.py < book.xls > rows`.

The reader of old workbooks ends the whole process over some damaged files, and takes as much memory as such a
file says; so nothing else runs here, and little memory is allowed.  The first line written names the sheets,
every further one is a row: sheet, number, cells.
"""

import io
import json
import resource
import sys
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineWorkbook, SheetVisibleEnum

MOST_MEMORY = 768 * 1024 * 1024
MOST_SECONDS = 20


def write_rows(content: bytes, out) -> None:
    """All sheets, row by row."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    told = book.sheets_metadata
    out.write(json.dumps([[one.name, one.visible != SheetVisibleEnum.Visible] for one in told]) + "\n")
    for place in range(len(told)):
        sheet = book.get_sheet_by_index(place)
        if sheet.start is None:
            continue
        margin = [""] * sheet.start[1]
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            if any(cell != "" for cell in cells):
                out.write(json.dumps([place, number, margin + cells], default=_told) + "\n")


def _told(value: object) -> list[str]:
    """A date or time with its kind."""
    kinds = {datetime: "moment", date: "day", time: "time", timedelta: "span"}
    text = str(value.total_seconds()) if isinstance(value, timedelta) else value.isoformat()
    return [kinds[type(value)], text]


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    write_rows(sys.stdin.buffer.read(), sys.stdout)
