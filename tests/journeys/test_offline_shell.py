"""The product on a device: pages open without a network, wait for nobody, are renewed when wanted, and keep one's own."""

import re
import time

import pytest
from django.http import Http404
from playwright.sync_api import Page, expect

from bkkhousing.lib import static_names
from surveys.models import Survey
from surveys.views import entry, installing
from tests import factories
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.entering import begin, go_to, open_form, see_saved, write

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("round_2570")]

CACHES = "caches.keys().then((names) => names.filter((name) => name.startsWith('shell-')))"
REGISTERED = "navigator.serviceWorker.getRegistration().then(Boolean)"


def installed(page: Page, path: str = "/surveys/new/") -> Page:
    """A page whose device has kept all it needs, and whose next page the worker answers."""
    open_form(page, path)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function(f"{CACHES}.then((found) => found.length === 1)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.wait_for_function("caches.has('places')")
    return page


def sign_in_as(page: Page, user) -> None:
    session = factories.client_of(user).cookies["sessionid"].value
    page.context.add_cookies(
        [{"name": "sessionid", "value": session, "url": page.evaluate("location.origin")}]
    )


def type_without_signal(page: Page, community, house_no: str) -> Page:
    """A form begun with a signal, whose next answer only the device has."""
    begin(page, community)
    page.context.set_offline(True)
    go_to(page, "B")
    write(page, "house_no", house_no)
    expect(page.locator("#outbox-count")).to_contain_text("ยังไม่ส่ง 1 แบบ", timeout=10_000)
    return page


def change_a_file(monkeypatch) -> None:
    read = static_names.source
    monkeypatch.setattr(static_names, "source", lambda name: read(name) + (b"\n" if "frame" in name else b""))


def test_after_one_visit_a_new_form_opens_and_is_filled_without_a_network(open_page, officer, slum):
    page = installed(open_page(officer, PHONE))
    page.context.set_offline(True)
    open_form(page)
    expect(page.locator("[name=community] option", has_text="ร่วมใจพัฒนา")).to_have_count(1)
    page.select_option("[name=community]", str(slum.pk))
    go_to(page, "B")
    write(page, "house_no", "19/1")
    assert not Survey.objects.exists()
    page.context.set_offline(False)
    see_saved(page)
    assert Survey.objects.get().house_no == "19/1"


def test_a_page_without_a_network_still_knows_who_sits_before_it(open_page, officer, head):
    page = installed(open_page(head, DESK))
    page.context.set_offline(True)
    open_form(page)
    expect(page.locator(".menu__person")).to_have_text(f"{head.display_name} · ดินแดง")
    expect(page.locator(".rail[data-for-role=head]")).to_be_visible()
    expect(page.locator(".rail[data-for-role=officer]")).to_be_hidden()


def test_the_worker_answers_no_write_and_nothing_about_people(open_page, officer, slum):
    page = installed(open_page(officer, DESK))
    seen = []
    page.on(
        "response", lambda reply: seen.append((reply.request.method, reply.url, reply.from_service_worker))
    )
    open_form(page)
    begin(page, slum)
    assert [
        one for one in seen if one[2] and (one[0] != "GET" or "/surveys/" in one[1].partition("/api/")[2])
    ] == []
    assert [one[2] for one in seen if one[0] == "PUT" or "/people/" in one[1]] != []
    kept = page.evaluate("""async () => {
        const caught = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
        return caught.flat().map(({ url }) => new URL(url).pathname);
    }""")
    assert [path for path in kept if path.startswith("/api/") and "/communities/" not in path] == []


def test_a_browser_would_install_it(open_page, officer):
    page = installed(open_page(officer, PHONE))
    session = page.context.new_cdp_session(page)
    hindrances = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {one["errorId"] for one in hindrances} <= {"in-incognito"}  # as every browser of a test is
    assert session.send("Page.getAppManifest")["errors"] == []


def test_without_a_network_the_other_pages_give_way_to_the_outbox(open_page, officer):
    page = installed(open_page(officer, PHONE))
    page.context.set_offline(True)
    page.goto("/")
    expect(page).to_have_url(re.compile("/outbox/"))
    expect(page.locator("#outbox-instead")).to_contain_text("ไม่มีสัญญาณ")


def test_a_slow_server_does_not_keep_an_officer_waiting(open_page, officer, monkeypatch):
    page = installed(open_page(officer, PHONE))
    answer = entry.entry_shell
    monkeypatch.setattr(entry, "entry_shell", lambda *given: (time.sleep(8), answer(*given))[1])
    began = time.monotonic()
    open_form(page)
    assert time.monotonic() - began < 7


def test_a_newer_version_waits_until_the_person_wants_it(open_page, officer, slum, monkeypatch):
    page = installed(open_page(officer, DESK))
    before = page.evaluate(CACHES)
    page.select_option("[name=community]", str(slum.pk))
    change_a_file(monkeypatch)
    page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => true)")
    expect(page.locator("#device-newer")).to_contain_text("มีรุ่นใหม่ — เปิดใหม่เมื่อบันทึกแล้ว")
    see_saved(page)
    assert page.evaluate(CACHES) != before and page.input_value("[name=community]") == str(slum.pk)
    page.locator("[data-newer]").click()
    page.wait_for_function(f"{CACHES}.then((found) => found.length === 1 && found[0] !== '{before[0]}')")
    expect(page.locator("[name=community]")).to_have_value(str(slum.pk))
    expect(page.locator("#device-newer")).to_be_hidden()


