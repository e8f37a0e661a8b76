"""Loading how long things are kept."""

from pathlib import Path

from districts.reference import read
from privacy.models import RetentionRule


def load(*, folder: Path) -> dict[str, int]:
    """Add the rules that are missing; one that the Department changed stays as it is."""
    rules = read(folder / "retention.json")
    for row in rules:
        RetentionRule.objects.get_or_create(kind=row["kind"], since=row["since"], defaults=row)
    return {"อายุการเก็บ": len(rules)}
