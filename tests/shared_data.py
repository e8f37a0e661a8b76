"""Where the reference and real input files lie beside the project, when they do."""

import csv
import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_data(name: str) -> Path:
    """The path of one file; a test that needs it is skipped without it, but never in CI."""
    path = FOLDER / name
    if not path.exists():
        absent = pytest.fail if os.environ.get("CI") else pytest.skip
        absent(f"../shared/data/{name} does not lie beside the project")
    return path


def shared_rows(name: str) -> list[dict[str, str]]:
    """The rows of one CSV file."""
    with shared_data(name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
