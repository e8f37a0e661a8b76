"""The main job: a household's form becomes a figure on the city's dashboard and a row in an Excel file."""

import io
import re

import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from surveys import figures
from surveys.actions.moving import problems_of
from surveys.choices import State
from surveys.models import Survey
from surveys.readers.figures import By, figures_by, states_of
from tests.jobs.running import run_waiting
from tests.journeys.conftest import DESK, PHONE

pytestmark = pytest.mark.django_db(transaction=True)

A_SECTION = {
    "informant": "neighbour",
    "visit_result": "complete",
    "privacy_notice": "yes",
    "sensitive_consent": "no",
}
DWELLING = {"dwelling": "rented_room", "material": "wood", "condition": "major", "toilet": "shared"}
FAMILY = (
    {
        "relation": "head",
        "first_name": "สมชาย",
        "last_name": "ใจดี",
        "birth_date": "๑/๒/๒๕๒๗",
        "income_month": "12000",
    },
    {"relation": "spouse", "first_name": "สมหญิง", "last_name": "ใจดี", "birth_date": "31/4/2530"},
    {"relation": "child", "first_name": "ฟ้าใส", "id_kind": "thai13", "citizen_id": "1101700230705"},
    {"relation": "parent", "first_name": "ยายมี", "last_name": "ใจดี", "birth_year": "2498"},
)


