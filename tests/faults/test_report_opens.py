"""The executive report in a program that is not ours: it opens, prints on A4, and its charts draw the numbers."""

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from tests.dashboards.reports import walking

SOFFICE = shutil.which("soffice")
TIMEOUT = 300

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice"),
]


def converted(path: Path, kind: str) -> Path:
    """The file as LibreOffice writes it anew, with a profile of its own."""
    folder = path.parent / kind
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = [SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT)
    return folder / f"{path.stem}.{kind}"


@pytest.fixture
def path(reference, department, tmp_path):
    walking.fill()
    return walking.taken(tmp_path, department)


def test_every_sheet_chart_and_number_comes_back(path):
    ours, theirs = openpyxl.load_workbook(path), openpyxl.load_workbook(converted(path, "xlsx"))
    assert theirs.sheetnames == ours.sheetnames
    for paper in ours:
        again = theirs[paper.title]
        assert len(again._charts) == len(paper._charts), paper.title
        assert [cell.value for cell in again["A"]][: paper.max_row] == [cell.value for cell in paper["A"]]


def test_it_prints_on_a4_on_its_side(path):
    made = converted(path, "pdf").read_bytes()
    assert made.startswith(b"%PDF") and b"/MediaBox" in made
    boxes = {box.split(b"]")[0].strip(b"[ ") for box in made.split(b"/MediaBox")[1:]}
    sizes = {tuple(round(float(number)) for number in box.split()) for box in boxes}
    assert sizes == {(0, 0, 842, 595)}


def test_the_file_is_a_sound_archive_without_formulas(path):
    archive = zipfile.ZipFile(BytesIO(path.read_bytes()))
    assert archive.testzip() is None
    sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) > 10 and not any(b"<f>" in sheet for sheet in sheets)
