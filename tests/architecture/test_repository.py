"""The repository holds nothing of the machine it was written on, and nothing half done."""

import re
import subprocess
from pathlib import Path

from tests.architecture.tree import ROOT

FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.])/(?:work|home/\w+|Users/\w+|root)/"),
    "a package index": re.compile(
        r"(?:--|extra-)index-url|pypi" r"\.org|python" r"hosted|registry\.npm" r"js"
    ),
    "something left to do": re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b"),
    "a content delivery network": re.compile(r"cdn\.|unpkg\.com|jsdelivr|googleapis\.com"),
}
BINARY = {".xlsx", ".xls", ".png", ".ico", ".woff2", ".gz", ".br", ".zip", ".mo"}


def findings(name: str, text: str) -> list[str]:
    return [
        f"{name}:{number} holds {what}"
        for number, line in enumerate(text.splitlines(), start=1)
        for what, pattern in FORBIDDEN.items()
        if pattern.search(line)
    ]


def files_of_ours() -> list[Path]:
    """What git keeps, or would keep: everything that is not ignored."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [ROOT / line for line in listed.stdout.splitlines()]
    return [path for path in paths if path.is_file() and path.suffix not in BINARY and path != Path(__file__)]


def test_the_repository_holds_nothing_it_should_not():
    found = [findings(path.name, path.read_text(errors="replace")) for path in files_of_ours()]
    assert [finding for each in found for finding in each] == []


def test_a_path_of_a_machine_is_seen():
    assert findings("a.py", 'open("/home/someone/x")') == ["a.py:1 holds a path of one machine"]


def test_a_package_index_is_seen():
    assert findings("a.sh", "pip install --index-url x") == ["a.sh:1 holds a package index"]


def test_something_left_to_do_is_seen():
    assert findings("a.py", "# TODO: later") == ["a.py:1 holds something left to do"]
