"""Taking data out on a phone with the keyboard: choose, keep the choices, wait for the file, read it."""

import csv
import io
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from audit.models import AccessRecord
from tests import factories
from tests.jobs.running import run_waiting
from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)


def choose(page: Page) -> None:
    """CSV with codes alone, without debts; each by pressing its label, then kept under a name."""
    page.goto("/exports/?round=2570")
    expect(page.locator("#what")).to_contain_text("เขตดินแดง")
    page.get_by_text("CSV ในไฟล์ .zip").click()
    page.locator(".fold summary").press("Enter")
    page.locator("label.choice:has([name='words'][value='codes'])").click()
    page.locator("label.choice:has([name='rows'][value='debts'])").click()
    page.locator("#definition-name").fill("ให้นักสถิติ")
    page.locator(".export-keep button").press("Enter")
    expect(page.locator("main")).to_contain_text("บันทึกชุดตัวเลือก “ให้นักสถิติ” แล้ว")


def reveal(page: Page) -> None:
    expect(page.locator("#id_reason")).to_be_hidden()
    page.locator("#id_full").check()
    page.locator("#id_reason").fill("ตรวจรายชื่อก่อนลงพื้นที่")


def take(page: Page) -> dict[str, list[dict]]:
    """Start, wait and fetch the file; its tables by name."""
    page.locator("#start").press("Enter")
    page.wait_for_url("**/jobs/*/")
    run_waiting()
    with page.expect_download() as download:
        page.locator("a[href*='/files/']").click()
    with ZipFile(io.BytesIO(download.value.path().read_bytes())) as archive:
        texts = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    return {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in texts.items()}


def test_a_head_keeps_choices_and_takes_a_zip_of_codes(open_page, round_2570, officer, head, slum):
    factories.submitted_survey(by=officer, place=slum, phone="0812345678")
    page = open_page(head, PHONE)
    choose(page)
    reveal(page)
    tables = take(page)
    (survey,) = tables["แบบสำรวจ.csv"]
    assert (survey["house_tenure"], survey["เบอร์โทรศัพท์"]) == ("rent", "0812345678")
    assert len(tables["สมาชิก.csv"]) == 4 and "หนี้สิน.csv" not in tables
    assert AccessRecord.objects.filter(by=head, reason="ตรวจรายชื่อก่อนลงพื้นที่").count() == 2
