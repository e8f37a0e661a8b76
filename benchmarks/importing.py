"""Row: a Kobo export through our mapping beside a stock ModelResource of import-export.

Both try the file first without keeping anything and then import it, as the admin of import-export does; what
they wrote is taken back, so that every turn meets the same database.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tablib
from django.db import transaction
from django.utils import timezone

from accounts.system import import_account
from benchmarks.kobo_file import ROUND, kobo_file
from benchmarks.stage import QUICK, SMALL, Stage
from benchmarks.stock_import import SurveyResource
from benchmarks.table import Line
from benchmarks.timing import in_turn
from bkkhousing.lib.sheets import read_rows
from surveys.importing.intake import take_in
from surveys.importing.mapping import load
from surveys.models import Round, Survey

ROWS = 200 if QUICK else 2_309
"""The size of the survey of B.E. 2568."""


def measure(stage: Stage) -> Iterator[Line]:
    stage.seeded(SMALL)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kobo.csv"
        path.write_text(kobo_file(ROWS), encoding="utf-8-sig")
        ours, stock = in_turn(lambda: _ours(path), lambda: _stock(path), times=2, warm=False)
    work = f"import of a Kobo file, {ROWS:,} rows tried and written"
    yield Line(
        work, f"{ROWS / ours:,.0f} rows/s", f"{ROWS / stock:,.0f} rows/s import-export", stock / ours, 15
    )


@contextmanager
def _taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        written = Survey.objects.filter(round_id=ROUND).count()
        transaction.set_rollback(True)
    if written != ROWS:
        raise AssertionError(f"{written} of {ROWS} rows were written")


def _ours(path: Path) -> None:
    words = {"mapping": load("kobo_2568"), "round": Round.objects.get(pk=ROUND), "by": import_account()}
    with _taken_back():
        for dry_run in (True, False):
            content = read_rows(path)
            take_in(content, **words, unmatched="outside", at=timezone.now(), dry_run=dry_run)


def _stock(path: Path) -> None:
    with _taken_back():
        for dry_run in (True, False):
            rows = tablib.Dataset().load(path.read_text(encoding="utf-8-sig"), format="csv")
            resource = SurveyResource(Round.objects.get(pk=ROUND), import_account())
            resource.import_data(rows, dry_run=dry_run, raise_errors=True)
