"""A file of a district on its way in, in a browser: columns, a name, the trial, the good rows, the workbook, undo."""

import io

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from communities.models import CommunityAlias
from surveys.models import Survey
from tests.jobs.running import run_waiting
from tests.journeys.conftest import DESK
from tests.surveys import kobo
from tests.surveys.importing.walking import keep_open

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = (kobo.row(1), kobo.row(2, community_name="ชุมชนร่วมใจพัฒนาา"), kobo.row(3, rent_price="มาก"))


def send(page: Page) -> None:
    page.goto("/imports/")
    file = {"name": "เขตดินแดง.csv", "mimeType": "text/csv", "buffer": kobo.text_of(*ROWS).encode()}
    page.set_input_files("#file", file)
    page.locator("#send").press("Enter")
    page.wait_for_url("**/imports/*/")
    work(page)


def work(page: Page) -> None:
    """The worker does what waits, and the page learns of it by itself."""
    expect(page.locator("[data-job]")).to_have_count(1)
    run_waiting()
    expect(page.locator("[data-job]")).to_have_count(0)


def map_columns(page: Page) -> None:
    expect(page.locator("main")).to_contain_text("3 แถว 11 คอลัมน์")
    page.get_by_role("button", name="ถัดไป").press("Enter")
    expect(page.get_by_label("house_status คือ")).to_have_value("house_tenure")
    page.locator("#save_as").fill("Kobo ของเขต")
    page.get_by_role("button", name="ทดลองนำเข้า").press("Enter")
    work(page)


def match_name(page: Page) -> None:
    expect(page.locator("#names")).to_have_text("ไม่พบชุมชนชื่อนี้ในทะเบียน 1 ชื่อ")
    expect(page.get_by_role("radio", name="ร่วมใจพัฒนา คล้าย")).to_be_checked()
    page.get_by_role("button", name="บันทึกชื่อและทดลองต่อ").press("Enter")
    work(page)


def write_good_rows(page: Page) -> None:
    expect(page.locator("#rows ~ .table-box")).to_contain_text("rent_price")
    assert Survey.objects.count() == 0
    page.get_by_role("button", name="บันทึกเฉพาะ 2 แถวที่รับได้").press("Enter")
    work(page)
    expect(page.locator("#result")).to_contain_text("บันทึกแล้ว")
    assert Survey.objects.count() == 2


def take_workbook(page: Page) -> list[tuple]:
    """The rows of the workbook that came back."""
    address = page.url
    page.get_by_role("button", name="ทำไฟล์พร้อมหมายเหตุ").press("Enter")
    work(page)
    with page.expect_download() as download:
        page.locator("a[href*='/files/']").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    page.goto(address)
    return list(book.worksheets[0].iter_rows(values_only=True))


def undo(page: Page) -> None:
    page.locator("summary", has_text="ย้อนคืนทั้งไฟล์").press("Enter")
    page.get_by_role("button", name="ยืนยันย้อนคืนทุกแถว").press("Enter")
    work(page)
    expect(page.locator("#result")).to_contain_text("ย้อนคืนแล้ว")


def test_an_officer_brings_a_file_in_and_takes_it_back(open_page, officer, slum, reference):
    keep_open("2568")
    page = open_page(officer, DESK)
    send(page)
    map_columns(page)
    match_name(page)
    assert CommunityAlias.objects.get(community=slum).name == "ชุมชนร่วมใจพัฒนาา"
    write_good_rows(page)
    results = [row[-1] for row in take_workbook(page)[1:]]
    assert results[:2] == ["สร้างใหม่แล้ว"] * 2 and results[2].startswith("ไม่รับ")
    undo(page)
    assert Survey.objects.count() == 0
