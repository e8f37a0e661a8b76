"""Brings the English catalogue up to date: new texts come in empty, texts no longer used go.

    python scripts/messages.py            write the catalogue
    python scripts/messages.py --missing  list what has no English yet

Python is read as a syntax tree, templates through Django's own translation of them to Python.
"""

import ast
import io
import re
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
SOURCES = ("bkkhousing", *sorted(path.parent.name for path in ROOT.glob("*/apps.py")))
"""The project and its apps."""

NAMES = {
    "_": (), "gettext": (), "gettext_lazy": (), "gettext_noop": (),
    "ngettext": ("plural",), "ngettext_lazy": ("plural",),
    "pgettext": ("context",), "pgettext_lazy": ("context",), "npgettext": ("context", "plural"),
}  # fmt: skip


@dataclass
class Text:
    """One text to translate and the files that show it."""

    msgid: str
    plural: str = ""
    context: str | None = None
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.msgid


def texts_of_python(source: str) -> Iterator[Text]:
    """Every literal handed to a gettext function, whatever name it was imported under."""
    tree = ast.parse(source)
    renamed = dict(imported_names(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = called_name(node.func)
            shape = NAMES.get(renamed.get(name, name))
            if shape is not None:
                yield from text_of_call(node, shape)


def imported_names(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            yield from ((alias.asname or alias.name, alias.name) for alias in node.names)


def called_name(function: ast.expr) -> str:
    return getattr(function, "id", "") or getattr(function, "attr", "")


def text_of_call(call: ast.Call, shape: tuple[str, ...]) -> Iterator[Text]:
    literals = [node.value for node in call.args if isinstance(node, ast.Constant)]
    if not all(isinstance(value, str) for value in literals[:1]) or not literals:
        return
    context = literals.pop(0) if "context" in shape else None
    yield Text(literals[0], literals[1] if "plural" in shape else "", context)


def texts_of_template(source: str, name: str) -> Iterator[Text]:
    """What Django would translate in a template: it writes the template out as gettext calls."""
    for call in re.finditer(r"\b(?:n?p?gettext|_)\(", written := templatize(source, origin=name)):
        yield from texts_of_python(up_to_closing_bracket(written[call.start() :]))


def up_to_closing_bracket(code: str) -> str:
    depth = 0
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        depth += {"(": 1, ")": -1}.get(token.string, 0) if token.type == tokenize.OP else 0
        if token.string == ")" and not depth:
            lines = code.splitlines(keepends=True)[: token.end[0]]
            return "".join(lines[:-1]) + lines[-1][: token.end[1]]
    return code


def texts_in_code(root: Path = ROOT) -> dict[tuple[str | None, str], Text]:
    """All texts of the project, each once, with the files that hold them."""
    found: dict[tuple[str | None, str], Text] = {}
    for path, text in every_text(root):
        known = found.setdefault(text.key, text)
        known.plural = known.plural or text.plural
        known.files.add(path.relative_to(root).as_posix())
    return found


def every_text(root: Path) -> Iterator[tuple[Path, Text]]:
    for folder in SOURCES:
        for path in sorted((root / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from ((path, text) for text in texts_of_python(path.read_text()))
    for path in sorted((root / "templates").rglob("*.*")):
        if path.suffix in {".html", ".txt", ".js"}:
            yield from ((path, text) for text in texts_of_template(path.read_text(), path.name))


def updated(catalogue: polib.POFile, texts: dict) -> polib.POFile:
    """The catalogue with exactly these texts, in order, keeping the English that is there."""
    english = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    result = polib.POFile(wrapwidth=100)
    result.metadata = {
        "Language": "en",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for text in sorted(texts.values(), key=lambda text: (text.msgid, text.context or "")):
        result.append(entry_of(text, english.get(text.key)))
    return result


def entry_of(text: Text, known: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgid=text.msgid, msgctxt=text.context, msgstr=known.msgstr if known else "")
    entry.occurrences = [(name, "") for name in sorted(text.files)]
    entry.flags = ["python-format"] if "%(" in text.msgid else []
    if text.plural:
        kept = known.msgstr_plural if known and known.msgstr_plural else {0: "", 1: ""}
        entry.msgid_plural, entry.msgstr, entry.msgstr_plural = text.plural, "", kept
    return entry


def main() -> None:
    catalogue = polib.pofile(str(CATALOGUE)) if CATALOGUE.exists() else polib.POFile()
    result = updated(catalogue, texts_in_code())
    missing = [entry.msgid for entry in result if not entry.translated()]
    if "--missing" in sys.argv:
        print("\n".join(missing))
        return
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    result.save(str(CATALOGUE))
    print(f"{len(result)} texts, {len(missing)} without English")


if __name__ == "__main__":
    main()
