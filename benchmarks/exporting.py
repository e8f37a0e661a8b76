"""Rows: a workbook of all columns, roster included, beside openpyxl writing the same cells write-only.

Each side runs in a process of its own, reads the database through the same rows and columns, and is counted
in its own CPU time; the resident memory at its highest is what the kernel says.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.stage import EXPORT, Stage
from benchmarks.table import Line

ALLOWED_MIB = 150


def measure(stage: Stage) -> Iterator[Line]:
    stage.seeded(EXPORT)
    with tempfile.TemporaryDirectory() as folder:
        ours, stock = (_in_a_process(side, Path(folder) / f"{side}.xlsx") for side in ("ours", "openpyxl"))
    if ours["cells"] != stock["cells"]:
        raise AssertionError(f"not the same cells: {ours['cells']} and {stock['cells']}")
    work = f"xlsx of {stage.exported:,} surveys, {ours['cells'] / 1e6:,.1f} M cells, CPU"
    ratio = stock["cpu"] / ours["cpu"]
    yield Line(work, f"{ours['cpu']:,.1f} s", f"{stock['cpu']:,.1f} s openpyxl", ratio, 4)
    work, peak = "peak memory of that export", ours["peak_mib"]
    yield Line(work, f"{peak:,.0f} MiB", f"{ALLOWED_MIB} MiB allowed", ALLOWED_MIB / peak, 1)


def _in_a_process(side: str, path: Path) -> dict:
    command = [sys.executable, "-m", "benchmarks.one_workbook", side, str(path)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)
