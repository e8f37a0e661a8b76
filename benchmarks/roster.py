"""Row: the script that adds the sixty-first member to a form, in a browser."""

import os
import uuid
from collections.abc import Iterator
from statistics import median

from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect, sync_playwright

from accounts.models import User
from benchmarks.stage import SMALL, Stage
from benchmarks.table import Line, milliseconds
from benchmarks.web_server import web_server
from communities.models import Community
from surveys import actions
from surveys.models import Survey
from tests.factories import household_of_four
from tests.journeys.conftest import DESK, FLAGS

ALLOWED = 0.050
MEMBERS = 60
PATIENCE = 120_000
ADD = """async () => {
    const button = document.querySelector("[data-add=members]");
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    await painted();
    const began = performance.now();
    button.click();
    const handled = performance.now() - began;
    await painted();
    return handled;
}"""


def measure(stage: Stage) -> Iterator[Line]:
    person = stage.person("officer.1026")
    client = Client()
    client.force_login(person)
    with web_server() as port, sync_playwright() as playwright:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        program = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        context = browser.new_context(base_url=f"http://127.0.0.1:{port}", locale="th-TH", **DESK)
        context.set_default_timeout(PATIENCE)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": f"http://127.0.0.1:{port}"}])
        seconds = median(
            added(context.new_page(), large_household(person, 7201 + n).pk) for n in range(stage.times(7))
        )
        browser.close()
    work = f"script of one more row at {MEMBERS} members"
    yield Line(work, milliseconds(seconds), f"{milliseconds(ALLOWED)} allowed", ALLOWED / seconds, 1)


def large_household(person: User, number: int) -> Survey:
    """One for each time: the page stores the row that was added."""
    place = Community.objects.registered().filter(district_id=person.district_id).first()
    given = household_of_four(place, number=number, round_code=SMALL, members_living=MEMBERS)
    given["members"] = [{"first_name": f"คนที่ {n}", "relation": "lodger"} for n in range(MEMBERS)]
    return actions.save(survey_id=uuid.uuid4(), given=given, by=person, at=timezone.now()).survey


def added(page: Page, key) -> float:
    """Seconds from the press until the script has drawn the row."""
    page.goto(f"/surveys/{key}/")
    expect(page.locator("[data-roster=members] > ol > .person")).to_have_count(MEMBERS, timeout=PATIENCE)
    seconds = page.evaluate(ADD) / 1000
    page.close()
    return seconds
