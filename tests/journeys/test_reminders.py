"""The Department reminds a late district, the officer says that they know, and the Department sees it."""

import pytest
from playwright.sync_api import expect

from tests.jobs.running import run_waiting
from tests.journeys.accessibility import graveness
from tests.journeys.conftest import DESK, PHONE

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("slum", "other_slum", "round_2570"),
]


def test_a_late_district_is_reminded_and_says_that_it_knows(open_page, department, officer):
    desk = open_page(department, DESK)
    desk.goto("/reminders/")
    desk.get_by_role("link", name="เตือนเขตที่ล่าช้า").click()
    desk.get_by_label("เลือกทุกเขตที่เตือนได้").uncheck()
    desk.get_by_label("ดินแดง").check()
    assert graveness(desk) == []
    desk.get_by_role("button", name="ดูก่อนส่ง").click()
    expect(desk.get_by_role("heading", name="เตือน 1 เขตนี้")).to_be_visible()
    desk.get_by_role("button", name="ส่งการเตือน").click()
    run_waiting()
    desk.get_by_role("link", name="ไปหน้าของงานนี้").click()
    expect(desk.get_by_text("รับทราบ 0 จาก 1 คน")).to_be_visible()

    phone = open_page(officer, PHONE)
    phone.goto("/")
    expect(phone.locator("#reminders")).to_contain_text("ตามวันของรอบควรสำรวจแล้ว")
    phone.get_by_role("button", name="รับทราบ").click()
    expect(phone.locator("#reminders")).to_have_count(0)

    desk.reload()
    desk.get_by_text("รับทราบ 1 จาก 1 คน").click()
    expect(desk.get_by_text("ทดสอบ officer")).to_be_visible()
