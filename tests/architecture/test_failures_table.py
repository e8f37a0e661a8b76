"""The table of failures names tests that exist, and leaves no failure without a test or a reason."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROWS = re.compile(r"^\| ([FT]\d+) \| .* \| (.*) \| (.*) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
FAILURES = {f"F{number:02}" for number in range(1, 58)}


def rows() -> list[tuple[str, str, str]]:
    return ROWS.findall((ROOT / "docs" / "failures.md").read_text(encoding="utf-8"))


@cache
def names_in(path: str) -> set[str]:
    file = ROOT / path
    tree = ast.parse(file.read_text(encoding="utf-8")) if file.exists() else ast.Module([], [])
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_failure_is_in_the_table():
    assert {row[0] for row in rows()} >= FAILURES


def test_every_test_that_the_table_names_exists():
    named = [found for row in rows() for found in NAMED.findall(row[1])]
    assert [f"{path}::{name}" for path, name in named if name not in names_in(path)] == []


def test_a_failure_without_a_test_says_why():
    assert [row[0] for row in rows() if not NAMED.search(row[1]) and not row[2].strip()] == []
