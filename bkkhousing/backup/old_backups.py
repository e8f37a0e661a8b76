"""Names of backups in a folder, by the moment each was made, and letting go of the oldest."""

from datetime import UTC, datetime
from pathlib import Path

NAME = "bkkhousing-%Y%m%dT%H%M%SZ.backup"
NAMED_SO = "bkkhousing-*T*Z.backup"


def named(path: Path, *, at: datetime) -> Path:
    """The path itself, or a name within the folder it is."""
    return path / f"{at.astimezone(UTC):{NAME}}" if path.is_dir() else path


def remove_all_but(folder: Path, number: int) -> None:
    """Keep the newest; names sort as their moments do."""
    for old in sorted(folder.glob(NAMED_SO))[:-number]:
        old.unlink()
