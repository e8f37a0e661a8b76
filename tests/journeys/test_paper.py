"""Forms on paper through a browser: the pages that the printer gets, and the way back from a code."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from surveys.models import PaperForm, Survey
from tests import factories
from tests.journeys.conftest import DESK
from tests.journeys.entering import choose, see_saved, write

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("round_2570")]
PAGE_OF_PDF = re.compile(rb"/Type\s*/Page\b(?!s)")
TORN = """[...document.querySelectorAll('.sheet-page')].filter((page) => {
  const body = page.querySelector('.sheet-page__body');
  return body.scrollHeight > body.clientHeight || body.scrollWidth > body.clientWidth + 1;
}).length"""
BLOCKS = "(place) => document.querySelectorAll(`${place} [data-block]`).length"


@pytest.fixture
def households(officer, slum):
    """Two families known from an earlier round: one of four, one of eight."""
    earlier = factories.open_round("2569", opens_on=timezone.localdate().replace(year=2025))
    many = factories.household_of_four(slum, number=3, round_code=earlier.pk)
    many["members"] += [
        factories.member(500 + n, relation="relative", first_name=f"ญาติ{n}") for n in range(4)
    ]
    few = factories.household_of_four(slum, number=2, round_code=earlier.pk)
    return [factories.saved_survey(by=officer, place=slum, payload=given).household for given in (few, many)]


def printed(page: Page, slum) -> Page:
    page.goto(f"/surveys/paper/?community={slum.pk}")
    page.locator("button[form=print-prefilled]").click()
    expect(page.locator("#paper-print")).to_be_enabled(timeout=15_000)
    return page


def test_a_batch_has_whole_pages_and_an_even_number_for_every_form(open_page, officer, slum, households):
    page = printed(open_page(officer, DESK), slum)
    sheets = page.locator(".sheet-page").count()
    numbers = page.locator("[data-pages]").all_text_contents()
    assert page.evaluate(TORN) == 0
    assert all(int(number) % 2 == 0 for number in numbers)
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(PAGE_OF_PDF.findall(pdf)) == sheets == sum({int(n) for n in numbers})


def test_every_page_carries_the_code_of_its_form(open_page, officer, slum, households):
    page = printed(open_page(officer, DESK), slum)
    codes = {f"{one.code[:3]}-{one.code[3:6]}-{one.code[6:]}" for one in PaperForm.objects.all()}
    heads = page.locator(".sheet-page__code").all_text_contents()
    assert len(codes) == 2 and set(heads) == codes
    assert page.evaluate(
        "[...document.querySelectorAll('[data-square]')].every((one) => one.naturalWidth > 20)"
    )


def test_no_question_is_lost_between_the_pages(open_page, officer, round_2570):
    page = open_page(officer, DESK)
    page.goto("/surveys/paper/")
    page.fill("#number", "3")
    page.get_by_role("button", name="พิมพ์แบบเปล่า").click()
    expect(page.locator("#paper-print")).to_be_enabled(timeout=15_000)
    whole = page.evaluate(
        "document.getElementById('paper-form').content.querySelectorAll('[data-block]').length"
    )
    assert page.evaluate(BLOCKS, "#paper-sheets") == 3 * whole


def test_a_family_of_eight_gets_a_sheet_more_with_its_people(open_page, officer, slum, households):
    page = printed(open_page(officer, DESK), slum)
    more = page.locator(".sheet-page:has(.paper-title:text('ใบต่อ'))")
    expect(more).to_have_count(1)
    row = more.locator("tbody tr").first
    expect(row).to_contain_text("7")
    expect(row.locator("[data-member]")).to_have_text("ญาติ2 ใจดี")


def test_the_english_form_is_whole_too(open_page, officer, slum, households):
    page = open_page(officer, DESK)
    page.goto("/surveys/paper/")
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": page.url}])
    printed(page, slum)
    assert page.evaluate(TORN) == 0
    expect(page.locator(".paper-question__number").first).to_have_text("A1")


def test_a_typed_code_opens_the_household_and_the_same_form_twice_is_one_survey(
    open_page, officer, slum, households
):
    printed(open_page(officer, DESK), slum)
    form = PaperForm.objects.get(household=households[0])
    page = open_page(officer, DESK)
    page.goto("/surveys/paper/")
    page.fill("#paper-code", form.code.lower())
    page.get_by_role("button", name="เปิดแบบ").click()
    expect(page.locator("#entry")).not_to_have_attribute("aria-busy", "true")
    expect(page.locator("[name=house_no]")).to_have_value("2/3")
    choose(page, "visit_result", "complete")
    see_saved(page)
    entered = Survey.objects.get(round_id="2570")
    assert (entered.pk, entered.household_id) == (form.survey_id, households[0].pk)
    page.goto(f"/p/{form.code}/")
    expect(page).to_have_url(re.compile(f"/surveys/{entered.pk}/$"))


def test_a_form_opened_on_two_machines_is_still_one_survey(open_page, officer, head, slum, households):
    printed(open_page(officer, DESK), slum)
    form = PaperForm.objects.get(household=households[0])
    pages = [open_page(person, DESK) for person in (officer, head)]
    for page in pages:
        page.goto(f"/p/{form.code}/")
        expect(page.locator("#entry")).not_to_have_attribute("aria-busy", "true")
    write(pages[0], "soi", "ร่วมใจ 1")
    see_saved(pages[0])
    write(pages[1], "soi", "ร่วมใจ 2")
    expect(pages[1].locator("#conflict-dialog")).to_be_visible(timeout=15_000)
    assert Survey.objects.filter(round_id="2570").count() == 1
