"""The upload of an import, opened again by every step."""

import shutil
from pathlib import Path

from django.core.files.storage import default_storage

from bkkhousing.lib import uploads
from bkkhousing.lib.sheets import SheetContent
from surveys.models import FileImport


def content_of(file_import: FileImport, *, folder: Path, sheet: str = "") -> SheetContent:
    """Headers and rows of the chosen sheet, or of another; the rows can be gone through once.  Raises SheetProblem."""
    return uploads.read_rows(
        path_of(file_import, folder=folder),
        name=file_import.name,
        sheet=sheet or file_import.sheet,
        header_row=None if sheet else file_import.header_row,
        encoding=file_import.encoding,
    )


def path_of(file_import: FileImport, *, folder: Path) -> Path:
    """Where the upload lies on this machine; fetched into `folder` when it is kept elsewhere."""
    try:
        return Path(default_storage.path(file_import.key))
    except NotImplementedError:
        return _fetched(file_import, folder / f"{file_import.pk}.upload")


def _fetched(file_import: FileImport, path: Path) -> Path:
    if not path.exists():
        with default_storage.open(file_import.key) as kept, path.open("wb") as file:
            shutil.copyfileobj(kept, file)
    return path
