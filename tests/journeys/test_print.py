"""Pages of figures on A4: the frame is gone, nothing is cut at an edge, and what is folded on a screen is told."""

import pytest
from playwright.sync_api import Page, expect

from tests.dashboards.reports import books, walking
from tests.jobs.running import run_waiting
from tests.journeys.conftest import DESK

pytestmark = pytest.mark.django_db(transaction=True)
PAPER = {"width": 688, "height": 1002}
"""What the margins leave of A4, in pixels of the browser."""
GONE = (".topbar", ".rail", ".filters", ".page-tabs", ".takes", ".figure__takes", ".trust__switch")
TOO_WIDE = """limit => [...document.querySelectorAll("main *")]
  .filter(each => each.getClientRects().length && each.getBoundingClientRect().right > limit + 1).length"""
PRINTED = """() => { let opened; window.addEventListener("beforeprint", () => {
  opened = document.querySelectorAll("details.definitions[open]").length; window.printed = opened }); }"""


@pytest.fixture
def figures(reference):
    walking.fill()


def on_paper(page: Page, address: str) -> Page:
    """The page as the printer sees it."""
    page.goto(address)
    for place in page.locator(".figure__chart").all():
        expect(place.locator("svg")).to_be_attached()
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    return page


@pytest.mark.parametrize(
    "address", ["/dashboard/tenure/", "/dashboard/progress/", "/dashboard/?district=1026"]
)
def test_a_page_on_paper_has_no_frame_and_nothing_beyond_its_edge(open_page, department, figures, address):
    page = on_paper(open_page(department, DESK), address)
    assert [name for name in GONE if page.locator(f"{name}:visible").count()] == []
    assert page.evaluate(TOO_WIDE, PAPER["width"]) == 0
    expect(page.locator("h1")).to_be_visible()
    assert " น." in page.locator("header.page-head").inner_text()


def test_no_chart_is_cut_between_two_pages(open_page, department, figures):
    page = on_paper(open_page(department, DESK), "/dashboard/tenure/")
    charts = page.locator("figure.figure:visible")
    assert charts.count() >= 6
    for chart in charts.all():
        assert chart.evaluate("each => getComputedStyle(each).breakInside") == "avoid"
        assert chart.bounding_box()["height"] < PAPER["height"]


def test_definitions_are_opened_for_the_printer_and_closed_again(open_page, department, figures):
    page = open_page(department, DESK)
    page.goto("/dashboard/tenure/")
    page.evaluate(PRINTED)
    assert page.pdf(format="A4").startswith(b"%PDF")
    assert page.evaluate("window.printed") == 1
    expect(page.locator("details.definitions[open]")).to_have_count(0)


def test_a_chart_that_was_not_drawn_is_told_by_its_table(open_page, department, figures):
    page = open_page(department, DESK)
    page.goto("/dashboard/tenure/")
    expect(page.locator("#house_tenure svg")).to_be_attached()
    page.evaluate("document.querySelector('#house_tenure .figure__chart').replaceChildren()")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#house_tenure table")).to_be_visible()
    expect(page.locator("#land_tenure table")).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator("#house_tenure table")).to_be_hidden()


def test_the_button_prints(open_page, officer, figures):
    page = open_page(officer, DESK)
    page.add_init_script("window.print = () => { document.title = 'printed' }")
    page.goto("/dashboard/?district=1026")
    page.get_by_role("button", name="พิมพ์หน้านี้").click()
    expect(page).to_have_title("printed")
    expect(page.get_by_role("button", name="ทำรายงานผู้บริหาร")).to_have_count(0)


def test_a_report_is_ordered_from_a_page_and_taken_when_it_is_done(open_page, department, figures, tmp_path):
    page = open_page(department, DESK)
    page.goto("/dashboard/?district=1026")
    page.get_by_role("button", name="ทำรายงานผู้บริหาร (Excel)").click()
    page.wait_for_url("**/jobs/**")
    expect(page.locator(".page-head__lede")).to_contain_text("เขตดินแดง · รอบ 2570")
    run_waiting()
    with page.expect_download() as taken:
        page.get_by_role("link", name="bkkhousing_report_2570_1026").click()
    taken.value.save_as(tmp_path / "report.xlsx")
    assert books.names(tmp_path / "report.xlsx")[0] == "ปก"
