"""Row: a Kobo export through the steps of a browser import beside a stock ModelResource of import-export.

Ours looks at the file, asks for the names of communities, tries every row with all rules and writes what was
approved, as four jobs; theirs tries the file without keeping anything and then imports it, as its admin does.
What they wrote is taken back, so that every turn meets the same database.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import tablib
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from accounts.system import import_account
from benchmarks.kobo_file import ROUND, kobo_file
from benchmarks.stage import QUICK, SMALL, Stage
from benchmarks.stock_import import SurveyResource
from benchmarks.table import Line
from benchmarks.timing import in_turn
from jobs.models import Job
from jobs.performing import perform
from jobs.pulse import Pulse
from surveys.actions import file_imports
from surveys.importing.mapping import declaration
from surveys.importing.names import OUTSIDE
from surveys.models import FileImport, Round, Survey

ROWS = 200 if QUICK else 10_000
MAPPING = "kobo_2568"


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
        Round.objects.filter(pk=ROUND).update(closes_on=timezone.localdate() + timedelta(days=1))
        by, at = _writer(), timezone.now()
        with path.open("rb") as upload:
            file_import = file_imports.receive(upload=File(upload), name=path.name, by=by, at=at)
        _work(file_import)
        said = {"file_import": file_import, "by": by, "at": at}
        file_imports.choose(kind="surveys", source="kobo", round=Round.objects.get(pk=ROUND), **said)
        file_imports.choose_mapping(mapping={"name": MAPPING, **declaration(MAPPING)}, **said)
        _tried(said)
        file_imports.write(**said)
        _work(file_import)


def _tried(said: dict) -> None:
    """Tried once for the names, which a person puts outside registered communities, and once for the rows."""
    file_imports.try_out(**said)
    _work(said["file_import"])
    names = FileImport.objects.get(pk=said["file_import"].pk).names
    decisions = {(name["district"], name["name"]): OUTSIDE for name in names}
    file_imports.decide_names(decisions=decisions, **said)
    file_imports.try_out(**said)
    _work(said["file_import"])


def _work(file_import: FileImport) -> None:
    """Do the latest job of the import here and now."""
    job = FileImport.objects.get(pk=file_import.pk).job
    Job.objects.filter(pk=job.pk).update(state="running", attempt=1)
    job.refresh_from_db()
    perform(job, pulse=Pulse(job))


def _writer():
    """The account of imports, able to work for the time of the measurement."""
    account = import_account()
    account.is_active = True
    account.save(update_fields=["is_active"])
    return account


def _stock(path: Path) -> None:
    with _taken_back():
        for dry_run in (True, False):
            rows = tablib.Dataset().load(path.read_text(encoding="utf-8-sig"), format="csv")
            resource = SurveyResource(Round.objects.get(pk=ROUND), import_account())
            resource.import_data(rows, dry_run=dry_run, raise_errors=True)
