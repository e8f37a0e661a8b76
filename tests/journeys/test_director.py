"""The director asks where families must leave: from the city to a community, to paper and to a workbook."""

import io

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from accounts.models import User
from tests import factories
from tests.jobs.running import run_waiting
from tests.journeys.conftest import DESK

pytestmark = pytest.mark.django_db(transaction=True)
PLACES = {"1026": ("ดินแดง", 7), "1033": ("คลองเตย", 6), "1006": ("บางกะปิ", 5), "1001": ("พระนคร", 1)}
FORMS = 8
TOLD = {"problems": ["eviction_notice"], "eviction_by": "เจ้าของที่ดิน", "eviction_deadline": "unknown"}


@pytest.fixture
def surveyed(round_2570):
    """Eight forms in each of four districts; in each, so many families were told to leave."""
    for code, (_name, told) in PLACES.items():
        officer, place = factories.person("officer", code), factories.community(code, f"ริมคลอง {code}")
        for number in range(FORMS):
            answers = TOLD if number < told else {"problems": ["flood"]}
            factories.submitted_survey(by=officer, place=place, **answers)


def find_the_worst(page: Page) -> None:
    page.goto("/dashboard/tenure/")
    first = page.locator(".rank__row a").all_inner_texts()[:3]
    assert first == [name for name, _told in list(PLACES.values())[:3]]
    expect(page.locator("main")).to_contain_text("ความครอบคลุม")
    page.locator(".rank__row a").first.click()
    expect(page.locator("h1")).to_contain_text("เขตดินแดง: สำรวจแล้ว 8 ครัวเรือน")
    page.get_by_role("link", name="ริมคลอง 1026").first.click()
    expect(page.locator("h1")).to_contain_text("ริมคลอง 1026")


def cross(page: Page) -> None:
    page.goto("/dashboard/")
    page.get_by_role("link", name="สำรวจตัวเลข").click()
    page.select_option("[name=rows]", "house_tenure")
    page.select_option("[name=columns]", "income_bracket")
    page.get_by_role("button", name="แสดง").click()
    expect(page.locator("main table")).to_contain_text(str(FORMS * len(PLACES)))


def take_the_report(page: Page) -> list[str]:
    """Every text of the workbook."""
    page.goto("/dashboard/tenure/")
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.get_by_role("button", name="ทำรายงานผู้บริหาร (Excel)").click()
    page.wait_for_url("**/jobs/*/")
    run_waiting()
    with page.expect_download() as download:
        page.locator("a[href*='/files/']").click()
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    return [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]


def test_from_the_city_to_a_community_to_paper_and_a_workbook(open_page, department, surveyed):
    page = open_page(department, DESK)
    find_the_worst(page)
    cross(page)
    cells = take_the_report(page)
    assert any("ดินแดง" in cell for cell in cells) and any("ได้รับหนังสือให้ย้ายออก" in cell for cell in cells)


def test_an_officer_sees_small_numbers_of_the_own_district_alone(open_page, surveyed):
    officer = User.objects.get(username="officer.1001")
    page = open_page(officer, DESK)
    page.goto("/dashboard/tenure/?district=1001")
    row = page.locator("#problems tr", has_text="ได้รับหนังสือให้ย้ายออก")
    assert row.locator("td").first.text_content() == "1"
    page.goto("/dashboard/tenure/?district=1006")
    expect(page.locator("#problems")).to_contain_text("ปกปิด")
    assert page.locator("main a[href*='answer=']").count() == 0
