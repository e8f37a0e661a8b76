"""What a browser asks for to keep the product on a device: the service worker and the manifest."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import anyone
from surveys import worker
from surveys.views.shells import packed_answer

BRAND, PAPER = "#0b5d45", "#ffffff"
ICONS = (("any", 192), ("any", 512), ("maskable", 192), ("maskable", 512))


@anyone
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker of the whole site; asked for anew at every visit, so that an update is seen at once."""
    return packed_answer(
        request,
        worker.script().encode(),
        headers={"Cache-Control": "no-cache"},
        vary=("Accept-Encoding",),
        content_type="text/javascript; charset=utf-8",
    )


@anyone
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """How the product looks among the apps of a device."""
    name = _("สำรวจที่อยู่อาศัย กทม.")
    said = {
        **{"id": "/", "name": name, "short_name": name, "lang": request.LANGUAGE_CODE, "dir": "ltr"},
        **{"start_url": "/", "scope": "/", "display": "standalone"},
        **{"theme_color": BRAND, "background_color": PAPER},
        "icons": [_icon(purpose, size) for purpose, size in ICONS],
    }
    response = JsonResponse(said, content_type="application/manifest+json")
    response["Cache-Control"] = "no-cache"
    return response


def _icon(purpose: str, size: int) -> dict[str, str]:
    address = static(f"img/icon-{purpose}-{size}.png")
    return {"src": address, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
