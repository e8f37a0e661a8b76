"""What every answer of the project carries, whichever view made it."""

from django.conf import settings
from django.http import HttpResponseNotAllowed
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_cache_control

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "object-src": "'none'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
}
# Static files run and load nothing themselves; a line of 30 letters instead of 300 matters to a page of 80 files.
OF_FILES = "default-src 'none'"
# An answer in JSON is neither run nor framed, and whatever a browser makes of it may load nothing.
OF_DATA = "default-src 'none'; frame-ancestors 'none'"
# What of the device a page may use: the camera for photographs of a house, the place for its point on the map.
OURS_ALONE = ("camera", "geolocation", "publickey-credentials-create", "publickey-credentials-get")
NOBODYS = ("browsing-topics", "display-capture", "microphone", "midi", "payment", "serial", "usb")
PERMISSIONS = ", ".join([*(f"{one}=(self)" for one in OURS_ALONE), *(f"{one}=()" for one in NOBODYS)])


def written(policy: dict[str, str]) -> str:
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())


STRICT = written(POLICY)


class ContentSecurityPolicy:
    """Says on every answer that scripts, styles and pictures come from here alone, and ours are for nobody else.

    A page with an import map names the map's hash as the request's `inline_script`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        policy = OF_DATA if is_data(response) else policy_for(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if response.headers.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response


def is_data(response) -> bool:
    return response.headers.get("Content-Type", "").partition(";")[0] == "application/json"


class ShortHeads:
    """Takes from answers in JSON what has a meaning for pages alone: an autosave is answered every two seconds.

    The policy of such an answer forbids framing, which makes X-Frame-Options say it twice; which methods an
    address takes is told to those who ask (OPTIONS) or took a wrong one; what is never stored never varies.
    """

    of_pages = ("X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if is_data(response):
            for name in (*self.of_pages, *self._needless(request, response)):
                response.headers.pop(name, None)
        return response

    def _needless(self, request, response) -> list[str]:
        wants_methods = request.method == "OPTIONS" or response.status_code == 405
        is_stored = "no-store" not in response.headers.get("Cache-Control", "")
        return [*([] if wants_methods else ["Allow"]), *([] if is_stored else ["Vary"])]


def policy_for(request) -> str:
    """The strict policy, but for files and the import map of a page of ours."""
    if request.path.startswith(settings.STATIC_URL):
        return OF_FILES
    if admitted := getattr(request, "inline_script", ""):
        return written({**POLICY, "script-src": f"'self' {admitted}"})
    return STRICT


class PageMethods:
    """Lets pages be read and sent to, and nothing else; the API's views name their own methods."""

    of_pages = ("GET", "HEAD", "POST")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in self.of_pages or request.path.startswith("/api/"):
            return self.get_response(request)
        return HttpResponseNotAllowed(self.of_pages)


class PrivatePages:
    """Forbids keeping a signed-in person's page, unless the view said what may be kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, no_store=True, private=True)
        return response


class ThaiFirstLocale(LocaleMiddleware):
    """Thai until the person chooses English; the language of the browser is not a choice."""

    def process_request(self, request):
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        super().process_request(request)
