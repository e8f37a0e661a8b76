"""The entry page in a real browser: by touch on a phone, by keyboard at a desk, from machine to machine."""

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import Session
from surveys import actions
from surveys.models import Survey
from tests import factories
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.entering import begin, choose, go_to, open_form, see_saved, write

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("round_2570")]


def the_survey() -> Survey:
    return Survey.objects.get()


def test_a_form_begun_by_touch_is_saved_as_it_is_typed(open_page, officer, slum):
    page = open_form(open_page(officer, PHONE))
    begin(page, slum)
    go_to(page, "C")
    page.locator("[data-add=members]").click()
    write(page, "members-0-first_name", "สมชาย")
    write(page, "members-0-birth_date", "๒๙/๐๒/๒๕๒๗")
    expect(page.locator("#echo-members-0-birth_date")).to_contain_text("29 ก.พ. 2527 · อายุ")
    see_saved(page)
    member = the_survey().members.get()
    assert (member.first_name, member.relation, member.birth_date) == ("สมชาย", "head", date(1984, 2, 29))


def test_only_one_section_is_shown_on_a_phone(open_page, officer, slum):
    page = open_form(open_page(officer, PHONE))
    assert page.locator(".entry__section:visible").count() == 1
    page.locator("[data-sections]").click()
    page.locator("#sections-copy [data-go=E]").click()
    expect(page.locator("#section-place")).to_have_text("ส่วน 5/8")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_another_machine_goes_on_where_the_first_one_stopped(open_page, officer, head, slum):
    first = open_form(open_page(officer, PHONE))
    begin(first, slum)
    go_to(first, "B")
    write(first, "house_no", "๑๒/๓")
    see_saved(first)
    second = open_form(open_page(head, DESK), the_survey().get_absolute_url())
    assert second.input_value("[name=house_no]") == "๑๒/๓"
    assert second.locator("[name=visit_result]:checked").get_attribute("value") == "complete"
    assert second.input_value("[name=community]") == str(slum.pk)


def test_hidden_answers_come_back_when_their_question_does(open_page, officer, slum):
    page = open_form(open_page(officer, DESK))
    begin(page, slum)
    write(page, "floods_per_year", "๒")
    write(page, "flood_depth", "30")
    write(page, "floods_per_year", "0")
    expect(page.locator("[name=flood_depth]")).to_be_hidden()
    see_saved(page)
    again = open_form(open_page(officer, DESK), the_survey().get_absolute_url())
    write(again, "floods_per_year", "1")
    expect(again.locator("[name=flood_depth]")).to_have_value("30")
    see_saved(again)


def test_two_people_in_one_form_are_both_asked(open_page, officer, head, slum):
    survey = factories.saved_survey(by=officer, place=slum)
    mine = open_form(open_page(officer, DESK), survey.get_absolute_url())
    theirs = open_form(open_page(head, DESK), survey.get_absolute_url())
    write(theirs, "house_no", "9/9")
    see_saved(theirs)
    expect(theirs.locator("#save-state")).to_have_class("save-state save-state--saved")
    survey.refresh_from_db()
    write(mine, "road", "ถนนมิตรไมตรี")
    expect(mine.locator("#conflict-dialog")).to_be_visible()
    expect(mine.locator("#conflict-list")).to_contain_text("9/9")
    mine.locator("[data-all=theirs]").click()
    mine.locator("[data-merge]").click()
    expect(mine.locator("[name=house_no]")).to_have_value("9/9")


def test_without_signal_typing_goes_on_and_is_saved_later(open_page, officer, slum):
    page = open_form(open_page(officer, PHONE))
    begin(page, slum)
    page.context.set_offline(True)
    go_to(page, "B")
    write(page, "house_no", "5")
    expect(page.locator("#save-state")).to_have_text("บันทึกในเครื่อง · รอสัญญาณ")
    expect(page.locator("#outbox-count")).to_have_text("ยังไม่ส่ง 1 แบบ")
    write(page, "soi", "ประชาสงเคราะห์ 14")
    page.context.set_offline(False)
    see_saved(page)
    assert the_survey().soi == "ประชาสงเคราะห์ 14"


