"""The return loop: remark, answer on a phone, review, approve many, and the Department's word on the district."""

import pytest
from playwright.sync_api import Locator, Page, expect

from surveys import figures
from surveys.choices import State
from surveys.models import Comment, Survey
from tests import factories
from tests.journeys.conftest import DESK, PHONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def submitted(officer, slum, round_2570):
    return factories.submitted_survey(by=officer, place=slum)


def state_of(survey: Survey) -> str:
    return Survey.objects.get(pk=survey.pk).state


def returns_with_a_remark(desk: Page, survey: Survey) -> None:
    desk.goto(f"/review/{survey.pk}/")
    desk.locator("#field-rent_house dd").click(position={"x": 2, "y": 2})
    desk.locator("[name=comment-rent_house]").fill("รวมค่าน้ำไฟหรือไม่")
    desk.get_by_role("button", name="ส่งกลับให้แก้ไข").click()
    expect(desk.get_by_text("ส่งกลับให้แก้ไขแล้ว")).to_be_visible()
    desk.goto("about:blank")  # the tests' database has one connection: two busy browsers would share it


def answers_and_mends_on_a_phone(phone: Page, survey: Survey) -> None:
    phone.goto(f"/surveys/{survey.pk}/")
    phone.locator("#entry-returned").get_by_role("link", name="ค่าเช่าบ้าน").click()
    answers(phone.locator("#said-rent_house"), "รวมแล้ว แก้ให้เหลือค่าเช่า")
    phone.locator("[name=rent_house]").fill("2800")
    phone.locator("[name=rent_house]").blur()
    hands_in(phone)


def answers(beside: Locator, text: str) -> None:
    """Write below a remark; when it could not be sent the words are still there, and are sent once more."""
    beside.locator(".reply summary").click()
    beside.locator("textarea").fill(text)
    for _attempt in range(3):
        beside.get_by_role("button", name="ส่งคำตอบ").click()
        beside.locator(".comment__reply, .reply__refusal:visible").first.wait_for()
        if beside.locator(".comment__reply").count():
            break
        assert beside.locator("textarea").input_value() == text
    expect(beside.locator(".comment__reply")).to_contain_text(text)


def hands_in(phone: Page) -> None:
    """Walk to the end with the thumb and send the form."""
    send = phone.locator("[data-submit]:visible")
    while not send.count():
        phone.locator("[data-step='1']").click()
    send.first.click()
    expect(phone.locator("#entry-sent")).to_be_visible()


def test_a_remark_is_answered_on_a_phone_and_the_head_sees_what_became_of_it(
    open_page, officer, head, submitted
):
    desk, phone = open_page(head, DESK), open_page(officer, PHONE)
    returns_with_a_remark(desk, submitted)
    answers_and_mends_on_a_phone(phone, submitted)
    desk.goto(f"/review/{submitted.pk}/")
    thread = desk.locator(".thread")
    expect(thread).to_contain_text("3,000 บาท/เดือน → 2,800 บาท/เดือน")
    expect(thread).to_contain_text("รวมแล้ว แก้ให้เหลือค่าเช่า")
    desk.keyboard.press("a")
    expect(desk.get_by_text("อนุมัติแล้ว")).to_be_visible()
    assert state_of(submitted) == State.APPROVED and Comment.objects.get(parent=None).settled_by == head
    assert figures.differences() == []


def test_the_plain_forms_are_approved_by_one_button_and_one_look(open_page, officer, head, slum, submitted):
    doubtful = factories.submitted_survey(by=officer, place=slum)
    Survey.objects.filter(pk=doubtful.pk).update(soft_problems=1)
    Survey.objects.filter(pk=submitted.pk).update(soft_problems=0)
    desk = open_page(head, DESK)
    desk.goto("/review/")
    expect(desk.get_by_role("button", name="อนุมัติที่เลือก")).to_be_disabled()
    desk.get_by_role("button", name="เลือกเฉพาะที่ไม่มีข้อควรตรวจ").click()
    expect(desk.locator("#chosen-count")).to_have_text("เลือกไว้ 1 แบบ")
    desk.get_by_role("button", name="อนุมัติที่เลือก").click()
    desk.get_by_role("button", name="อนุมัติทั้งหมดนี้").click()
    expect(desk.get_by_role("heading", name="อนุมัติแล้ว 1 แบบ")).to_be_visible()
    assert (state_of(submitted), state_of(doubtful)) == (State.APPROVED, State.SUBMITTED)


def test_a_form_that_changed_before_the_last_press_is_not_approved_and_is_named(open_page, head, submitted):
    desk = open_page(head, PHONE)
    desk.goto("/review/")
    desk.locator("#choose-page").check()
    desk.get_by_role("button", name="อนุมัติที่เลือก").click()
    Survey.objects.filter(pk=submitted.pk).update(revision=9)
    desk.get_by_role("button", name="อนุมัติทั้งหมดนี้").click()
    expect(desk.get_by_role("heading", name="ไม่ได้อนุมัติ 1 แบบ")).to_be_visible()
    assert state_of(submitted) == State.SUBMITTED


def test_the_department_accepts_a_district_then_gives_it_back_and_the_head_reads_why(
    open_page, officer, head, department, slum, round_2570
):
    survey = factories.approved_survey(by=officer, head=head, place=slum)
    city, desk = open_page(department, DESK), open_page(head, DESK)
    city.goto("/review/districts/")
    city.get_by_role("link", name=survey.district.name).click()
    city.get_by_role("button", name="รับ 1 แบบ").click()
    expect(city.get_by_text("รับแล้วทั้งเขต").first).to_be_visible()
    city.get_by_label("เหตุผล").fill("พิกัดหลายหลังซ้ำกัน")
    city.get_by_label("รวม 1 แบบที่สำนักรับแล้ว").check()
    city.get_by_role("button", name="ส่งคืนเขต").click()
    expect(city.get_by_text("“พิกัดหลายหลังซ้ำกัน”")).to_be_visible()
    desk.goto("/review/")
    expect(desk.locator(".notice")).to_contain_text("พิกัดหลายหลังซ้ำกัน")
    assert state_of(survey) == State.SUBMITTED and figures.differences() == []


def test_a_head_unlocks_an_approved_form_and_the_history_says_why(open_page, officer, head, slum, round_2570):
    survey = factories.approved_survey(by=officer, head=head, place=slum)
    desk = open_page(head, DESK)
    desk.goto(f"/surveys/{survey.pk}/")
    desk.get_by_text("ปลดล็อกให้แก้ไข").click()
    desk.get_by_label("เหตุผล", exact=True).fill("เจ้าบ้านแจ้งค่าเช่าใหม่")
    desk.get_by_role("button", name="ปลดล็อก").click()
    expect(desk.get_by_role("heading", name="ประวัติของ")).to_be_visible()
    expect(desk.locator(".timeline__event").first).to_contain_text("เจ้าบ้านแจ้งค่าเช่าใหม่")
    assert state_of(survey) == State.RETURNED
