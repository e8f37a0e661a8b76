"""Two people in one form: every answer that differs is shown, the person decides, and nothing is lost."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from surveys import actions
from surveys.document import document
from surveys.models import Survey
from tests import factories
from tests.journeys.accessibility import graveness
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.entering import choose, open_form, see_saved, write

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("round_2570")]


@pytest.fixture
def survey(officer, slum) -> Survey:
    return factories.saved_survey(by=officer, place=slum)


def saved_by_another(survey: Survey, head, change) -> None:
    """The head opened the same form on another machine, changed something and saved it."""
    stored = Survey.objects.get(pk=survey.pk)
    entry, problems = actions.moving.looked_at(stored, at=timezone.now())
    given = document(stored, entry, problems, [])
    change(given)
    actions.save(survey_id=survey.pk, given=given, by=head, at=timezone.now())


def clash(page: Page, label: str):
    return page.locator("#conflict-list fieldset", has=page.locator("legend", has_text=label))


def side(page: Page, label: str, value: str):
    return clash(page, label).locator(f"input[value={value}]")


def answers(**given):
    return lambda content: content["answers"].update(given)


def test_what_only_one_side_changed_is_chosen_and_what_both_changed_is_not(open_page, officer, head, survey):
    page = open_form(open_page(officer, DESK), survey.get_absolute_url())
    saved_by_another(survey, head, answers(road="มิตรไมตรี", rent_house=4000))
    write(page, "rent_house", "3,500")
    write(page, "soi", "14")
    expect(page.locator("#conflict-dialog")).to_be_visible()
    expect(page.locator("#conflict-count")).to_have_text("ต่างกัน 3 ข้อ · ต้องเลือกอีก 1 ข้อ")
    expect(side(page, "ถนน", "theirs")).to_be_checked()
    expect(side(page, "ซอย", "mine")).to_be_checked()
    expect(clash(page, "ค่าเช่าบ้าน").locator("input:checked")).to_have_count(0)
    expect(clash(page, "ค่าเช่าบ้าน")).to_contain_text("3,500")
    expect(clash(page, "ค่าเช่าบ้าน")).to_contain_text("4,000")


def test_the_chosen_answers_of_both_are_saved_together(open_page, officer, head, survey):
    page = open_form(open_page(officer, PHONE), survey.get_absolute_url())
    saved_by_another(survey, head, answers(road="มิตรไมตรี", phone="0812345678"))
    page.locator("[data-step='1']").click()
    write(page, "phone", "0899999999")
    expect(page.locator("#conflict-dialog")).to_be_visible()
    side(page, "โทรศัพท์", "mine").check()
    page.locator("[data-merge]").click()
    see_saved(page)
    expect(page.locator("[name=road]")).to_have_value("มิตรไมตรี")
    survey.refresh_from_db()
    assert (survey.road, survey.phone, survey.revision) == ("มิตรไมตรี", "0899999999", 3)


def test_nothing_is_saved_while_a_clash_is_undecided(open_page, officer, head, survey):
    page = open_form(open_page(officer, DESK), survey.get_absolute_url())
    saved_by_another(survey, head, answers(rent_house=4000))
    write(page, "rent_house", "3500")
    page.locator("[data-merge]").click()
    expect(page.locator("#conflict-dialog")).to_be_visible()
    expect(side(page, "ค่าเช่าบ้าน", "mine")).to_be_focused()
    survey.refresh_from_db()
    assert survey.rent_house == 4000


def test_escape_puts_the_question_off_and_loses_nothing(open_page, officer, head, survey):
    page = open_form(open_page(officer, DESK), survey.get_absolute_url())
    saved_by_another(survey, head, answers(rent_house=4000, road="มิตรไมตรี"))
    write(page, "rent_house", "3500")
    side(page, "ค่าเช่าบ้าน", "mine").check()
    page.keyboard.press("Escape")
    expect(page.locator("#conflict-dialog")).to_be_hidden()
    expect(page.locator("[name=rent_house]")).to_have_value("3,500")
    page.get_by_role("button", name="เทียบสองฉบับ").click()
    expect(side(page, "ค่าเช่าบ้าน", "mine")).to_be_checked()
    page.locator("[data-merge]").click()
    see_saved(page)
    survey.refresh_from_db()
    assert (survey.rent_house, survey.road) == (3500, "มิตรไมตรี")


def test_the_keyboard_decides_a_conflict(open_page, officer, head, survey):
    page = open_form(open_page(officer, DESK), survey.get_absolute_url())
    saved_by_another(survey, head, answers(rent_house=4000))
    write(page, "rent_house", "3500")
    expect(side(page, "ค่าเช่าบ้าน", "mine")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(side(page, "ค่าเช่าบ้าน", "theirs")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#conflict-dialog")).to_be_hidden()
    expect(page.locator("[name=rent_house]")).to_have_value("4,000")


def lodger(content) -> None:
    content["members"].append({"first_name": "ปรีชา", "relation": "lodger"})
    content["members"][1]["income_month"] = 9500


def add_member(page: Page, number: int, name: str) -> None:
    page.locator("[data-add=members]").click()
    write(page, f"members-{number}-first_name", name)


def test_a_member_added_on_each_side_is_one_choice_that_can_keep_both(open_page, officer, head, survey):
    page = open_form(open_page(officer, DESK), survey.get_absolute_url())
    saved_by_another(survey, head, lodger)
    page.context.set_offline(True)
    add_member(page, 4, "กานดา")
    page.context.set_offline(False)
    expect(page.locator("#conflict-dialog")).to_be_visible()
    expect(side(page, "รายได้", "theirs")).to_be_checked()
    expect(page.locator(".conflict__row")).to_have_text(["คนที่ 2 สมหญิง ใจดี"])
    side(page, "ต่างคนต่างเพิ่ม", "both").check()
    page.locator("[data-merge]").click()
    see_saved(page)
    names = [row.first_name for row in survey.members.all()]
    assert names == ["สมชาย", "สมหญิง", "ฟ้าใส", "ยายมี", "ปรีชา", "กานดา"]


def test_a_member_taken_away_there_and_changed_here_is_asked_about(open_page, officer, head, survey):
    page = open_form(open_page(officer, DESK), survey.get_absolute_url())
    saved_by_another(survey, head, lambda content: content["members"].pop(2))
    page.locator("[data-row='2'] summary").click()
    choose(page, "members-2-registered_here", "yes")
    expect(clash(page, "คนที่ 3 ฟ้าใส").locator("input:checked")).to_have_count(0)
    side(page, "คนที่ 3 ฟ้าใส", "mine").check()
    page.locator("[data-merge]").click()
    see_saved(page)
    assert [row.first_name for row in survey.members.all()] == ["สมชาย", "สมหญิง", "ฟ้าใส", "ยายมี"]


def test_the_stored_version_as_a_whole_needs_no_save(open_page, officer, head, survey):
    page = open_form(open_page(officer, DESK), survey.get_absolute_url())
    saved_by_another(survey, head, answers(rent_house=4000))
    write(page, "rent_house", "3500")
    page.locator("[data-all=theirs]").click()
    expect(page.locator("#conflict-count")).to_contain_text("เลือกครบแล้ว")
    page.locator("[data-merge]").click()
    expect(page.locator("[name=rent_house]")).to_have_value("4,000")
    see_saved(page)
    survey.refresh_from_db()
    assert survey.revision == 2


def test_the_dialog_fits_a_phone_and_stacks_both_sides(open_page, officer, head, survey):
    page = open_form(open_page(officer, PHONE), survey.get_absolute_url())
    saved_by_another(survey, head, answers(road="ถนนสายยาวมากที่มีชื่อยาวกว่าหน้าจอของโทรศัพท์", rent_house=1))
    page.locator("[data-step='1']").click()
    write(page, "road", "มิตรไมตรี")
    expect(clash(page, "ถนน")).to_be_visible()
    page.evaluate("Promise.all(document.getAnimations().map(({ finished }) => finished))")
    assert graveness(page) == []
    boxes = [one.bounding_box() for one in clash(page, "ถนน").locator(".clash__side").all()]
    assert boxes[0]["x"] == boxes[1]["x"] and boxes[1]["y"] > boxes[0]["y"]
    assert min(box["height"] for box in boxes) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") == 390