def answer(page: Page, name: str, value: str) -> None:
    """Give one answer as a person would, whatever control the question has."""
    field = page.locator(f"[name='{name}']")
    if field.first.get_attribute("type") in ("radio", "checkbox"):
        page.locator(f"label:has([name='{name}'][value='{value}'])").first.click()
    elif field.first.evaluate("element => element.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)
        field.blur()


def go_to(page: Page, section: str) -> None:
    """Walk with the thumb to a section."""
    while not page.locator(f"#section-{section}").is_visible():
        page.locator("[data-step='1']").click()


def enter_household(page: Page, place) -> None:
    answer(page, "community", str(place.pk))
    for name, value in A_SECTION.items():
        answer(page, name, value)
    go_to(page, "B")
    answer(page, "house_no", "12/3")
    go_to(page, "C")
    answer(page, "members_living", "๔")
    for number, person in enumerate(FAMILY):
        add_member(page, number, person)
    go_to(page, "D")
    for name, value in DWELLING.items():
        answer(page, name, value)
    go_to(page, "E")
    answer(page, "house_tenure", "rent")
    answer(page, "rent_house", "9,000")
    go_to(page, "F")
    answer(page, "income_total", "12000")


def add_member(page: Page, number: int, person: dict) -> None:
    page.locator("[data-add='members']").click()
    for name, value in person.items():
        answer(page, f"members-{number}-{name}", value)


def saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_contain_text("บันทึกแล้ว", timeout=15_000)


def survey_path(page: Page) -> str:
    return re.search(r"/surveys/[0-9a-f-]{36}/", page.url)[0]


def press_submit(page: Page) -> None:
    go_to(page, "H")
    page.locator(".step-bar [data-submit]").click()


def open_row(page: Page, number: int) -> None:
    details = page.locator(f"[data-roster='members'] li[data-row='{number}'] details")
    if not details.evaluate("element => element.open"):
        details.locator("summary").click()


def stop_and_mend(page: Page) -> None:
    """Two problems must be mended and two confirmed before the form goes out."""
    press_submit(page)
    summary = page.locator("#entry-problems")
    expect(summary).to_be_visible()
    kinds = [
        problem.blocks and problem.severity
        for problem in problems_of(Survey.objects.get(), at=timezone.now())
    ]
    assert sorted(kinds) == ["hard", "hard", "soft", "soft"]
    expect(summary.locator("a")).to_have_count(4)
    go_back_to(page, "C")
    open_row(page, 1)
    answer(page, "members-1-birth_date", "30/4/2530")
    open_row(page, 2)
    answer(page, "members-2-citizen_id", "0-1234-56789-01-6")
    for section, code in (("A", "informant_proxy@informant"), ("E", "rent_over_income_share@rent_house")):
        go_back_to(page, section)
        page.locator(f"[data-reason='{code}']").fill("ตรวจกับผู้ให้ข้อมูลแล้ว")
    press_submit(page)
    expect(page.locator("#entry-sent")).to_be_visible(timeout=15_000)
    assert Survey.objects.get().state == State.SUBMITTED


def go_back_to(page: Page, section: str) -> None:
    while (
        page.locator("[data-step='-1']").is_visible() and not page.locator(f"#section-{section}").is_visible()
    ):
        page.locator("[data-step='-1']").click()
    go_to(page, section)


def review_and_return(page: Page, path: str) -> None:
    page.goto("/review/")
    page.locator(f"a[href*='{path.split('/')[2]}']").first.click()
    page.locator("#field-rent_house summary").click()
    page.locator("[name='comment-rent_house']").fill("ค่าเช่าสูงมาก ตรวจกับสัญญาเช่า")
    page.locator("#return").click()
    page.wait_for_load_state()
    survey = Survey.objects.get()
    assert survey.state == State.RETURNED and survey.comments.get().field == "rent_house"


def mend_and_send_again(page: Page, path: str) -> None:
    page.goto("/")
    expect(page.locator("main")).to_contain_text("ค่าเช่าสูงมาก")
    page.goto(path)
    go_to(page, "E")
    expect(page.locator("[data-field='rent_house']")).to_contain_text("ตรวจกับสัญญาเช่า")
    answer(page, "rent_house", "๓,๐๐๐")
    saved(page)
    press_submit(page)
    expect(page.locator("#entry-sent")).to_be_visible(timeout=15_000)


def approve(page: Page, path: str) -> None:
    page.goto(f"/review/{path.split('/')[2]}/")
    page.locator("#approve").click()
    page.wait_for_load_state()


def check_dashboard(page: Page) -> None:
    page.goto("/dashboard/?round=2570")
    expect(page.locator("main")).to_contain_text("ดินแดง")
    expect(page.locator(".tile-map a")).to_have_count(50)
    page.goto("/dashboard/?round=2570&district=1026")
    expect(page.locator("main")).to_contain_text("ร่วมใจพัฒนา")
    rows = {row.place: row for row in figures_by(by=By.DISTRICT, round="2570", states=states_of("approved"))}
    assert (rows["1026"].surveys, rows["1026"].measures["house_tenure.rent"]) == (1, 1)


def check_workbook(page: Page) -> None:
    page.goto("/exports/?round=2570")
    page.locator("#start").click()
    page.wait_for_url("**/jobs/*/")
    run_waiting()
    with page.expect_download() as download:
        page.locator("a[href*='/files/']").click()
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))
    rows = list(book["แบบสำรวจ"].iter_rows(values_only=True))
    cells = dict(zip(rows[0], rows[1], strict=True))
    assert len(rows) == 2 and "เช่า" in cells.values() and 3000 in cells.values()
    assert len(list(book["สมาชิก"].iter_rows())) == 5


def test_a_household_becomes_a_figure_and_a_row(
    open_page, officer, head, other_officer, department, analyst, slum, round_2570
):
    phone = open_page(officer, PHONE)
    phone.goto("/")
    phone.goto(f"/surveys/new/?community={slum.pk}")
    enter_household(phone, slum)
    answer(phone, "income_total", "12000")
    saved(phone)
    path = survey_path(phone)
    stop_and_mend(phone)
    review_and_return(open_page(head, DESK), path)
    mend_and_send_again(open_page(officer, PHONE), path)
    approve(open_page(head, DESK), path)
    assert Survey.objects.get().state == State.APPROVED
    assert figures.differences() == []
    check_dashboard(open_page(department, DESK))
    check_workbook(open_page(analyst, DESK))
    assert open_page(other_officer, PHONE).goto(path).status == 404
