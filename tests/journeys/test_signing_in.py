"""Heads add an app or a passkey in the browser and sign in with it, also in place on the entry page."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import SecondFactor, Session
from tests import factories
from tests.accounts.signing import app_of, code
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.entering import begin, go_to, open_form, see_saved, write
from tests.journeys.keeping import sign_in_here

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("round_2570")]


def enter_password(page: Page, user, address: str = "/accounts/login/") -> None:
    page.goto(address)
    page.fill("#id_username", user.username)
    page.fill("#id_password", factories.PASSWORD)
    page.locator(".sign-in__form form[data-once] button").click()


def hold_a_passkey(page: Page) -> None:
    """The browser gets an authenticator whose owner always shows a finger."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    has = dict.fromkeys(
        ("hasResidentKey", "hasUserVerification", "isUserVerified", "automaticPresenceSimulation"), True
    )
    tools.send(
        "WebAuthn.addVirtualAuthenticator", {"options": {"protocol": "ctap2", "transport": "internal", **has}}
    )


def test_a_head_is_led_to_add_an_app_and_begins_to_work(open_page, head, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    page = open_page(None, PHONE)
    enter_password(page, head)
    expect(page.locator("h1")).to_have_text("การยืนยันตัวตนขั้นที่สอง")
    page.locator("a", has_text="ตั้งค่าแอป").click()
    expect(page.locator("img.factor-square")).to_be_visible()
    secret = Session.objects.get(user=head).get_decoded()["new_app"]
    page.fill("#id_code", code(of=secret))
    page.locator("button", has_text="เปิดใช้").click()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    page.locator("a", has_text="ไปต่อ").click()
    expect(page.locator("h1")).not_to_have_text("การยืนยันตัวตนขั้นที่สอง")


def test_a_passkey_is_added_and_signs_in_alone(open_page, head, settings, live_server):
    page = open_page(None, DESK)
    place = live_server.url.replace("127.0.0.1", "localhost")
    hold_a_passkey(page)
    enter_password(page, head, f"{place}/accounts/login/?next=/accounts/factors/")
    page.locator("button", has_text="เพิ่มพาสคีย์").click()
    expect(page.locator(".rows__row", has_text="พาสคีย์")).to_be_visible()
    page.context.clear_cookies()
    page.goto(f"{place}/accounts/login/?next=/accounts/me/")
    page.locator("button", has_text="เข้าด้วยพาสคีย์").click()
    expect(page.locator("h1")).to_have_text("บัญชีของฉัน")
    assert SecondFactor.objects.get().used_at


def test_a_head_whose_session_ended_shows_the_code_in_place(open_page, head, slum):
    app_of(head)
    page = open_form(open_page(head, PHONE))
    begin(page, slum)
    Session.objects.all().delete()
    go_to(page, "B")
    write(page, "house_no", "7")
    page.locator("#entry-refusal button", has_text="เข้าสู่ระบบตรงนี้").click()
    sign_in_here(page, head.username, factories.PASSWORD)
    page.fill("#again-code", "000000")
    page.locator("#sign-in-dialog button[type=submit]").click()
    expect(page.locator("#sign-in-dialog [data-said]")).to_contain_text("รหัสไม่ถูกต้อง")
    page.fill("#again-code", code())
    page.locator("#sign-in-dialog button[type=submit]").click()
    see_saved(page)
