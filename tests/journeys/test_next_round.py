"""A household in the next round: its form begins with the last answers, each confirmed or changed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from surveys.models import Survey
from tests import factories
from tests.journeys.accessibility import graveness
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.entering import choose, go_to, open_form, see_saved, write

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def last_year(officer, slum, round_2570) -> Survey:
    opened = timezone.localdate() - timedelta(days=400)
    factories.open_round("2569", opens_on=opened, fiscal_year=2569)
    given = factories.household_of_four(slum, 7, "2569", comment="น้ำท่วมทุกปี")
    return factories.saved_survey(by=officer, place=slum, payload=given)


def new_form(page: Page, last_year: Survey) -> Page:
    return open_form(page, f"/surveys/new/?household={last_year.household_id}")


def mark(page: Page, name: str):
    return page.locator(f"[data-field='{name}'] .former")


def test_a_new_form_begins_with_the_last_answers_and_says_so(open_page, officer, last_year):
    page = new_form(open_page(officer, DESK), last_year)
    expect(page.locator("[name=rent_house]")).to_have_value("3,000")
    expect(mark(page, "rent_house")).to_contain_text("จากรอบ 2569")
    expect(page.locator("[data-roster=members] .person")).to_have_count(4)
    expect(page.locator("[data-roster=members] [data-row='0'] summary")).to_contain_text("สมชาย ใจดี")
    assert graveness(page) == []


def test_what_is_asked_anew_is_empty(open_page, officer, last_year):
    page = new_form(open_page(officer, DESK), last_year)
    for name in ("visit_result", "privacy_notice", "sensitive_consent", "informant"):
        expect(page.locator(f"[name={name}]:checked")).to_have_count(0)
    expect(page.locator("[name=comment]")).to_have_value("")
    assert Survey.objects.count() == 1


def test_a_changed_answer_stands_beside_the_former_one(open_page, officer, last_year):
    page = new_form(open_page(officer, DESK), last_year)
    write(page, "rent_house", "3,500")
    expect(mark(page, "rent_house")).to_contain_text("รอบ 2569: 3,000")
    mark(page, "rent_house").get_by_role("button", name="ใช้คำตอบเดิม").click()
    expect(page.locator("[name=rent_house]")).to_have_value("3,000")
    expect(mark(page, "rent_house")).to_have_count(0)


def test_enter_confirms_what_it_passes(open_page, officer, last_year):
    page = new_form(open_page(officer, DESK), last_year)
    page.locator("[name=rent_house]").focus()
    page.keyboard.press("Enter")
    expect(mark(page, "rent_house")).to_have_count(0)
    expect(page.locator("[name=rent_house]")).to_have_value("3,000")


def test_a_press_on_the_same_choice_confirms_it(open_page, officer, last_year):
    page = new_form(open_page(officer, PHONE), last_year)
    choose(page, "visit_result", "complete")
    go_to(page, "D")
    choose(page, "material", "wood")
    expect(mark(page, "material")).to_have_count(0)
    expect(page.locator("[name=material]:checked")).to_have_value("wood")


def test_a_whole_section_is_confirmed_at_once_and_stays_so(open_page, officer, last_year):
    page = new_form(open_page(officer, DESK), last_year)
    choose(page, "visit_result", "complete")
    section = page.locator("#section-D")
    expect(section.locator(".former-all")).to_contain_text("จากรอบ 2569 ยังไม่ยืนยัน")
    section.get_by_role("button", name="ทุกข้อในส่วนนี้เหมือนเดิม").click()
    expect(section.locator(".former")).to_have_count(0)
    see_saved(page)
    page.reload()
    expect(page.locator("#section-E .former-all")).to_be_visible()
    expect(page.locator("#section-D .former")).to_have_count(0)


def test_the_new_form_is_the_same_household_in_the_new_round(open_page, officer, last_year):
    page = new_form(open_page(officer, DESK), last_year)
    choose(page, "visit_result", "complete")
    see_saved(page)
    survey = Survey.objects.get(round="2570")
    assert survey.household_id == last_year.household_id
    assert (survey.rent_house, survey.members.count(), survey.comment) == (3000, 4, "")


def test_a_removed_member_leaves_the_marks_of_the_others(open_page, officer, last_year):
    page = new_form(open_page(officer, DESK), last_year)
    page.locator("[data-row='1'] summary").click()
    page.locator("[data-row='1'] [data-remove]").click()
    page.locator("#remove-dialog [data-yes]").click()
    page.locator("[data-row='1'] summary").click()
    write(page, "members-1-last_name", "ใจงาม")
    expect(mark(page, "members-1-last_name")).to_contain_text("รอบ 2569: ใจดี")


def test_the_households_page_leads_to_the_form_of_this_round(open_page, officer, last_year):
    page = open_page(officer, PHONE)
    page.goto(f"/households/{last_year.household_id}/")
    page.get_by_role("link", name="เริ่มแบบใน").click()
    expect(page.locator("#entry")).not_to_have_attribute("aria-busy", "true")
    go_to(page, "B")
    expect(page.locator("[name=house_no]")).to_have_value("7/3")


def test_a_person_who_is_the_same_is_confirmed_in_one_press(open_page, officer, last_year):
    page = new_form(open_page(officer, DESK), last_year)
    row = page.locator("[data-roster=members] [data-row='0']")
    row.locator("summary").click()
    expect(row.locator(".former")).not_to_have_count(0)
    row.get_by_role("button", name="แถวนี้เหมือนเดิมทุกข้อ").click()
    expect(row.locator(".former")).to_have_count(0)
    expect(row.locator("summary")).to_be_focused()
