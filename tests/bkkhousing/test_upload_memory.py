"""The largest files of the corpus are refused or read in little memory, each in a process of its own."""

import subprocess
import sys

import pytest
from django.conf import settings

from tests.upload_corpus import hostile
from tests.upload_corpus.books import book, row_xml, sheet_xml

MOST_MIB = 400
READER = """
import pathlib, re, sys
import django
django.setup()
from bkkhousing.lib import uploads
path, name = sys.argv[1:]
try:
    uploads.inspect(path, name=name)
    said = sum(1 for _row in uploads.read_rows(path, name=name).rows)
except uploads.Refused as problem:
    said = problem.code
status = pathlib.Path("/proc/self/status").read_text()
print(said, int(re.search("VmHWM:\\s+([0-9]+)", status)[1]) // 1024)
"""


def many_texts(rows: int = 100_000) -> bytes:
    """A workbook of the most rows, each with three texts that stand nowhere else."""
    items = "".join(f"<si><t>ข้อความที่ {number * 7919}</t></si>" for number in range(3 * rows))
    body = "".join(
        f'<row r="{at}"><c r="A{at}" t="s"><v>{3 * at - 6}</v></c><c r="B{at}" t="s"><v>{3 * at - 5}</v></c>'
        f'<c r="C{at}" t="s"><v>{3 * at - 4}</v></c></row>'
        for at in range(2, rows + 2)
    )
    return book(
        sheet_xml(row_xml(1, ["ก", "ข", "ค"]) + body), extra={"xl/sharedStrings.xml": f"<sst>{items}</sst>"}
    )


def large_text() -> bytes:
    """Nearly 20 MB of Thai in 100,000 rows of text."""
    return ("ชื่อ,ที่อยู่\n" + 100_000 * f"สมชาย,{'ซอย' * 20}\n").encode()


@pytest.mark.parametrize(
    ("make", "name", "said"),
    [
        (hostile.bomb, "ก.xlsx", "packed_too_tightly"),
        (lambda: hostile.long_cell(10 * hostile.MIB), "ก.xlsx", "cell_too_long"),
        (lambda: hostile.tall(1_048_576), "ก.xlsx", "too_many_rows"),
        (large_text, "ก.csv", "100000"),
        (many_texts, "ก.xlsx", "100000"),
    ],
    ids=["bomb", "long cell", "million rows", "large text", "many texts"],
)
def test_the_largest_files_cost_little_memory(tmp_path, make, name, said):
    path = tmp_path / "upload"
    path.write_bytes(make())
    command = [sys.executable, "-c", READER, str(path), name]
    told = subprocess.run(
        command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    ).stdout.split()
    assert told[0] == said
    assert int(told[1]) <= MOST_MIB
