"""Files walked through an import step by step, as a person does it, with a worker's jobs done at once."""

import json
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from surveys.actions import file_imports as actions
from surveys.importing.mapping import FOLDER
from surveys.models import FileImport, Round, Survey
from tests.jobs.running import run_waiting
from tests.surveys.kobo import text_of

KOBO = json.loads((FOLDER / "kobo_2568.json").read_text(encoding="utf-8")) | {"name": "kobo_2568"}


def keep_open(code: str = "2568") -> Round:
    """The round of the Kobo form, open today."""
    Round.objects.filter(pk=code).update(closes_on=timezone.localdate() + timedelta(days=30))
    return Round.objects.get(pk=code)


def received(*rows: dict, by, name: str = "สำรวจ.csv", content: bytes = b"") -> FileImport:
    """A file sent and looked at."""
    upload = ContentFile(content or text_of(*rows).encode())
    file_import = actions.receive(upload=upload, name=name, by=by, at=timezone.now())
    run_waiting()
    return fresh(file_import)


def mapped(*rows: dict, by, round: str = "2568", mapping: dict = KOBO, **given) -> FileImport:
    """A Kobo file whose columns are known."""
    file_import = received(*rows, by=by, **given)
    said = {"file_import": file_import, "by": by, "at": timezone.now()}
    actions.choose(kind="surveys", source="kobo", round=Round.objects.get(pk=round), **said)
    return actions.choose_mapping(mapping=mapping, **said)


def tried(*rows: dict, by, **given) -> FileImport:
    return try_again(mapped(*rows, by=by, **given), by=by)


def try_again(file_import: FileImport, *, by) -> FileImport:
    actions.try_out(file_import=file_import, by=by, at=timezone.now())
    return done(file_import)


def written(*rows: dict, by, **given) -> FileImport:
    return write(tried(*rows, by=by, **given), by=by)


def write(file_import: FileImport, *, by) -> FileImport:
    """The good rows written, with yes to whatever is asked first."""
    if file_import.state == "asking":
        file_import = actions.confirm(file_import=file_import, by=by, at=timezone.now())
    actions.write(file_import=file_import, by=by, at=timezone.now())
    return done(file_import)


def undone(file_import: FileImport, *, by) -> FileImport:
    actions.undo(file_import=file_import, by=by, at=timezone.now())
    return done(file_import)


def done(file_import: FileImport) -> FileImport:
    """The import after the waiting jobs are done."""
    for job in run_waiting():
        assert job.state == "done", job.problem
    return fresh(file_import)


def fresh(file_import: FileImport) -> FileImport:
    return FileImport.objects.select_related("job").get(pk=file_import.pk)


def deeds(file_import: FileImport) -> dict[int, str]:
    """What becomes of every row, by its number."""
    return dict(file_import.rows.order_by("number").values_list("number", "deed"))


def codes(file_import: FileImport) -> dict[int, list[str]]:
    """What is told of the rows of which something is told."""
    rows = file_import.rows.filter(is_told=True).order_by("number")
    return {row.number: [problem["code"] for problem in row.problems] for row in rows}


def everything() -> dict:
    """All that an import may change, for telling whether it is as it was."""
    return {
        "surveys": list(Survey.objects.order_by("pk").values()),
        "members": list(
            Survey.objects.order_by("pk", "members__position").values("pk", "members__first_name")
        ),
    }


def codes_of_refused(file_import: FileImport) -> dict[int, list[tuple]]:
    """What keeps rows out, by their number: sheet, heading and code of every problem."""
    rows = file_import.rows.filter(deed="refused").order_by("number")
    return {row.number: [(p["sheet"], p["header"], p["code"]) for p in row.problems] for row in rows}
