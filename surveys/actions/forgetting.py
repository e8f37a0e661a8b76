"""Taking what was kept of a form out of everything that was kept beside it: history, imports, merges, files."""

from collections.abc import Callable, Collection, Iterable, Mapping
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from jobs.models import JobFile
from surveys.choices.files import AFTER_TRIAL, BEFORE_TRIAL, WITH_A_JOB, ImportState
from surveys.models import Change, FileImport, ImportedRow, Merge, Survey

Fields = Mapping[str, object]
EXPORT, RESULT = "export", "import_result"


def rewrite_changes(surveys: Collection[UUID], kept: Callable[[Fields], Fields]) -> None:
    """Keep of every change of these forms what `kept` leaves of it."""
    for change in Change.objects.filter(survey__in=surveys).iterator():
        fields = kept(change.fields)
        if fields != change.fields:
            change.fields = fields
            change.save(update_fields=["fields"])


def rewrite_imported(surveys: Collection[UUID], kept: Callable[[dict], dict]) -> None:
    """Keep of what it takes to undo the import of these forms what `kept` leaves of it."""
    for row in ImportedRow.objects.filter(subject__in=[str(key) for key in surveys]):
        if row.before:
            row.before = kept(row.before)
            row.save(update_fields=["before"])


def rewrite_merges(households: Collection[UUID], kept: Callable[[list], list]) -> None:
    """Keep of the rows that merges of these households took away what `kept` leaves of them."""
    of_them = Q(kept__in=households) | Q(dropped__in=households)
    for merge in Merge.objects.filter(of_them, undone_at=None):
        rows = kept(merge.rows)
        if rows != merge.rows:
            merge.rows = rows
            merge.save(update_fields=["rows"])


def drop_uploads(surveys: Collection[UUID]) -> int:
    """Delete the uploads that these forms came from, and what was shown of them; how many."""
    subjects = [str(key) for key in surveys]
    held = FileImport.objects.filter(rows__subject__in=subjects).exclude(state__in=WITH_A_JOB).distinct()
    found = list(FileImport.objects.filter(pk__in=held.values("pk")).exclude(key=""))
    for file_import in found:
        _drop_file(file_import.key)
        if file_import.state in (*BEFORE_TRIAL, *AFTER_TRIAL):
            file_import.state = ImportState.DISCARDED
        file_import.key, file_import.sketch, file_import.names = "", {}, []
        file_import.save(update_fields=["key", "sketch", "names", "state"])
    _drop_job_files(JobFile.objects.filter(job__kind=RESULT), lambda told: _is_of_import(told, found))
    return len(found)


def _is_of_import(told: Mapping, imports: Iterable[FileImport]) -> bool:
    return told.get("file_import") in {str(one.pk) for one in imports}


def drop_exports(surveys: Iterable[Survey], *, only_full: bool = False) -> None:
    """Delete the files of exports that may hold one of these forms; their owners have them made again."""
    places = {(survey.round_id, survey.district_id, survey.district.group_id) for survey in surveys}

    def holds(told: Mapping) -> bool:
        chosen = told.get("selection", {})
        return any(_reaches(chosen, *place) for place in places) and (chosen.get("full") or not only_full)

    _drop_job_files(JobFile.objects.filter(job__kind=EXPORT), holds)


def _reaches(chosen: Mapping, round_id: str, district: str, group: str) -> bool:
    if chosen.get("round") != round_id:
        return False
    return chosen.get("district") in ("", None, district) and chosen.get("group") in ("", None, group)


def _drop_job_files(files, holds: Callable[[Mapping], object]) -> None:
    """Files whose job was asked for what `holds`; their rows go with them, the jobs stay."""
    for file in files.select_related("job"):
        if holds(file.job.parameters):
            _drop_file(file.key)
            file.delete()


def _drop_file(key: str) -> None:
    """Once the transaction that let go of it is final."""
    transaction.on_commit(lambda: default_storage.delete(key))