def test_an_answer_lost_on_the_way_back_is_no_conflict(open_page, officer, slum):
    page = open_form(open_page(officer, DESK))
    begin(page, slum)
    page.route("**/api/v1/surveys/**", lambda route: (route.fetch(), route.abort()), times=1)
    write(page, "rent_house", "๓,๐๐๐")
    expect(page.locator("#save-state")).to_have_text("บันทึกในเครื่อง · รอสัญญาณ")
    write(page, "members_living", "4")
    see_saved(page)
    expect(page.locator("#conflict-dialog")).to_be_hidden()
    assert (the_survey().rent_house, the_survey().members_living) == (3000, 4)


def test_the_point_of_the_house_comes_from_the_device(open_page, officer, slum):
    page = open_page(officer, PHONE)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 13.7651234, "longitude": 100.5539876, "accuracy": 12})
    go_to(open_form(page), "B")
    page.locator("[data-locate]").click()
    expect(page.locator("#locate-state")).to_contain_text("±12 เมตร")
    see_saved(page)
    survey = the_survey()
    assert (survey.lat, survey.lng, survey.accuracy, survey.point_source) == (
        13.765123,
        100.553988,
        12,
        "gps",
    )


def test_an_ended_session_says_so_and_keeps_what_was_typed(open_page, officer, slum):
    page = open_form(open_page(officer, DESK))
    begin(page, slum)
    Session.objects.all().delete()
    write(page, "house_no", "7")
    expect(page.locator("#entry-refusal")).to_contain_text("หมดเวลาเข้าสู่ระบบ")
    assert page.input_value("[name=house_no]") == "7"


def test_what_the_head_wrote_stands_at_its_field(open_page, officer, head, slum):
    survey = factories.submitted_survey(by=officer, place=slum)
    said = [("rent_house", "ตรวจใบเสร็จค่าเช่า")]
    actions.send_back(survey=survey, by=head, at=timezone.now(), comments=said)
    page = open_form(open_page(officer, DESK), survey.get_absolute_url())
    expect(page.locator("#entry-returned")).to_contain_text("ส่งกลับแก้ไข 1 ข้อ")
    expect(page.locator("[data-field=rent_house]")).to_contain_text("ตรวจใบเสร็จค่าเช่า")
    page.locator("#entry-returned li a").click()
    expect(page.locator("[name=rent_house]")).to_be_focused()


def test_a_stopped_form_names_what_is_left_and_is_sent_when_it_is_mended(open_page, officer, slum):
    survey = factories.saved_survey(by=officer, place=slum, informant="leader", rent_house="-5")
    page = open_form(open_page(officer, DESK), survey.get_absolute_url())
    page.locator("[data-submit]:visible").click()
    expect(page.locator("#entry-problems")).to_be_focused()
    expect(page.locator("#entry-problems h2")).to_contain_text("ต้องแก้ 1 ข้อ ต้องยืนยัน 1 ข้อ")
    page.locator("#entry-problems a", has_text="ค่าเช่าบ้าน").click()
    write(page, "rent_house", "3000")
    page.locator("[data-field=informant] input[data-reason]").fill("หัวหน้าครัวเรือนทำงานกลางคืน")
    expect(page.locator("#entry-problems")).to_be_hidden()
    page.locator("[data-submit]:visible").click()
    expect(page.locator("#entry-sent")).to_be_visible(timeout=15_000)
    assert the_survey().confirmed == {"informant_proxy@informant": "หัวหน้าครัวเรือนทำงานกลางคืน"}


def test_the_keyboard_is_enough_at_a_desk(open_page, officer, slum):
    page = open_form(open_page(officer, DESK))
    page.locator("[name=community]").focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator("#section-B")).to_be_focused()
    page.locator("[name=house_no]").focus()
    page.keyboard.type("12/3")
    page.keyboard.press("Enter")
    expect(page.locator("[name=no_house_number]").first).to_be_focused()
    page.keyboard.press("Control+s")
    see_saved(page)
    page.locator("[name=phone]").focus()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-field=phone] .answer__none")).to_contain_text("ไม่ทราบ")
    see_saved(page)


