"""The first page in a browser: what waits on the device, and the way from a sentence to the form."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.journeys.conftest import PHONE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("round_2570")]

LAY_DOWN = """async ({ owner, states }) => {
  const { run, done } = await import("/static/js/device/database.js");
  await run(["items"], "readwrite", (items) => Promise.all(states.map((state, n) => done(items.put(
    { owner, id: `00000000-0000-0000-0000-00000000000${n}`, state, order: n, version: n, size: 1, refusal: "" },
  )))));
}"""


def lay_down(page, user, states) -> None:
    """Forms on the device as the vault lays them down; only what lies in the clear matters here."""
    page.evaluate(LAY_DOWN, {"owner": str(user.pk), "states": states})


def test_what_waits_on_the_device_is_counted_by_what_must_be_done(open_page, officer):
    page = open_page(officer, PHONE)
    page.goto("/")
    expect(page.locator("#outbox")).to_be_hidden()
    lay_down(page, officer, ["draft", "queued", "refused"])
    page.reload()
    expect(page.locator("#outbox-title")).to_contain_text("3")
    expect(page.locator("[data-unsent-row=waiting]")).to_contain_text("2")
    expect(page.locator("[data-unsent-row=refused]")).to_contain_text("ต้องให้คุณดู 1")
    page.locator("[data-unsent-row=refused] a").click()
    expect(page).to_have_url(re.compile("/outbox/$"))


def test_another_persons_forms_are_not_counted_as_mine(open_page, officer, head):
    page = open_page(officer, PHONE)
    page.goto("/")
    lay_down(page, head, ["draft"])
    page.reload()
    expect(page.locator("main")).to_contain_text("วันนี้")
    expect(page.locator("#outbox")).to_be_hidden()


def test_the_first_step_opens_the_form_it_names(open_page, officer, slum):
    draft = factories.saved_survey(by=officer, place=slum, members_living=9)
    page = open_page(officer, PHONE)
    page.goto("/")
    page.locator("#next-steps ~ ol a").first.click()
    expect(page.locator("#entry")).not_to_have_attribute("aria-busy", "true")
    assert str(draft.pk) in page.url


def test_a_page_leads_to_its_own_page_of_the_handbook_and_its_picture(open_page, officer, slum):
    page = open_page(officer, PHONE)
    page.goto(f"/communities/{slum.pk}/")
    page.get_by_text("วิธีใช้หน้านี้").click()
    expect(page.locator("h1")).to_have_text("กรอกแบบสำรวจ")
    page.locator(".guide__picture img").scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.guide__picture img').naturalWidth > 300")
