"""Ways of writing that have opened other systems are not found here, whatever a linter thinks of them."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.tree import ROOT, Module, module, modules

ASKED = re.compile(r"\b(request|GET|POST|FILES|headers|query_params|validated_data|cleaned_data)\b")
OF_THE_ORM = frozenset(
    [
        "filter",
        "exclude",
        "get",
        "annotate",
        "alias",
        "aggregate",
        "create",
        "update",
        "get_or_create",
        "update_or_create",
        "order_by",
        "values",
        "values_list",
        "only",
        "defer",
        "select_related",
        "prefetch_related",
        "Q",
    ]
)
DOORS = ("views", "api", "admin", "resources", "forms", "templatetags")
RAW = frozenset(("raw", "extra", "RawSQL", "execute", "executemany"))
UNSAFE_IMPORTS = frozenset(
    ("pickle", "cPickle", "marshal", "shelve", "dill", "yaml", "jsonpickle", "xmlrpc", "telnetlib")
)
UNSAFE_CALLS = frozenset(("eval", "exec", "compile", "__import__"))
# Who writes markup that is not escaped, each looked at.
MARKUP = {"bkkhousing.templatetags.import_maps"}  # a map of names of our own files
TRUSTED = frozenset(("mark_safe", "SafeString", "SafeText"))


def name_of(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def calls(one: Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(one.tree) if isinstance(node, ast.Call))


def asked_columns(one: Module) -> list[str]:
    """`filter(**request.GET)`, `order_by(request.GET["sort"])`: whoever asks chooses what is asked of the database."""
    return [
        f"{one.name}:{call.lineno} {ast.unparse(call)[:80]}"
        for call in calls(one)
        if name_of(call) in OF_THE_ORM and (_spreads(call) or _sorts(call))
    ]


def _spreads(call: ast.Call) -> bool:
    return any(given.arg is None and ASKED.search(ast.unparse(given.value)) for given in call.keywords)


def _sorts(call: ast.Call) -> bool:
    chosen = ("order_by", "values", "values_list", "only", "defer", "select_related")
    given = " ".join(map(ast.unparse, call.args))
    return name_of(call) in chosen and bool(re.search(r"request\.|\.GET|\.POST|query_params", given))


def raw_in_doors(one: Module) -> list[str]:
    """Doors say what they want in words of the querysets, never in SQL of their own."""
    is_door = (one.name.split(".") + [""])[1] in DOORS
    return [
        f"{one.name}:{call.lineno}" for call in calls(one) if is_door and name_of(call) in RAW and call.args
    ]


def unsafe(one: Module) -> list[str]:
    imported = [
        alias.name.partition(".")[0]
        for node in ast.walk(one.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in ([ast.alias(node.module or "")] if isinstance(node, ast.ImportFrom) else node.names)
    ]
    called = [
        call.func.id
        for call in calls(one)
        if isinstance(call.func, ast.Name) and call.func.id in UNSAFE_CALLS
    ]
    shells = [call for call in calls(one) if any(given.arg == "shell" for given in call.keywords)]
    return [
        f"{one.name} {name}"
        for name in [*(UNSAFE_IMPORTS & set(imported)), *called, *(["shell"] * len(shells))]
    ]


def trusted_markup(one: Module) -> list[str]:
    return [
        f"{one.name}:{call.lineno}"
        for call in calls(one)
        if name_of(call) in TRUSTED and one.name not in MARKUP
    ]


@pytest.mark.parametrize(
    "rule", [asked_columns, raw_in_doors, unsafe, trusted_markup], ids=lambda rule: rule.__name__
)
def test_no_code_of_ours_is_written_so(rule):
    """F21, F29, F34, T17"""
    assert [finding for one in modules() for finding in rule(one)] == []


def test_no_template_takes_typed_text_for_markup():
    """F26"""
    unescaped = re.compile(r"\|\s*safe\b|autoescape off|\|\s*safeseq\b")
    pages = [
        path
        for folder in ROOT.iterdir()
        if folder.name in ("templates", "dashboards")
        for path in folder.rglob("*.html")
    ]
    assert pages and [str(page) for page in pages if unescaped.search(page.read_text(encoding="utf-8"))] == []


def test_no_script_of_ours_turns_text_into_markup_or_code():
    """F26: innerHTML and its like parse whatever somebody typed."""
    opening = re.compile(
        r"\.(inner|outer)HTML\s*\+?=|insertAdjacentHTML|document\.write|\beval\(|new Function\(|setTimeout\(['\"]"
    )
    found = {
        path.name
        for path in (ROOT / "static/js").rglob("*.js")
        if opening.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"roster.js"}  # the blank row that the server drew, with a number put into it


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (asked_columns, "Survey.objects.filter(**request.GET.dict())"),
        (asked_columns, "rows.annotate(**{k: F(v) for k, v in request.data.items()})"),
        (asked_columns, "rows.order_by(request.GET['sort'])"),
        (raw_in_doors, "cursor.execute(f'SELECT {x}')"),
        (raw_in_doors, "Survey.objects.raw(text)"),
        (unsafe, "import pickle"),
        (unsafe, "from yaml import load"),
        (unsafe, "eval(rule)"),
        (unsafe, "subprocess.run(text, shell=True)"),
        (trusted_markup, "mark_safe(survey.note)"),
    ],
)
def test_it_is_seen_where_it_stands(rule, source):
    assert rule(module("surveys.views", source))
