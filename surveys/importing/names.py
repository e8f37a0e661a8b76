"""The names of communities in a file, and what a person decided about each."""

from collections.abc import Mapping

from surveys.importing.places import UnmatchedName
from surveys.models import FileImport

OUTSIDE, SKIP = "outside", "skip"
Name = tuple[str, str]


def key_of(name: Name) -> str:
    """District and name as one text, as decisions are stored."""
    return "|".join(name)


def decided(file_import: FileImport) -> dict[Name, int | str]:
    """The decisions, by district and name."""
    return {tuple(key.split("|", 1)): value for key, value in file_import.decisions.items()}


def undecided(file_import: FileImport, counts: Mapping[Name, int]) -> dict[Name, int]:
    """The names, with the number of their rows, about which nobody has said anything yet."""
    return {name: rows for name, rows in counts.items() if key_of(name) not in file_import.decisions}


def told(found: list[UnmatchedName]) -> list[dict]:
    """The names as they are stored with the import: the nearest come as [key, name, likeness in percent]."""
    return [
        {
            "district": one.district,
            "name": one.name,
            "rows": one.rows,
            "nearest": [list(n) for n in one.scored],
        }
        for one in found
    ]
