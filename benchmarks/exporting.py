"""Rows: a workbook of all columns, roster included, beside openpyxl writing the same cells write-only; the same as
CSV in a zip; and a workbook of the big round.

Each side runs in a process of its own, reads the database through the same rows and columns, and is counted
in its own CPU time; the resident memory at its highest is what the kernel says.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.stage import BIG, EXPORT, Stage
from benchmarks.table import Line

TIMES_OPENPYXL, CSV_WANTED = 5, 25_000
ALLOWED_MIB, ALLOWED_BIG_MIB = 150, 200


def measure(stage: Stage) -> Iterator[Line]:
    stage.seeded(EXPORT)
    yield from _workbook(stage)
    yield from _zip(stage, "ours", "surveys, members and debts")
    yield from _zip(stage, "alone", "surveys alone")
    stage.seeded(BIG)
    yield from _big(stage)


def _workbook(stage: Stage) -> Iterator[Line]:
    ours, stock = (in_a_process(side, "x.xlsx", EXPORT) for side in ("ours", "openpyxl"))
    if ours["cells"] != stock["cells"]:
        raise AssertionError(f"not the same cells: {ours['cells']} and {stock['cells']}")
    work = f"xlsx of {stage.exported:,} surveys, {ours['cells'] / 1e6:,.1f} M cells, CPU"
    ratio = stock["cpu"] / ours["cpu"]
    yield Line(work, f"{ours['cpu']:,.1f} s", f"{stock['cpu']:,.1f} s openpyxl", ratio, TIMES_OPENPYXL)
    yield _memory("peak memory of that export", ours, ALLOWED_MIB)


def _zip(stage: Stage, side: str, what: str) -> Iterator[Line]:
    found = in_a_process(side, "x.zip", EXPORT)
    rate = found["surveys"] / found["seconds"]
    work = f"CSV zip of {stage.exported:,} surveys, all columns: {what}"
    yield Line(work, f"{rate:,.0f}/s", f"{CSV_WANTED:,}/s wanted", rate / CSV_WANTED, 1)
    yield _memory("peak memory of that export", found, ALLOWED_MIB)


def _big(stage: Stage) -> Iterator[Line]:
    """Finishes, with as many rows as the database has, or breaks this row."""
    found = in_a_process("ours", "x.xlsx", BIG)
    if found["surveys"] != stage.surveys:
        raise AssertionError(f"{found['surveys']} of {stage.surveys} surveys")
    yield _memory(f"peak memory of an xlsx of {stage.surveys:,} surveys", found, ALLOWED_BIG_MIB)


def _memory(work: str, found: dict, allowed: int) -> Line:
    peak = found["peak_mib"]
    return Line(work, f"{peak:,.0f} MiB", f"{allowed} MiB allowed", allowed / peak, 1)


def in_a_process(side: str, name: str, code: str) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.one_workbook", side, str(Path(folder) / name), code]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)
