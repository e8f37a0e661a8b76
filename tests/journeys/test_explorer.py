"""The explorer in a real browser: tenure crossed with income, its rows and its workbook."""

import io

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from surveys import figures
from tests import factories
from tests.journeys.conftest import DESK

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def households(officer, slum, round_2570):
    """Seven that rent and earn little, five that own and earn more."""
    answers = ((7, "rent", "up_to_10000"), (5, "owner", "up_to_20000"))
    made = [
        survey
        for number, tenure, income in answers
        for survey in factories.listed_surveys(
            number, by=officer, place=slum, state="submitted", house_tenure=tenure, income_bracket=income
        )
    ]
    figures.add_new([survey.pk for survey in made])


def test_tenure_is_crossed_with_income_down_to_the_rows_and_taken_to_excel(open_page, department, households):
    page = open_page(department, DESK)
    page.goto("/dashboard/explorer/")
    page.get_by_label("ไขว้กับ").select_option("income_bracket")
    page.get_by_role("button", name="แสดง", exact=True).click()
    page.wait_for_url("**/dashboard/explorer/?*columns=income_bracket*")
    expect(page.locator("#explorer svg")).to_contain_text("เช่า")
    expect(page.locator("#explorer h2")).to_contain_text("“เช่า” กับ “5,001–10,000 บาท” 58%")
    with page.expect_download() as file:
        page.get_by_role("link", name="ดาวน์โหลด Excel").click()
    book = load_workbook(io.BytesIO(file.value.path().read_bytes()))
    assert "เช่า" in [cell.value for cell in book.active["A"]]
    page.get_by_role("row", name="เช่า").get_by_role("link").first.click()
    page.wait_for_url("**/surveys/?*answer=house_tenure.rent&answer=income_bracket.up_to_10000")
    expect(page.locator("tbody tr")).to_have_count(7)
    expect(page.get_by_text("5,001–10,000 บาท")).to_be_visible()
