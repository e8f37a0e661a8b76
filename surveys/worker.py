"""What the service worker keeps on a device: the files of the pages that open without a network, and their version."""

import hashlib
import json
from functools import lru_cache

from django.conf import settings
from django.templatetags.static import static

from bkkhousing.lib import static_names

PAGES = ("base.html", "components/icon.html", "surveys/survey_form.html", "surveys/outbox.html")
SOURCE = "js/worker/worker.js"
KEPT_PAGES = ("/surveys/new/", "/outbox/")


def files() -> list[str]:
    """Names of the static files without which the pages would not open."""
    names = static_names.reached(static_names.named_in_templates(*PAGES))
    if settings.HASHED_STATIC:
        names = {static_names.BUNDLE, *(name for name in names if not name.endswith(".js"))}
    return sorted(names)


def version_of(contents: dict[str, bytes]) -> str:
    """One word for these files: another content or another name makes another word."""
    digest = hashlib.sha256()
    for name, content in sorted(contents.items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]


def version() -> str:
    """The version of the files on this server; while files carry no hash they may change from one request to the next."""
    return _version_of_this_start() if settings.HASHED_STATIC else _version_now()


def _version_now() -> str:
    return version_of({name: static_names.source(name) for name in (*files(), SOURCE)})


@lru_cache(maxsize=1)
def _version_of_this_start() -> str:
    return _version_now()


def script() -> str:
    """The worker's own script: what it must know, then what it does."""
    known = {
        "version": version(),
        "files": [static(name) for name in files()],
        "pages": list(KEPT_PAGES),
        "isHashed": settings.HASHED_STATIC,
    }
    return f"const SHELL = {json.dumps(known)};\n{static_names.source(SOURCE).decode()}"
