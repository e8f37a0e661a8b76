"""Small files in the shape of the Kobo export of 2568, for tests of its import."""

import csv
import io
import json
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command

from surveys.models import Survey

HEADERS = [
    "_index",
    "start",
    "end",
    "dname",
    "community_name",
    "family_status",
    "hhsize",
    "income",
    "community_disaster_1",
    "house_status",
    "rent_price",
]
ROW = dict(
    zip(
        HEADERS,
        ["1", "7/20/2025 14:58", "7/20/2025 15:11", "1026", "ร่วมใจพัฒนา", "1", "4", "500", "1", "2", "3000"],
        strict=True,
    )
)


def row(index: int = 1, **cells) -> dict[str, str]:
    """One form; forms of different index begin in different minutes."""
    begun = f"7/20/2025 {8 + index // 60 % 12}:{index % 60:02d}"
    return {**ROW, "_index": str(index), "start": begun, **cells}


def text_of(*rows: dict[str, str], headers=None) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, headers or list(rows[0] if rows else ROW), extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write(folder: Path, *rows: dict[str, str], name: str = "kobo.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text_of(*rows).encode(encoding))
    return path


def imported(path: Path, *options: str) -> dict:
    """Runs the command; answers its last line."""
    out = StringIO()
    call_command("import_surveys", path, "--round", "2568", "--mapping", "kobo_2568", *options, stdout=out)
    return json.loads(out.getvalue().splitlines()[-1])


def refused(path: Path, *options: str) -> tuple[str, dict]:
    """Runs a command that must fail; answers all it says and its last line, the surveys being as before."""
    before, out = list(Survey.objects.order_by("pk").values()), StringIO()
    try:
        call_command(
            "import_surveys", path, "--round", "2568", "--mapping", "kobo_2568", *options, stdout=out
        )
    except CommandError as error:
        assert list(Survey.objects.order_by("pk").values()) == before
        printed = out.getvalue()
        return f"{printed}{error}", json.loads(printed.splitlines()[-1])
    raise AssertionError("the command went through")
