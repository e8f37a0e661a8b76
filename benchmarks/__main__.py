"""Measures every row of the table in one run, on a PostgreSQL of its own: `python -m benchmarks [ROW …]`.

BENCH_SURVEYS and BENCH_EXPORT set the sizes (1,000,000 and 100,000); QUICK=1 makes everything small, which
shows that the benchmarks run and nothing else. Ratios hold on any machine; times belong to this one.
"""

import os
import sys
import tempfile
import time
import traceback
from importlib import import_module
from pathlib import Path

import django

from benchmarks.table import Line, table
from tests.plugins import postgres

# Importing comes first: on the large table the stock import would search a million rows for every row of the file.
ROWS = (
    *("importing", "seeding", "figures", "materialized", "dashboard", "pages", "explorer", "entry", "saving"),
    *(
        "opening",
        "exporting",
        "report",
        "autosave",
        "household",
        "roster",
        "under_writers",
        "beside_import",
        "large_import",
    ),
)
DATABASE = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "autovacuum": "on",
    "shared_buffers": "512MB",
    "max_wal_size": "4GB",
}


def main() -> None:
    wanted = sys.argv[1:] or ROWS
    postgres.OPTIONS.update(DATABASE)
    cluster = postgres.PrivateCluster()
    try:
        with tempfile.TemporaryDirectory() as folder:
            set_surroundings(cluster.start(), folder)
            lines = measured([row for row in ROWS if row in wanted])
    finally:
        cluster.stop()
    print(table(lines))


def set_surroundings(database_url: str, folder: str) -> None:
    """A production start on the private database; its files go to a folder that vanishes."""
    (Path(folder) / "static").mkdir()
    os.environ.update(
        DATABASE_URL=database_url,
        DJANGO_SETTINGS_MODULE="benchmarks.settings",
        SECRET_KEY="a key of a database that lives for one run only, 0123456789",
        BLIND_INDEX_KEY="another key of a database that lives for one run only, 01234",
        ENV_FILE="/dev/null",
        VAR_DIR=folder,
        DEBUG="off",
        HASHED_STATIC="on",
        ALLOWED_HOSTS="127.0.0.1,testserver",
        LOG_LEVEL="ERROR",
        SECOND_FACTOR_REQUIRED="off",
    )
    django.setup()


def measured(rows: list[str]) -> list[Line]:
    from benchmarks.stage import Stage

    stage = Stage()
    return [line for row in rows for line in measured_row(row, stage)]


def measured_row(row: str, stage) -> list[Line]:
    """The lines of one row; a row that breaks says so in the table and lets the others be measured."""
    started = time.monotonic()
    print(f"… {row}", end=" ", file=sys.stderr, flush=True)
    try:
        lines = list(import_module(f"benchmarks.{row}").measure(stage))
    except Exception:
        traceback.print_exc()
        lines = [Line(row, "broke, see above", "", None, 1)]
    found = "; ".join(f"{line.ours} beside {line.baseline}: {line.verdict}" for line in lines)
    print(f"{time.monotonic() - started:.0f} s — {found}", file=sys.stderr, flush=True)
    return lines


if __name__ == "__main__":
    main()
