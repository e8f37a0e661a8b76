"""The files that belong to the database: photographs, files of jobs, and the books kept outside of it.

They are taken as they lie on the disk, most of them sealed with the keys of the data.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils._os import safe_join
from django.utils.module_loading import import_string

from bkkhousing.lib.whole_files import appearing_whole

STORED, BOOKS = "stored/", "books/"
LEDGER, TRAIL_HEADS = "erasures.jsonl", "trail-heads.jsonl"

trail_heads = import_string("audit.heads.file")  # by name: the project imports none of its apps


def books() -> dict[str, Path]:
    """Files of lines outside the storage: who was erased, and where the trail stood."""
    return {LEDGER: Path(settings.ERASURE_LEDGER), TRAIL_HEADS: trail_heads()}


def names() -> Iterator[str]:
    """Every file there is now; one may be gone when it is opened."""
    root = Path(settings.MEDIA_ROOT)
    yield from (
        f"{STORED}{Path(folder, name).relative_to(root).as_posix()}"
        for folder, _inner, names in os.walk(root)
        for name in names
    )
    yield from (f"{BOOKS}{name}" for name, path in books().items() if path.is_file())


def path_of(name: str) -> Path:
    """Where a file of this name lies, never outside the folder it belongs to."""
    if name.startswith(BOOKS):
        return books()[name.removeprefix(BOOKS)]
    return Path(safe_join(settings.MEDIA_ROOT, name.removeprefix(STORED)))


def put_back(name: str, content: BinaryIO) -> bool:
    """Store a file, as it lay on the disk, under the name it had; whether there was none of that name."""
    path = path_of(name)
    is_new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    if name.startswith(BOOKS):
        _add_to_book(path, content)
    else:
        with appearing_whole(path) as part, part.open("wb") as target:
            shutil.copyfileobj(content, target)
    return is_new


def _add_to_book(path: Path, content: BinaryIO) -> None:
    """A book that lies here may say more than the one in the backup.

    The ledger of erasures keeps every line and gets those it lacks; where the trail stood on this machine stays.
    """
    lines = content.read().splitlines()
    known = set(path.read_bytes().splitlines()) if path.exists() else set()
    if known and path == trail_heads():
        return
    path.touch(settings.FILE_UPLOAD_PERMISSIONS)
    with path.open("ab") as book:
        book.writelines(line + b"\n" for line in lines if line not in known)


def remove(name: str) -> None:
    """Take back a file that was put where none had been."""
    path_of(name).unlink(missing_ok=True)
