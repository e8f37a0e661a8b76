"""Uploads in the store: kept while an import may need them, gone when it cannot."""

from django.core.files.storage import default_storage
from django.db import transaction

from surveys.choices.files import ImportState
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
