"""Loading the dated limits, the agreements with partners and the historic rounds."""

from pathlib import Path

from districts.reference import read, upsert
from surveys.models import Limit, Round, SharingAgreement


def load(*, folder: Path) -> dict[str, int]:
    """Bring all up to date; a limit or an agreement that the Department changed stays as it is."""
    limits = read(folder / "limits.json")
    for row in limits:
        Limit.objects.get_or_create(key=row["key"], since=row["since"], defaults=row)
    agreements = read(folder / "agreements.json")
    for row in agreements:
        key = {"partner": row["partner"], "since": row["since"]}
        SharingAgreement.objects.get_or_create(**key, defaults=row)
    return {
        "ข้อตกลงส่งต่อข้อมูล": len(agreements),
        "ค่าที่ใช้คำนวณ": len(limits),
        "รอบสำรวจ": upsert(Round, read(folder / "rounds.json")),
    }
