"""What every answer of the project carries, whichever view made it."""

from django.conf import settings
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
# Swagger UI, a third party's page, writes its own style elements; scripts stay ours.
LOOSER_STYLES = "/api/v1/docs/"


def written(policy: dict[str, str]) -> str:
    return "; ".join(f"{directive} {sources}" for directive, sources in policy.items())


STRICT = written(POLICY)
WITH_INLINE_STYLES = written({**POLICY, "style-src": "'self' 'unsafe-inline'"})


class ContentSecurityPolicy:
    """Says on every answer that scripts, styles and pictures come from here alone.

    A page with an import map names the map's hash as the request's `inline_script`.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy_for(request))
        return response


def policy_for(request) -> str:
    """The strict policy, but for files, one page of others and the import map of a page of ours."""
    if request.path.startswith(settings.STATIC_URL):
        return OF_FILES
    if request.path == LOOSER_STYLES:
        return WITH_INLINE_STYLES
    if admitted := getattr(request, "inline_script", ""):
        return written({**POLICY, "script-src": f"'self' {admitted}"})
    return STRICT


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
