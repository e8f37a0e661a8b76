"""Functions and files stay small enough to be read at once."""

import ast

from tests.architecture.tree import Module, module, modules

FUNCTION_LINES, BRANCHES, FILE_LINES = 50, 12, 400
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
BRANCHING = (
    ast.If,
    ast.For,
    ast.While,
    ast.ExceptHandler,
    ast.IfExp,
    ast.comprehension,
    ast.BoolOp,
    ast.match_case,
)


def branches(function: ast.AST) -> int:
    return 1 + sum(isinstance(node, BRANCHING) for node in ast.walk(function))


def length(function: ast.FunctionDef) -> int:
    return function.end_lineno - function.lineno + 1


def too_big(one: Module) -> list[str]:
    found = [f"{one.name} has {len(one.lines)} lines"] if len(one.lines) > FILE_LINES else []
    for node in ast.walk(one.tree):
        if isinstance(node, FUNCTIONS):
            if length(node) > FUNCTION_LINES:
                found.append(f"{one.name}.{node.name} has {length(node)} lines")
            if branches(node) > BRANCHES:
                found.append(f"{one.name}.{node.name} has {branches(node)} branches")
    return found


def without_docstring(one: Module) -> bool:
    return bool(one.source.strip()) and ast.get_docstring(one.tree) is None


def test_no_function_or_file_is_too_big():
    everything = modules() + modules("tests", "scripts", "benchmarks")
    assert [finding for one in everything for finding in too_big(one)] == []


def test_every_module_opens_with_a_sentence():
    assert [one.name for one in modules() if without_docstring(one)] == []


def test_a_long_function_is_seen():
    source = "def f():\n" + "    x = 1\n" * FUNCTION_LINES
    assert too_big(module("surveys.long", source)) == ["surveys.long.f has 51 lines"]


def test_a_branching_function_is_seen():
    source = "def f(x):\n" + "    if x: pass\n" * BRANCHES
    assert too_big(module("surveys.maze", source)) == ["surveys.maze.f has 13 branches"]


def test_a_long_file_is_seen():
    assert too_big(module("surveys.long", "x = 1\n" * 401)) == ["surveys.long has 401 lines"]


def test_a_module_without_a_sentence_is_seen():
    assert without_docstring(module("surveys.silent", "x = 1"))
