"""Row: a Kobo export through the steps of a browser import beside a stock ModelResource of import-export.

Ours looks at the file, asks for the names of communities, tries every row with all rules and writes what was
approved, as four jobs; theirs tries the file without keeping anything and then imports it, as its admin does.
What they wrote is taken back, so that every turn meets the same database.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tablib
from django.db import transaction

from accounts.system import import_account
from benchmarks.import_walk import walk
from benchmarks.kobo_file import ROUND, kobo_file
from benchmarks.stage import QUICK, SMALL, Stage
from benchmarks.stock_import import SurveyResource
from benchmarks.table import Line
from benchmarks.timing import in_turn
from jobs.models import Job
from jobs.performing import perform
from jobs.pulse import Pulse
from surveys.models import Round, Survey

ROWS = 200 if QUICK else 10_000


def measure(stage: Stage) -> Iterator[Line]:
    stage.seeded(SMALL)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kobo.csv"
        path.write_text(kobo_file(ROWS), encoding="utf-8-sig")
        ours, stock = in_turn(lambda: _ours(path), lambda: _stock(path), times=2, warm=False)
    work = f"import of a Kobo file, {ROWS:,} rows tried and written"
    yield Line(
        work, f"{ROWS / ours:,.0f} rows/s", f"{ROWS / stock:,.0f} rows/s import-export", stock / ours, 25
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
    with _taken_back():
        walk(path, _done_here)


def _done_here(job: Job) -> None:
    """Do the job here and now."""
    Job.objects.filter(pk=job.pk).update(state="running", attempt=1)
    job.refresh_from_db()
    perform(job, pulse=Pulse(job))


def _stock(path: Path) -> None:
    with _taken_back():
        for dry_run in (True, False):
            rows = tablib.Dataset().load(path.read_text(encoding="utf-8-sig"), format="csv")
            resource = SurveyResource(Round.objects.get(pk=ROUND), import_account())
            resource.import_data(rows, dry_run=dry_run, raise_errors=True)
