"""Rows: the largest workbook that is taken, through upload, trial and writing, by a worker of the product.

Its memory is what the kernel says of the process of each job; it is silent while neither its stage nor its
number of rows changes for somebody who looks ten times a second.
"""

import csv
import sys
import tempfile
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from django.utils import timezone

from benchmarks.import_walk import Watch, walk, worker
from benchmarks.kobo_file import kobo_file
from benchmarks.stage import QUICK, SMALL, Stage
from benchmarks.table import Line
from bkkhousing.lib.workbooks import Column, Sheet, write_workbook

ROWS = 1_000 if QUICK else 100_000
FIRST = 1_000_000
ALLOWED_MIB, ALLOWED_SECONDS = 400, 2.0


def measure(stage: Stage) -> Iterator[Line]:
    stage.seeded(SMALL)
    watch = Watch()
    with tempfile.TemporaryDirectory() as folder, worker():
        path = Path(folder) / "kobo.xlsx"
        write_book(path)
        written = walk(path, watch)
    if written.counts["created"] != ROWS:
        raise AssertionError(f"{written.counts} of {ROWS} rows")
    print(watch, file=sys.stderr)
    peak, silence = max(watch.peaks.values()), max(watch.silences.values())
    work = f"workbook of {ROWS:,} rows tried and written in {watch.seconds:,.0f} s"
    yield Line(f"{work}: peak memory", f"{peak:,} MiB", f"{ALLOWED_MIB} MiB allowed", ALLOWED_MIB / peak, 1)
    told = f"{ALLOWED_SECONDS:.1f} s allowed"
    yield Line("longest silence of its progress", f"{silence:.1f} s", told, ALLOWED_SECONDS / silence, 1)


def write_book(path: Path) -> None:
    headers, *rows = csv.reader(StringIO(kobo_file(ROWS, first=FIRST)))
    columns = [Column(header, "text") for header in headers]
    write_workbook(path, [Sheet("kobo", columns, rows)], author="", created=timezone.now())
