"""Every page in a real browser, with hostile texts in every field: no dialog, nothing against the policy, nobody else asked."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.contrib import admin
from django.urls import reverse
from playwright.sync_api import Page

from tests.faults.hostile_texts import CORPUS, poison
from tests.journeys.accessibility import SETTLED, serve_faults
from tests.journeys.conftest import DESK, open_page
from tests.journeys.sights import SIGHTS, scene

__all__ = ["open_page"]

pytestmark = pytest.mark.django_db(transaction=True)

OF_THE_CITY = (
    "/dashboard/", "/dashboard/tenure/", "/dashboard/housing/", "/dashboard/economy/", "/dashboard/needs/",
    "/dashboard/people/", "/dashboard/progress/", "/dashboard/quality/", "/dashboard/explorer/", "/surveys/", "/communities/",
    "/communities/{community}/", "/households/", "/households/{household}/", "/surveys/{approved}/",
    "/surveys/{approved}/history/", "/exports/", "/jobs/", "/open-data/", "/open-data/publish/", "/review/districts/",
    "/review/districts/1026/", "/plans/", "/plans/2570/1026/", "/reminders/", "/imports/", "/duplicates/across/",
    "/handbook/", "/codebook/", "/rules/", "/api/v1/docs/",
)  # fmt: skip
TOLD = "addEventListener('securitypolicyviolation', (event) => console.error(`violates: ${event.violatedDirective} ${event.blockedURI}`))"


@dataclass
class Watch:
    """What a browser did that no page of ours may make it do."""

    page: Page
    host: str
    found: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.page.add_init_script(TOLD)
        self.page.on("dialog", self._dialog)
        self.page.on("request", self._request)
        self.page.on("pageerror", lambda error: self.found.append(f"error: {error}"))
        self.page.on("console", self._console)

    def _dialog(self, dialog) -> None:
        self.found.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self.host:
            self.found.append(f"asked elsewhere: {request.url}")

    def _console(self, line) -> None:
        if "violates" in line.text or "Content Security" in line.text:
            self.found.append(line.text)

    def look(self, path: str, arrange=None) -> list[str]:
        """Open a page, do what is to be done there, move over whatever shows more; what was found since the last."""
        reply = self.page.goto(path)
        if reply and reply.status >= 500:
            self.found.append(f"answered {reply.status}")
        self.page.wait_for_function(SETTLED)
        if arrange:
            arrange(self.page)
        self.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        for shown in self.page.locator(
            "main [data-tip]:visible, main svg a:visible, main svg [tabindex]:visible"
        ).all()[:3]:
            shown.hover(force=True, timeout=2_000, trial=False)
        found, self.found = self.found, []
        return found


@pytest.fixture
def watch(open_page, live_server):
    """Opens a browser that is watched: `watch(officer)`."""
    return lambda user: Watch(open_page(user, DESK), urlsplit(live_server.url).netloc)


@pytest.fixture
def poisoned(officer, head, slum, round_2570) -> dict:
    """Rows of every kind whose every typed field would run, were it markup."""
    made = scene(officer, head, slum)
    taken = poison()
    assert {"Survey.soi", "Member.first_name", "Community.name", "Comment.text"} <= set(taken), sorted(taken)
    return made


def wrong(seen: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: lines for name, lines in seen.items() if lines}


def test_nothing_typed_runs_on_any_page_of_a_district(watch, officer, head, poisoned):
    """F25, F26, T18"""
    people = {"officer": watch(officer), "head": watch(head), "stranger": watch(None)}
    for one in people.values():
        serve_faults(one.page.context, "th")
    seen = {
        str(sight): people[sight.who].look(sight.path.format(**poisoned), sight.arrange)
        for sight in SIGHTS
        if sight.route != "import_detail"
    }
    assert wrong(seen) == {} and len(seen) > 60


@pytest.mark.parametrize("role", ["department", "analyst", "administrator"])
def test_nothing_typed_runs_on_any_page_of_the_city(role, watch, request, poisoned):
    """F25, F26, T18"""
    watched = watch(request.getfixturevalue(role))
    seen = {path: watched.look(path.format(**poisoned)) for path in OF_THE_CITY}
    assert wrong(seen) == {}


def admin_pages() -> list[str]:
    names = [f"admin:{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry]
    lists = [reverse(f"{name}_changelist") for name in names]
    rows = [
        (name, model._default_manager.first())
        for name, model in zip(names, admin.site._registry, strict=True)
    ]
    changes = [reverse(f"{name}_change", args=[row.pk]) for name, row in rows if row]
    return [reverse("admin:index"), *lists, *(f"{path}add/" for path in lists), *changes]


def test_nothing_typed_runs_in_the_administration(watch, administrator, poisoned):
    """F25, F26, T18"""
    type(administrator).objects.filter(pk=administrator.pk).update(is_staff=True, is_superuser=True)
    watched = watch(administrator)
    seen = {path: watched.look(path) for path in admin_pages()}
    assert wrong(seen) == {} and len(seen) > 20


def test_the_watch_sees_what_it_is_there_for(watch):
    """A page that is open to everything is found out."""
    watched = watch(None)
    watched.page.route(
        "**/open/",
        lambda route: route.fulfill(body=f"<meta charset=utf-8><main>{CORPUS[0]}", content_type="text/html"),
    )
    watched.page.route("**/x", lambda route: route.fulfill(status=404))
    assert any("dialog" in line for line in watched.look("/open/"))


def test_printing_shows_hostile_texts_as_texts(watch, officer, poisoned):
    """F26: the print view"""
    watched = watch(officer)
    watched.page.emulate_media(media="print")
    assert watched.look(f"/surveys/{poisoned['submitted']}/") == []
    assert "onerror=alert(1)" in watched.page.locator("main").inner_text()
