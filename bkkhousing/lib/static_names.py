"""Which static files a page needs, read from the sources themselves: templates, style sheets and ES modules.

A script names the next by its plain name.  Where files carry a hash in their names, an import map leads from one to
the other; it is the one inline script of a page, and the policy of the page admits it by its hash.
"""

import hashlib
import json
import posixpath
import re
from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

from bkkhousing.lib.bundling import bundle

IN_TEMPLATE = re.compile(r"""\{% static ['"]([^'"]+)['"] %\}""")
IN_SHEET = re.compile(r"""url\(["']?(?!data:)([^"')#]+)""")
IN_SCRIPT = re.compile(r"""(?:\bfrom|\bimport|\bimport\()\s*["'](\.[^"']+\.js)["']""")
PATTERNS = {".css": IN_SHEET, ".js": IN_SCRIPT}
# Pages of our own begin with one of these scripts; the entry form has its own beginning.
SCRIPTS = Path(settings.BASE_DIR) / "static" / "js"
ENTRY = "js/entry/main.js"
# The pages of a device run these; all that they reach goes out as one file where files carry hashes.
SHELL = ("js/frame.js", ENTRY, "js/outbox.js")
BUNDLE = "bundles/shell.js"
BEGIN = 'for (const name of document.querySelector("meta[name=begin]").content.split(" ")) $use(name);'


def source(name: str) -> bytes:
    """The file as we wrote it, or as its package brought it."""
    return Path(finders.find(name)).read_bytes()


def named_in_templates(*templates: str) -> set[str]:
    """Every file that the text of these templates names."""
    folder = Path(settings.BASE_DIR) / "templates"
    return {name for one in templates for name in IN_TEMPLATE.findall((folder / one).read_text())}


def named_in(name: str) -> set[str]:
    """The files that a style sheet or a script names itself."""
    path = Path(name)
    if path.suffix not in PATTERNS:
        return set()
    found = PATTERNS[path.suffix].findall(source(name).decode())
    return {posixpath.normpath(f"{path.parent.as_posix()}/{one}") for one in found}


def reached(names: Iterable[str]) -> set[str]:
    """These files and all they lead to, step by step."""
    seen: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        seen.add(name)
        waiting |= named_in(name) - seen
    return seen


def beginnings(is_shell: bool) -> list[str]:
    """Where the scripts of a page begin; only a shell begins with the entry form too."""
    ordinary = [f"js/{path.name}" for path in sorted(SCRIPTS.glob("*.js"))]
    return [*ordinary, ENTRY] if is_shell else ordinary


@lru_cache(maxsize=2)
def import_map(is_shell: bool) -> str:
    """The map from plain to hashed addresses, as JSON; empty where files carry no hash, or are bundled."""
    if is_shell and settings.HASHED_STATIC:
        return ""
    modules = sorted(name for name in reached(beginnings(is_shell)) if name.endswith(".js"))
    pairs = {f"{settings.STATIC_URL}{name}": static(name) for name in modules}
    led = {plain: hashed for plain, hashed in pairs.items() if plain != hashed}
    return json.dumps({"imports": led}, separators=(",", ":")) if led else ""


@lru_cache(maxsize=2)
def map_source(is_shell: bool) -> str:
    """The words of the Content-Security-Policy that admit the import map; empty where there is none."""
    text = import_map(is_shell)
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" if text else ""


def shell_bundle() -> bytes:
    """The scripts of the pages of a device in one file."""
    names = [name for name in reached(SHELL) if name.endswith(".js")]
    return bundle({name: source(name).decode() for name in names}, begin=BEGIN).encode()
