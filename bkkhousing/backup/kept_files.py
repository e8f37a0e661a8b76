"""The files that belong to the database: photographs, files of jobs, and the books kept outside of it."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage

STORED, BOOKS = "stored/", "books/"
BOOKS_KEPT = ("ERASURE_LEDGER",)


def books() -> dict[str, Path]:
    """Files of lines outside the storage, by the setting that says where each lies."""
    return {name: Path(path) for name in BOOKS_KEPT if (path := getattr(settings, name, ""))}


def names() -> Iterator[str]:
    """Every file there is now; one may be gone when it is opened."""
    yield from (f"{STORED}{name}" for name in _stored_under(""))
    yield from (f"{BOOKS}{name}" for name, path in books().items() if path.is_file())


def opened(name: str) -> File:
    if name.startswith(BOOKS):
        return File(books()[name.removeprefix(BOOKS)].open("rb"))
    return default_storage.open(name.removeprefix(STORED))


def put_back(name: str, content: File) -> bool:
    """Store a file under the name it had; whether there was none of that name."""
    if name.startswith(BOOKS):
        return _add_to_book(books()[name.removeprefix(BOOKS)], content)
    key = name.removeprefix(STORED)
    is_new = not default_storage.exists(key)
    default_storage.delete(key)
    default_storage.save(key, content)
    return is_new


def _add_to_book(path: Path, content: File) -> bool:
    """A book that lies here may say more than the one in the backup: it keeps every line and gets those it lacks."""
    is_new = not path.exists()
    known = set() if is_new else set(path.read_bytes().splitlines())
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as book:
        book.writelines(line + b"\n" for line in content.read().splitlines() if line not in known)
    return is_new


def remove(name: str) -> None:
    """Take back a file that was put where none had been."""
    if name.startswith(BOOKS):
        books()[name.removeprefix(BOOKS)].unlink(missing_ok=True)
    else:
        default_storage.delete(name.removeprefix(STORED))


def _stored_under(folder: str) -> Iterator[str]:
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}{name}" for name in sorted(files))
    for inner in sorted(folders):
        yield from _stored_under(f"{folder}{inner}/")
