"""A household entered twice: seen while typing, merged by the head, taken apart again."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from surveys import actions
from surveys.models import Decision, Survey
from tests import factories
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.entering import begin, go_to, open_form, see_saved, write
from tests.surveys.duplicates import twins

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def place(slum, round_2570):
    return slum


def type_the_head(page) -> None:
    page.locator("[data-add=members]").click()
    for name, value in {"first_name": "สมชัย", "last_name": "ใจดี", "birth_date": "29/02/2527"}.items():
        write(page, f"members-0-{name}", value)


def test_a_known_household_is_named_while_typing_and_told_apart(open_page, officer, slum):
    known = twins.pair_of_forms(by=officer, place=slum)[0]
    page = open_form(open_page(officer, DESK))
    begin(page, slum)
    type_the_head(page)
    notice = page.locator("#entry-alike")
    expect(notice).to_contain_text("อาจเป็นครัวเรือนที่มีแบบอยู่แล้ว 2 แบบ", timeout=15_000)
    notice.locator("summary").click()
    expect(notice).to_contain_text("สมชาย ใจดี")
    expect(notice.get_by_role("link", name="เทียบสองแบบ").first).to_have_attribute("target", "_blank")
    for left in (1, 0):
        notice.get_by_role("button", name="คนละครัวเรือน").first.click()
        expect(notice.locator(".alike__one")).to_have_count(left, timeout=15_000)
    assert Decision.objects.filter(verdict="apart").count() == 2
    assert known.household_id in {key for one in Decision.objects.all() for key in (one.first, one.second)}


def test_a_form_joins_its_household_of_the_year_before(open_page, officer, slum):
    template = factories.saved_survey(by=officer, place=slum, payload=twins.family_form(slum))
    earlier = twins.earlier_form(template, by=officer)
    actions.delete(survey=template, by=officer, at=timezone.now(), reason="กรอกซ้ำ")
    twins.call_command("find_duplicates")
    page = open_form(open_page(officer, PHONE))
    begin(page, slum)
    go_to(page, "C")
    type_the_head(page)
    page.locator("#entry-alike summary").click()
    page.get_by_role("button", name="ใช้ครัวเรือนนี้").click()
    expect(page.locator("#entry-alike")).to_contain_text("แบบนี้เป็นของครัวเรือน")
    write(page, "members-0-last_name", "ใจดีมาก")
    see_saved(page)
    assert Survey.objects.get(round="2570").household_id == earlier.household_id


@pytest.mark.parametrize("device", [PHONE, DESK])
def test_a_head_compares_merges_and_undoes(open_page, officer, head, slum, device):
    twins.pair_of_forms(by=officer, place=slum, building="อาคาร ก")
    twins.found_pair()
    page = open_page(head, device)
    page.goto("/duplicates/")
    page.locator(".pair-names").click()
    expect(page.locator(".is-different")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= device["viewport"]["width"]
    page.locator("label.choice").first.click()
    page.get_by_role("button", name="รวมเป็นครัวเรือนเดียว").click()
    page.get_by_role("button", name="เลิกรวม").click()
    expect(page.locator("body")).to_contain_text("กลับมาเหมือนเดิม")
    assert Survey.objects.count() == 2