def test_a_community_is_found_by_a_part_of_its_name(open_page, officer, slum):
    for number in range(12):
        factories.community("1026", f"ชุมชนซอย {number}")
    page = open_form(open_page(officer, DESK))
    expect(page.locator("#community-filter")).to_be_focused()
    page.keyboard.type("ใจพัฒ")
    expect(page.locator(".found__one")).to_have_text(["ร่วมใจพัฒนา"])
    page.keyboard.press("Enter")
    expect(page.locator("[name=community]")).to_have_value(str(slum.pk))
    see_saved(page)


def test_untouched_questions_are_not_shouted_at(open_page, officer, slum):
    page = open_form(open_page(officer, DESK))
    write(page, "house_no", "1")
    see_saved(page)
    assert page.locator(".problem:visible").count() == 0
    expect(page.locator("#required-left")).to_contain_text("ข้อที่ต้องตอบ")


def test_a_removed_member_takes_only_its_own_answers(open_page, officer, slum):
    survey = factories.saved_survey(by=officer, place=slum)
    page = open_form(open_page(officer, DESK), survey.get_absolute_url())
    page.locator("[data-row='1'] summary").click()
    page.locator("[data-row='1'] [data-remove]").click()
    page.locator("#remove-dialog [data-yes]").click()
    expect(page.locator(".person")).to_have_count(3 + 1)  # three members and one debt
    see_rows(page, survey, ["สมชาย", "ฟ้าใส", "ยายมี"])
    page.locator("[data-roster=members] [data-row='1'] summary").click()
    assert page.input_value("[name=members-1-first_name]") == "ฟ้าใส"


def see_rows(page: Page, survey: Survey, names: list[str]) -> None:
    page.keyboard.press("Control+s")
    expect(page.locator("#save-state")).to_have_class("save-state save-state--saved")
    assert [row.first_name for row in survey.members.all()] == names


def test_a_choice_is_taken_back_by_pressing_it_again(open_page, officer, slum):
    page = open_form(open_page(officer, PHONE))
    begin(page, slum)
    choose(page, "visit_result", "complete")
    expect(page.locator("[name=visit_result]:checked")).to_have_count(0)
    see_saved(page)


def test_somebody_quick_is_saved_within_two_seconds_but_not_field_by_field(open_page, officer, slum):
    page = open_form(open_page(officer, DESK))
    begin(page, slum)
    sent = []
    page.on("request", lambda one: sent.append(one) if one.method in ("PUT", "PATCH") else None)
    for number in range(6):
        write(page, "house_no", f"{number}/3")
        page.wait_for_timeout(500)
    page.wait_for_timeout(1500)
    assert 2 <= len(sent) <= 4
    assert the_survey().house_no == "5/3"


def test_only_changes_are_sent_and_the_whole_form_when_they_are_refused_or_handed_in(
    open_page, officer, slum
):
    survey = factories.saved_survey(by=officer, place=slum)
    page, sent = open_form(open_page(officer, DESK), survey.get_absolute_url()), []
    # Looking for households like this one goes its own way, whenever it comes.
    ways = tuple(f"/api/v1/surveys/{survey.pk}/{last}" for last in ("", "submit/"))
    page.on("request", lambda one: sent.append(one.method) if one.url.endswith(ways) else None)
    refused = {"status": 405, "json": {"code": "method_not_allowed", "sentence": ""}}
    page.route(
        "**/api/v1/surveys/*/",
        lambda route: route.fulfill(**refused) if route.request.method == "PATCH" else route.continue_(),
    )
    change(page, "house_no", "7/7")
    page.unroute("**/api/v1/surveys/*/")
    change(page, "soi", "ประชาสงเคราะห์ 14")
    assert sent == ["PATCH", "PUT", "PATCH"]
    page.locator("[data-submit]:visible").click()
    expect(page.locator("#entry-sent")).to_be_visible()
    assert sent[3:5] == ["PUT", "POST"]
    assert (the_survey().house_no, the_survey().soi, the_survey().revision) == ("7/7", "ประชาสงเคราะห์ 14", 3)


def change(page: Page, name: str, text: str) -> None:
    """Type an answer and wait until the server has it."""
    with page.expect_response(lambda reply: reply.request.method in ("PUT", "PATCH") and reply.ok):
        write(page, name, text)
    expect(page.locator("#save-state")).to_have_class("save-state save-state--saved")
