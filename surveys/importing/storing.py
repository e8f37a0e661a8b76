"""Uploads in the store: kept while an import may need them, gone when it cannot."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction

from jobs.run import Run
from surveys.choices.files import AFTER_TRIAL, BEFORE_TRIAL, WITH_A_JOB, ImportState
from surveys.models import FileImport


def refuse(file_import: FileImport, *, code: str, sentence: str) -> None:
    """Take nothing of the file, and keep nothing of it either; within the caller's transaction."""
    file_import.refusal = {"code": code, "sentence": sentence}
    file_import.state, file_import.sketch = ImportState.REFUSED, {}
    file_import.save()
    file_import.rows.all().delete()
    forget_upload(file_import)


def forget_upload(file_import: FileImport) -> None:
    """Delete the file once this transaction is final; the import itself stays as a record."""
    transaction.on_commit(lambda key=file_import.key: default_storage.delete(key))


def sweep(run: Run) -> dict:
    """Delete uploads that were kept long enough; what was never written is given up with them."""
    return {"swept": forget_old_uploads(run.at)}


@transaction.atomic
def forget_old_uploads(at: datetime) -> int:
    """The number of uploads deleted; imports at which a worker is at work are left alone."""
    until = at - timedelta(days=settings.IMPORT_KEEPS_DAYS)
    old = FileImport.objects.filter(created_at__lt=until).exclude(key="").exclude(state__in=WITH_A_JOB)
    found = list(old.select_for_update(of=("self",)).order_by("pk"))
    for file_import in found:
        forget_upload(file_import)
        if file_import.state in (*BEFORE_TRIAL, *AFTER_TRIAL):
            file_import.state = ImportState.DISCARDED
        file_import.key, file_import.sketch = "", {}
        file_import.save(update_fields=["key", "sketch", "state"])
    return len(found)
