"""Pages that are the same bytes for everyone who may open them: drawn for nobody, packed once, then handed out.

They hold no name and no token, so compressing them gives nothing away and a device may keep them.
"""

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache

import brotli
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.cache import get_conditional_response, patch_vary_headers

from bkkhousing.lib import static_names
from surveys import worker


class NobodysRequest(HttpRequest):
    """What the frame of a page asks of a request, when the page is drawn for nobody in particular."""

    is_shell = True

    def __init__(self, path: str):
        super().__init__()
        self.method, self.path, self.user = "GET", path, AnonymousUser()

    def get_full_path(self, force_append_slash: bool = False) -> str:
        """Nothing: the script of the frame knows which address the page was opened under."""
        return ""


@dataclass(frozen=True)
class Packed:
    """A page as it goes out, in each of the encodings that browsers ask for."""

    plain: bytes
    gzip: bytes
    br: bytes
    tag: str

    def body_for(self, accepted: str) -> tuple[bytes, str]:
        """The smallest body that these words of `Accept-Encoding` allow, and the name of its encoding."""
        offered = {part.partition(";")[0].strip() for part in accepted.split(",")}
        encoding = next((name for name in ("br", "gzip") if name in offered), "")
        return (getattr(self, encoding), encoding) if encoding else (self.plain, "")


def drawn_for_nobody(template: str, context: dict, *, path: str) -> bytes:
    """A page of the frame without anybody's name in it; the caller keeps it, one for each language."""
    request = NobodysRequest(path)
    shared = {"is_shell": True, "csrf_token": "", **scripts_of(template)}
    return render_to_string(template, {**context, **shared}, request).encode()


def scripts_of(template: str) -> dict[str, object]:
    """How the page comes by its scripts: in one file where files carry hashes, else each for itself but all at once."""
    named = static_names.named_in_templates("base.html", template)
    if settings.HASHED_STATIC:
        begin = " ".join(name for name in static_names.SHELL if name in named)
        return {"bundle": static(static_names.BUNDLE), "begin": begin}
    return {"scripts": [static(name) for name in sorted(static_names.reached(named)) if name.endswith(".js")]}


@lru_cache(maxsize=32)
def packed(page: bytes) -> Packed:
    """Compressed as hard as can be: it happens once for each page and language."""
    return Packed(
        plain=page,
        gzip=gzip.compress(page, 9, mtime=0),
        br=brotli.compress(page, quality=11),
        tag=f'W/"{hashlib.sha256(page).hexdigest()[:32]}"',
    )


def shell_answer(request: HttpRequest, page: bytes) -> HttpResponse:
    """The page, or the word that the browser has it already; the token travels in its cookie alone."""
    get_token(request)
    request.inline_script = static_names.map_source(True)
    headers = {"Cache-Control": "private, no-cache", "Shell-Version": worker.version()}
    return packed_answer(request, page, headers=headers, vary=("Accept-Encoding", "Cookie"))


def packed_answer(
    request: HttpRequest,
    page: bytes,
    *,
    headers: dict[str, str],
    vary: tuple[str, ...],
    content_type: str = "text/html; charset=utf-8",
) -> HttpResponse:
    """Bytes without a secret, in the smallest encoding that the browser takes, or 304 when it has them."""
    found = packed(page)
    body, encoding = found.body_for(request.headers.get("Accept-Encoding", ""))
    encoded = {"Content-Encoding": encoding} if encoding else {}
    response = HttpResponse(
        body, content_type=content_type, headers={**headers, **encoded, "ETag": found.tag}
    )
    patch_vary_headers(response, vary)
    return get_conditional_response(request, etag=found.tag, response=response)
