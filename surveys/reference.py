"""Loading the dated limits and the historic rounds."""

from pathlib import Path

from districts.reference import read, upsert
from surveys.models import Limit, Round


def load(*, folder: Path) -> dict[str, int]:
    """Bring limits and historic rounds up to date; a limit that the Department changed keeps its value."""
    limits = read(folder / "limits.json")
    for row in limits:
        Limit.objects.get_or_create(key=row["key"], since=row["since"], defaults=row)
    return {"ค่าที่ใช้คำนวณ": len(limits), "รอบสำรวจ": upsert(Round, read(folder / "rounds.json"))}
