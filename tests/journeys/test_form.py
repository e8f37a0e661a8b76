"""The form as a person enjoys it: checked while typing, summed beside, quick at sixty members, by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from surveys.models import Survey
from tests import factories
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.entering import begin, choose, go_to, open_form, see_saved, write

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("round_2570")]


def open_survey(page: Page, officer, slum, **answers) -> Page:
    return open_form(page, factories.saved_survey(by=officer, place=slum, **answers).get_absolute_url())


def open_first_member(page: Page) -> None:
    page.locator("[data-roster=members] [data-row='0'] summary").click()


def echo_of(page: Page, name: str):
    return page.locator(f"#echo-{name}")


def test_a_citizen_id_is_checked_while_it_is_typed(open_page, officer, slum):
    page = open_survey(open_page(officer, PHONE), officer, slum)
    go_to(page, "C")
    open_first_member(page)
    name = "members-0-citizen_id"
    page.fill(f"[name={name}]", "11007")
    expect(echo_of(page, name)).to_have_text("ใส่แล้ว 5 จาก 13 หลัก")
    page.fill(f"[name={name}]", "๑-๑๐๐๗-๐๐๑๒๓-๔๕-" + factories.citizen_id(10070012345)[-1])
    expect(echo_of(page, name)).to_have_text("เลขถูกต้อง")
    page.fill(
        f"[name={name}]", factories.citizen_id(1)[:-1] + str((int(factories.citizen_id(1)[-1]) + 1) % 10)
    )
    expect(echo_of(page, name)).to_have_text("เลขไม่ถูกต้อง — เทียบกับบัตรทีละหลัก")
    assert page.locator(f"[name={name}]").get_attribute("inputmode") == "numeric"
    see_saved(page)


def test_a_day_of_birth_is_said_back_with_the_age(open_page, officer, slum):
    page = open_survey(open_page(officer, DESK), officer, slum, survey_date="21/11/2569")
    open_first_member(page)
    for typed in ("21/11/2530", "21 พ.ย. 30", "๒๑/๑๑/๒๕๓๐", "21112530"):
        write(page, "members-0-birth_date", "1/1/2500")
        write(page, "members-0-birth_date", typed)
        expect(echo_of(page, "members-0-birth_date")).to_have_text("21 พ.ย. 2530 · อายุ 39 ปี")
    see_saved(page)


def test_every_target_of_a_phone_is_large_enough(open_page, officer, slum):
    page = open_survey(open_page(officer, PHONE), officer, slum, income_total=100)
    for code in "ABCDEFG":
        go_to(page, code)
        if code == "C":
            open_first_member(page)
        assert small_targets(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def small_targets(page: Page) -> list:
    return page.evaluate("""() => [...document.querySelectorAll("#entry :is(button, select, textarea, summary, label.choice, input:not([type=radio], [type=checkbox], [type=file]))")]
        .filter((one) => one.checkVisibility({ checkVisibilityCSS: true, checkOpacity: true }))
        .map((one) => [one.textContent.trim().slice(0, 20) || one.name, one.getBoundingClientRect()])
        .filter(([, box]) => box.height > 1 && (box.height < 43.5 || box.width < 43.5))
        .map(([name, box]) => `${name} ${Math.round(box.width)}x${Math.round(box.height)}`)""")


def test_the_list_of_sections_says_what_is_wrong_and_what_is_left(open_page, officer, slum):
    page = open_survey(open_page(officer, PHONE), officer, slum, rent_house="-5")
    page.locator("[data-sections]").click()
    expect(page.locator("#sections-copy [data-mark=E]")).to_contain_text("ต้องแก้ 1 ·")
    expect(page.locator("#sections-copy [data-mark=H]")).to_have_text("ยังไม่กรอก")


def test_expenses_are_summed_beside_the_income(open_page, officer, slum):
    page = open_survey(open_page(officer, DESK), officer, slum)
    write(page, "expense_food", "8,000")
    write(page, "expense_housing", "๓,๐๐๐")
    expect(page.locator(".field__total")).to_have_text("รวมรายจ่าย 11,000 บาท/เดือน · 52% ของรายได้")
    see_saved(page)


def test_the_heads_of_the_rosters_count_along(open_page, officer, slum):
    page = open_survey(open_page(officer, DESK), officer, slum)
    head = page.locator("[data-roster=members] [data-count]")
    expect(head).to_have_text("4 คน · รายได้รวม 21,000 บาท/เดือน")
    open_first_member(page)
    page.fill("[name=members-0-income_month]", "15000")
    expect(head).to_have_text("4 คน · รายได้รวม 24,000 บาท/เดือน")
    expect(page.locator("#echo-income_total")).to_contain_text("รวมจากตารางสมาชิก 24,000")
    expect(page.locator("[data-roster=debts] [data-count]")).to_have_text("1 รายการ · ผ่อนรวม 2,000 บาท/เดือน")
    see_saved(page)


def test_an_address_follows_the_community_until_it_is_typed(open_page, officer, slum):
    type(slum).objects.filter(pk=slum.pk).update(subdistrict_id="102601")
    other = factories.community("1026", "ชุมชนอื่น", subdistrict_id="102602")
    page = open_form(open_page(officer, DESK))
    page.select_option("[name=community]", str(slum.pk))
    expect(page.locator("[name=postcode]")).to_have_value("10400")
    page.select_option("[name=community]", str(other.pk))
    expect(page.locator("[name=subdistrict]")).to_have_value("102602")
    page.select_option("[name=subdistrict]", "102601")
    page.select_option("[name=community]", str(slum.pk))
    page.select_option("[name=community]", str(other.pk))
    expect(page.locator("[name=subdistrict]")).to_have_value("102601")
    see_saved(page)


def located(page: Page, lat: float, lng: float, accuracy: int) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": lat, "longitude": lng, "accuracy": accuracy})
    go_to(page, "B")
    page.locator("[data-locate]").click()


def test_a_better_fix_is_waited_for(open_page, officer, slum):
    page = open_form(open_page(officer, PHONE))
    located(page, 13.7651, 100.5539, 80)
    expect(page.locator("#locate-state")).to_have_text("คลาดเคลื่อน ±80 เมตร กำลังรอให้แม่นขึ้น…")
    page.context.set_geolocation({"latitude": 13.76512, "longitude": 100.55391, "accuracy": 9})
    expect(page.locator("#locate-state")).to_have_text("จับพิกัดแล้ว คลาดเคลื่อน ±9 เมตร")
    expect(page.locator("[name=lat]")).to_have_value("13.76512")
    expect(page.locator("#point-state")).to_contain_text("อยู่ในกรอบของเขต")
    see_saved(page)


def test_a_rough_fix_can_be_taken_and_says_so(open_page, officer, slum):
    page = open_form(open_page(officer, PHONE))
    located(page, 13.7651, 100.5539, 80)
    page.get_by_role("button", name="พอแล้ว ใช้พิกัดนี้").click()
    expect(page.locator("#locate-state")).to_contain_text("±80 เมตร — ออกไปกลางแจ้ง")
    see_saved(page)


def test_a_refusal_of_the_device_says_what_to_do(open_page, officer, slum):
    page = open_form(open_page(officer, PHONE))
    go_to(page, "B")
    page.locator("[data-locate]").click()
    expect(page.locator("#locate-state")).to_contain_text("อนุญาต “ตำแหน่ง”")


def test_a_point_is_compared_with_the_district_at_once(open_page, officer, slum):
    page = open_form(open_page(officer, DESK))
    page.context.set_offline(True)
    for lat, lng, sentence in (
        ("13.90", "100.90", "นอกเขตนี้"),
        ("18.79", "98.98", "นอกกรุงเทพฯ"),
        ("13.7651", "100.5539", "อยู่ในกรอบของเขต"),
    ):
        write(page, "lat", lat)
        write(page, "lng", lng)
        expect(page.locator("#point-state")).to_contain_text(sentence)


def test_swapped_coordinates_are_put_right_by_one_press(open_page, officer, slum):
    page = open_form(open_page(officer, DESK))
    page.context.set_offline(True)
    write(page, "lat", "100.5539")
    write(page, "lng", "13.7651")
    page.locator("#point-state").get_by_role("button", name="สลับให้").click()
    assert (page.input_value("[name=lat]"), page.input_value("[name=lng]")) == ("13.7651", "100.5539")


def test_a_household_is_entered_by_keyboard_alone(open_page, officer, slum):
    page = open_form(open_page(officer, DESK))
    begin(page, slum)
    page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("Alt+a")
    expect(page.locator("[name=members-0-relation]")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("[name=members-0-first_name]")).to_be_focused()
    page.keyboard.type("สมชาย")
    page.keyboard.press("Alt+a")
    expect(page.locator("[name=members-1-relation]")).to_be_focused()
    page.locator("[data-row='0'] summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name=members-0-relation]")).to_be_focused()
    see_saved(page)


def test_saving_by_key_does_not_ask_for_the_language_of_the_keyboard(open_page, officer, slum):
    page = open_form(open_page(officer, DESK))
    page.fill("[name=house_no]", "5")
    thai = {"key": "ห", "code": "KeyS", "ctrlKey": True, "bubbles": True, "cancelable": True}
    page.locator("[name=house_no]").dispatch_event("keydown", thai)
    see_saved(page)
    assert Survey.objects.get().house_no == "5"


def sixty(slum) -> dict:
    payload = factories.household_of_four(slum, members_living=60)
    lodgers = [{"first_name": f"คนที่ {n}", "relation": "lodger", "income_month": 9000} for n in range(2, 61)]
    return {**payload, "members": [factories.member(1), *lodgers]}


def spent_adding(page: Page) -> float:
    """Milliseconds of script on the processor, from the press until the row stands there."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def script() -> float:
        found = session.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in found if one["name"] == "ScriptDuration") * 1000

    before = script()
    page.evaluate("document.querySelector('[data-add=members]').click()")
    return script() - before


