"""The Department publishes a round's open data; a stranger finds it, reads what it means and takes a file."""

import csv
import io

import pytest
from playwright.sync_api import Page, expect

from tests.jobs.running import run_waiting
from tests.journeys.conftest import DESK, PHONE
from tests.open_data import versions

pytestmark = pytest.mark.django_db(transaction=True)


def publish(page: Page) -> None:
    """Prepare, look at what is withheld, write the note, confirm."""
    page.goto("/open-data/publish/")
    page.get_by_role("button", name="เตรียมฉบับใหม่").click()
    page.wait_for_url("**/jobs/*/")
    run_waiting()
    page.goto("/open-data/publish/")
    page.get_by_role("link", name="ตรวจดูและเผยแพร่").click()
    expect(page.locator("main")).to_contain_text("ปกปิดเท่าใด")
    page.locator("#id_note").fill("ปิดรอบแล้ว")
    page.locator("#id_sure").check()
    page.get_by_role("button", name="เผยแพร่", exact=True).click()
    expect(page.locator("main")).to_contain_text("เผยแพร่แล้ว 2570-1")


def take(page: Page) -> list[dict[str, str]]:
    """The figures as a stranger on a phone downloads them."""
    page.goto("/open-data/")
    expect(page.locator("main")).to_contain_text("ปิดรอบแล้ว")
    with page.expect_download() as download:
        page.get_by_role("link", name="figures.csv").click()
    return list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8-sig"))))


def test_what_the_department_publishes_a_stranger_takes(open_page, reference, department):
    versions.round_of([("1001", "slum", 60), ("1026", "urban", 3), ("1030", "urban", 50)])
    publish(open_page(department, DESK))
    stranger = open_page(None, PHONE)
    rows = {(row["place"], row["community_type"], row["measure"]): row for row in take(stranger)}
    assert rows["bangkok", "all", "surveys"]["value"] == "113"
    assert (
        rows["1026", "all", "surveys"] | {"withheld": "true", "value": ""} == rows["1026", "all", "surveys"]
    )
    stranger.get_by_role("link", name="ดูพจนานุกรมข้อมูล").click()
    stranger.locator("summary", has_text="สถานะการอยู่อาศัย").click()
    expect(stranger.locator("main")).to_contain_text("house_tenure.rent")
