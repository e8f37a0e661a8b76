"""Reads our Python files as syntax trees, for the tests about the shape of the code."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = (
    "districts",
    "accounts",
    "audit",
    "jobs",
    "communities",
    "surveys",
    "privacy",
    "plans",
    "open_data",
    "dashboards",
)
OURS = ("bkkhousing", *APPS)


@dataclass(frozen=True)
class Module:
    """One Python file: its dotted name, text and tree."""

    name: str
    source: str
    tree: ast.Module

    @property
    def app(self) -> str:
        return self.name.partition(".")[0]

    @property
    def lines(self) -> list[str]:
        return self.source.splitlines()


def module(name: str, source: str) -> Module:
    return Module(name, source, ast.parse(source))


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every file of these folders but the migrations."""
    return tuple(
        module(dotted_name(path), path.read_text())
        for folder in folders or OURS
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
    )


def dotted_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(of: Module, known: set[str]) -> set[str]:
    """The known modules that a module imports, wherever in it the import stands."""
    return {found for name in imported_names(of) if (found := nearest(name, known))} - {of.name}


def imported_names(of: Module) -> Iterator[str]:
    for node in ast.walk(of.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def nearest(name: str, known: set[str]) -> str | None:
    """`surveys.models.Survey` names something in the module `surveys.models`."""
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name or None


def parents(tree: ast.AST) -> dict[ast.AST, ast.AST]:
    return {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