def test_where_no_form_is_open_a_newer_version_comes_by_itself(open_page, officer, monkeypatch):
    page = installed(open_page(officer, DESK))
    before = page.evaluate(CACHES)
    change_a_file(monkeypatch)
    page.goto("/surveys/")
    page.wait_for_function(f"{CACHES}.then((found) => found.length === 1 && found[0] !== '{before[0]}')")


def test_a_worker_the_server_no_longer_has_takes_itself_away(open_page, officer, monkeypatch):
    page = installed(open_page(officer, DESK))

    def gone():
        raise Http404

    monkeypatch.setattr(installing.worker, "script", gone)
    browser = page.context.new_cdp_session(page)
    browser.send("ServiceWorker.enable")
    browser.send("ServiceWorker.stopAllWorkers")  # as the browser does after half a minute
    page.goto("/surveys/")
    page.wait_for_function(f"{CACHES}.then((found) => found.length === 0)")


def test_signing_out_says_what_is_unsent_and_takes_the_key_along(open_page, officer, slum):
    page = type_without_signal(installed(open_page(officer, DESK)), slum, "7")
    press_sign_out(page)
    expect(page.locator("#sign-out-dialog")).to_contain_text("แบบยังอยู่ในเครื่องนี้ แต่เปิดได้เมื่อคุณเข้าสู่ระบบอีกครั้ง")
    page.locator("#sign-out-dialog [data-stay]").click()
    assert page.input_value("[name=house_no]") == "7"
    press_sign_out(page)
    page.locator("#sign-out-dialog [data-leave]").click()
    expect(page).to_have_url(re.compile("/outbox/"))
    expect(page.locator(".outbox li")).to_have_count(0)
    page.context.set_offline(False)
    page.evaluate("location.assign('/surveys/new/')")  # which the page itself leaves again
    expect(page).to_have_url(re.compile("/accounts/login/"))


def press_sign_out(page: Page) -> None:
    page.locator(".menu__button").click()
    page.locator("[data-sign-out] button").click()


def test_the_forms_of_the_frame_work_in_a_page_drawn_for_nobody(open_page, officer, slum):
    survey = factories.saved_survey(by=officer, place=slum)
    page = open_form(open_page(officer, DESK), survey.get_absolute_url())
    page.locator(".menu__button").click()
    page.locator(".language [value=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile(str(survey.pk)))
    page.locator("#search").fill("ร่วมใจ")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/surveys/"))
    press_sign_out(page)
    expect(page).to_have_url(re.compile("/accounts/login/"))


def test_the_next_person_on_a_device_sees_how_many_wait_but_not_whose(
    open_page, officer, other_officer, slum
):
    page = type_without_signal(installed(open_page(officer, DESK)), slum, "7")
    sign_in_as(page, other_officer)
    page.context.set_offline(False)
    page.goto("/")
    expect(page.locator("#device-others")).to_contain_text("มีแบบของเจ้าหน้าที่คนอื่นค้าง 1 แบบในเครื่องนี้")
    expect(page.locator("#outbox-count")).to_be_hidden()
    assert "ดินแดง" not in page.content()
    assert page.evaluate("caches.has('places')") is False