def test_a_member_more_costs_little_at_sixty(open_page, officer, slum):
    survey = factories.saved_survey(by=officer, place=slum, payload=sixty(slum))
    page = open_form(open_page(officer, DESK), survey.get_absolute_url())
    see_saved(page)
    spent = sorted(spent_adding(page) for _ in range(5))
    assert page.locator("[data-roster=members] .person").count() == 65
    assert spent[2] <= 50, spent
    see_saved(page)


def test_a_row_draws_its_questions_when_it_is_opened(open_page, officer, slum):
    survey = factories.saved_survey(by=officer, place=slum, payload=sixty(slum))
    page = open_form(open_page(officer, DESK), survey.get_absolute_url())
    assert page.locator("[data-roster=members] [name]").count() == 0
    open_first_member(page)
    expect(page.locator("[name=members-0-first_name]")).to_have_value("สมชาย")
    assert page.locator("[data-roster=members] .person__fields > *").count() > 10


def test_a_problem_in_a_closed_row_is_reached_by_its_link(open_page, officer, slum):
    survey = factories.saved_survey(by=officer, place=slum)
    survey.members.filter(position=1).update(income_month=-5)
    page = open_form(open_page(officer, DESK), survey.get_absolute_url())
    page.locator("#problem-list a", has_text="คนที่ 2").click()
    expect(page.locator("[name=members-1-income_month]")).to_be_focused()
    expect(page.locator("#said-members-1-income_month .problem")).to_be_visible()


