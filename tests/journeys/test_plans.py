"""A plan on its way: the head types it, the Department returns it, the head mends it, it is approved."""

import pytest
from playwright.sync_api import Page, expect

from plans.models import SurveyPlan
from tests import factories
from tests.journeys.conftest import DESK
from tests.plans import written

pytestmark = pytest.mark.django_db(transaction=True)


def types(page: Page, *words: str) -> None:
    """Type into one box after the other, going on with the tabulator as at a desk without a mouse."""
    for word in words:
        page.keyboard.type(word)
        page.keyboard.press("Tab")


def goes_on(page: Page) -> None:
    """Enter on the button that saves and leads to the next section."""
    page.locator(".save-bar button").first.focus()
    page.keyboard.press("Enter")


def writes_the_plan(page: Page) -> None:
    page.goto("/plans/")
    page.get_by_role("link", name="เริ่มเขียนแผน").press("Enter")
    page.get_by_label("พื้นที่เป้าหมาย").focus()
    types(page, "ริมคลองสามเสน", written_day(-5), written_day(60))
    page.get_by_label("ค้นหาชุมชน").focus()
    page.keyboard.type("ตลาด 12")
    expect(page.locator("#communities tbody tr:visible")).to_have_count(1)
    page.get_by_role("checkbox", name="หลังตลาด ๑๒").press("Space")
    expect(page.locator("#chosen-count")).to_have_text("เลือกแล้ว 1 ชุมชน 100 ครัวเรือน")
    goes_on(page)
    page.get_by_label("กระบวนการ").focus()
    types(page, "ชี้แจงแล้วเดินสำรวจ")
    page.get_by_role("checkbox", name="เดินสำรวจทุกหลัง").press("Space")
    page.get_by_role("checkbox", name="แท็บเล็ต").press("Space")
    goes_on(page)
    page.locator("[name=milestones-0-what]").focus()
    types(page, "ลงพื้นที่", written_day(-5), written_day(60), "ทีม 1")
    goes_on(page)
    page.locator("[name=people-0-name]").focus()
    types(page, "ทีม 1", "สัมภาษณ์", "ฝ่ายพัฒนาชุมชน", "๔")
    goes_on(page)


def written_day(number: int) -> str:
    return factories.thai.format_date_numeric(written.in_days(number))


def returns_it(page: Page) -> None:
    page.goto("/plans/?state=sent")
    page.get_by_role("link", name="ดินแดง").click()
    page.get_by_text("ส่งกลับให้เขตแก้").click()
    page.get_by_label("สิ่งที่ต้องแก้").fill("บอกวันของหลังตลาดด้วย")
    page.get_by_role("button", name="ส่งแผนกลับ").click()
    expect(page.get_by_text("ส่งแผนกลับให้เขตแก้แล้ว")).to_be_visible()
    page.goto("about:blank")  # the tests' database has one connection: two busy browsers would share it


def mends_it(page: Page) -> None:
    page.goto("/plans/")
    expect(page.locator(".notice")).to_contain_text("บอกวันของหลังตลาดด้วย")
    page.get_by_role("link", name="แก้ไขแผน").press("Enter")
    row = page.locator("#communities tr", has_text="หลังตลาด ๑๒")
    row.get_by_label("วันแรก").fill("31/11/2569")
    goes_on(page)
    expect(page.locator(".problems")).to_contain_text("ไม่มีวันที่นี้ในปฏิทิน")
    row.get_by_label("วันแรก").fill(written_day(0))
    goes_on(page)
    expect(page.get_by_label("กระบวนการ")).to_have_value("ชี้แจงแล้วเดินสำรวจ")
    page.goto("/plans/")
    page.get_by_role("button", name="ส่งแผนให้สำนัก").click()
    expect(page.get_by_text("ส่งแผนให้สำนักแล้ว")).to_be_visible()
    page.goto("about:blank")


def test_a_plan_is_typed_returned_mended_and_approved(open_page, head, department, round_2570, slum):
    factories.community("1026", "หลังตลาด ๑๒")
    desk, city = open_page(head, DESK), open_page(department, DESK)
    writes_the_plan(desk)
    desk.get_by_role("button", name="ส่งแผนให้สำนัก").press("Enter")
    expect(desk.get_by_text("ส่งแผนให้สำนักแล้ว")).to_be_visible()
    returns_it(city)
    mends_it(desk)
    city.goto("/plans/2570/1026/")
    city.get_by_role("button", name="อนุมัติแผน").click()
    expect(city.get_by_text("อนุมัติแผนแล้ว")).to_be_visible()
    plan = SurveyPlan.objects.get()
    assert (plan.state, plan.targets.get().households) == ("approved", 100)
    assert plan.targets.get().starts_on == written.today()
