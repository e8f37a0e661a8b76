"""Several ES modules as one file: each becomes a function that runs once, when the first other one asks for it.

This reads modules the way ours are written (one statement a line begins with `import` or `export`; what is exported
is never assigned anew; no two modules import each other) and refuses all others.
"""

import json
import posixpath
import re
from collections.abc import Mapping

IMPORT = re.compile(r'^import (?:(\{[^}]*\}|\* as \w+) from )?"(\.[^"]+)";$', re.MULTILINE)
PASSED_ON = re.compile(r'^export (\{[^}]*\}) from "(\.[^"]+)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) (\w+))", re.MULTILINE)
LATER = re.compile(r'\bimport\("(\.[^"]+)"\)')
LEFT = re.compile(r"^(?:import|export)\b.*|\bimport\.meta\b|\$use\b", re.MULTILINE)
COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)
BEGINNING = "const made = {};\nconst $use = (name) => (made[name] ??= modules[name]());\n"


class BundleProblem(Exception):
    """A module that is not written as ours are; says which and why."""


def bundle(sources: Mapping[str, str], *, begin: str) -> str:
    """One module with all of these, named as their files are; `begin` is the script that starts what a page wants."""
    exported = {name: _exports(text) for name, text in sources.items()}
    for name, text in sources.items():
        _check(name, text, exported)
    _refuse_circles(sources)
    modules = ",\n".join(
        f"{json.dumps(name)}: {_as_function(name, sources[name])}" for name in sorted(sources)
    )
    return f"{BEGINNING}const modules = {{\n{modules},\n}};\n{begin}\n"


def _as_function(name: str, text: str) -> str:
    names = [*EXPORT.findall(text)]
    passed: list[str] = []

    def passed_on(found: re.Match) -> str:
        own = f"passed{len(passed)}"
        passed.extend(f"{inner}: {own}.{outer}" for outer, inner in _pairs(found[1]))
        return f"const {own} = await $use({_target(name, found[2])});"

    text = COMMENT.sub("", PASSED_ON.sub(passed_on, text))
    text = IMPORT.sub(lambda found: _imported(name, found[1], found[2]), text)
    text = LATER.sub(lambda found: f"$use({_target(name, found[1])})", EXPORT.sub("", text))
    return f"async () => {{\n{text.strip()}\nreturn {{ {', '.join([*names, *passed])} }};\n}}"


def _imported(name: str, what: str | None, address: str) -> str:
    """`import { a as b } from "./c.js";` as the statement that asks for the other module."""
    asked = f"await $use({_target(name, address)});"
    if what is None:
        return asked
    if what.startswith("*"):
        return f"const {what.removeprefix('* as ')} = {asked}"
    names = ", ".join(outer if outer == inner else f"{outer}: {inner}" for outer, inner in _pairs(what))
    return f"const {{ {names} }} = {asked}"


def _pairs(braces: str) -> list[tuple[str, str]]:
    """Name outside and name inside of every part of `{ a, b as c }`."""
    parts = [part.split() for part in braces.strip("{}").split(",") if part.strip()]
    return [(part[0], part[-1]) for part in parts]


def _path(name: str, address: str) -> str:
    return posixpath.normpath(f"{posixpath.dirname(name)}/{address}")


def _target(name: str, address: str) -> str:
    return json.dumps(_path(name, address))


def _exports(text: str) -> set[str]:
    passed = [inner for braces, _address in PASSED_ON.findall(text) for _outer, inner in _pairs(braces)]
    return {*EXPORT.findall(text), *passed}


def _check(name: str, text: str, exported: Mapping[str, set[str]]) -> None:
    """Nothing is left that we do not read, and everything that is asked for is there."""
    rest = EXPORT.sub("", PASSED_ON.sub("", IMPORT.sub("", text)))
    if found := LEFT.search(rest):
        raise BundleProblem(f"{name}: {found[0]}")
    for what, address in (*IMPORT.findall(text), *PASSED_ON.findall(text)):
        other = _path(name, address)
        wanted = {outer for outer, _inner in _pairs(what)} if what.startswith("{") else set()
        if other not in exported or wanted - exported[other]:
            raise BundleProblem(f"{name}: {what} of {other}")


def _refuse_circles(sources: Mapping[str, str]) -> None:
    """A module that waits for another which waits for it would never begin."""
    waits = {
        name: {_path(name, address) for _what, address in (*IMPORT.findall(text), *PASSED_ON.findall(text))}
        for name, text in sources.items()
    }
    while ready := [name for name, others in waits.items() if not others & waits.keys()]:
        for name in ready:
            del waits[name]
    if waits:
        raise BundleProblem(f"in a circle: {', '.join(sorted(waits))}")