def test_a_choice_in_a_row_hides_what_it_makes_idle(open_page, officer, slum):
    page = open_survey(open_page(officer, DESK), officer, slum)
    open_first_member(page)
    choose(page, "members-0-id_kind", "none")
    expect(page.locator("[name=members-0-citizen_id]")).to_be_hidden()
    see_saved(page)


LOST_FOCUS = """() => {
    const one = document.activeElement;
    const box = one.getBoundingClientRect();
    const top = document.querySelector(".section-head").getBoundingClientRect().bottom;
    const target = one.matches("[type=radio], [type=checkbox]") ? one.closest("label").getBoundingClientRect() : box;
    const isLost = one === document.body || target.top < top - 1 || target.top > innerHeight - 40 || getComputedStyle(one).visibility === "hidden";
    return [one.name || one.textContent.trim().slice(0, 30) || one.tagName, isLost, Math.round(target.top)];
}"""


def test_the_focus_is_never_lost_on_the_way_through_the_form(open_page, officer, slum):
    page = open_survey(open_page(officer, DESK), officer, slum)
    page.locator("[name=community]").focus()
    passed = [["community", False]]
    while passed[-1][0] != "difficulty" and len(passed) < 150:
        page.keyboard.press("Tab")
        passed.append(page.evaluate(LOST_FOCUS))
    assert [stop for stop in passed if stop[1]] == []
    assert passed[-1][0] == "difficulty"
    assert "rent_house" in [stop[0] for stop in passed]
