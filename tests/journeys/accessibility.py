"""Looking at pages as axe-core does: what keeps a screen reader, a keyboard or weak eyes out."""

from collections.abc import Iterable
from functools import partial

from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from playwright.sync_api import BrowserContext, Page, Route

from tests.journeys.sights import FAULTS, Sight

GRAVE = ("serious", "critical")
AXE = "() => axe.run(document, {resultTypes: ['violations']})"
SETTLED = "() => !document.querySelector('main [aria-busy=true], main[aria-busy=true]')"
ASIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
LINES_SHOWN = 3


def serve_faults(context: BrowserContext, language: str) -> None:
    """`/fault/500/` answers with the page that a fault of that kind shows."""
    with translation.override(language):
        bodies = {name: str(render_to_string(f"{name}.html")) for name in FAULTS}
    for name, body in bodies.items():
        context.route(f"**/fault/{name}/", partial(answer, body))


def answer(body: str, route: Route) -> None:
    route.fulfill(body=body, content_type="text/html; charset=utf-8")


def speak(context: BrowserContext, language: str, address: str) -> None:
    """Choose the language as the switch in the frame does."""
    context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": address}])


def graveness(page: Page) -> list[str]:
    """What axe-core calls serious or critical, one line for each rule with the first places."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(AXE)["violations"]
    return [said(one) for one in found if one["impact"] in GRAVE]


def said(violation: dict) -> str:
    places = [node["html"][:160] for node in violation["nodes"][:LINES_SHOWN]]
    more = len(violation["nodes"]) - len(places)
    return f"{violation['id']}: {violation['help']} at {places}" + (f" and {more} more" if more else "")


def look(page: Page, sight: Sight, scene: dict) -> list[str]:
    """Findings of one page, a sideways scroll of the whole page among them."""
    page.goto(sight.path.format(**scene))
    page.wait_for_function(SETTLED)
    sight.arrange(page)
    page.wait_for_function(SETTLED)
    aside = page.evaluate(ASIDE)
    return graveness(page) + ([f"the page is {aside} px too wide"] if aside > 0 else [])


def walk(pages: dict[str, Page], sights: Iterable[Sight], scene: dict) -> dict[str, list[str]]:
    """Every sight with something wrong, and what it is."""
    found = {str(sight): look(pages[sight.who], sight, scene) for sight in sights}
    return {name: lines for name, lines in found.items() if lines}
