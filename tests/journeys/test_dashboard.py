"""The dashboard in a real browser: charts under the strict policy, map and list, pictures and files."""

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.journeys.conftest import DESK, PHONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def figures_of_a_slum(slum, round_2570):
    """Figures as forty surveys would leave them; the page reads nothing else."""
    answers = {"house_tenure_rent": 30, "house_tenure_owner": 10, "land_owner_temple": 40, "land_tenure_verbal": 25,
               "land_tenure_lease": 15, "problems_flood": 22, "problems_none": 8, "condition_minor": 28,
               "condition_unsafe": 12, "water_shared": 40, "income_bracket_up_to_10000": 21,
               "income_bracket_over_50000": 19, "target_groups_low_income": 21, "want_rent_public": 40,
               "programmes_nha_rent": 40, "members_all": 120, "members_elderly": 30, "welfare_gold_card": 90}  # fmt: skip
    factories.figure_row(slum, surveys=40, **answers).save()


def drawn(page: Page):
    return page.locator(".figure__chart svg")


def test_charts_are_drawn_under_the_strict_policy(open_page, department, figures_of_a_slum):
    page = open_page(department, DESK)
    page.goto("/dashboard/")
    expect(drawn(page)).to_have_count(6)
    expect(page.locator("#house_tenure h3")).to_contain_text("75% ของครัวเรือนอยู่แบบ “เช่า”")
    assert page.locator(".tile-map a").count() == 50


def test_a_tile_lights_its_row_and_leads_down_the_ladder(open_page, department, figures_of_a_slum):
    page = open_page(department, DESK)
    page.goto("/dashboard/?map=low_income")
    page.locator(".tile-map a[data-place='1026']").focus()
    expect(page.locator(".rank__row.is-lit")).to_have_attribute("data-place", "1026")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dashboard/?district=1026&map=low_income")
    page.get_by_role("link", name="ร่วมใจพัฒนา").click()
    expect(page.locator("h1")).to_contain_text("ร่วมใจพัฒนา: สำรวจแล้ว 40 ครัวเรือน")


def test_on_a_phone_the_map_moves_within_the_page_and_the_list_follows_it(
    open_page, department, figures_of_a_slum
):
    page = open_page(department, PHONE)
    page.goto("/dashboard/")
    expect(drawn(page)).to_have_count(6)
    expect(page.locator(".tile-map")).to_be_visible()
    expect(page.locator(".rank__row").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_chart_is_saved_as_pictures_and_as_a_table(open_page, department, figures_of_a_slum, tmp_path):
    page = open_page(department, DESK)
    page.goto("/dashboard/tenure/?compare=district:1006")
    expect(page.locator("#house_tenure .figure__chart svg")).to_be_visible()
    saved = {}
    for kind in ("png", "svg", "csv"):
        with page.expect_download() as taken:
            page.click(f"#house_tenure [data-take={kind}]")
        taken.value.save_as(tmp_path / kind)
        saved[kind] = (taken.value.suggested_filename, (tmp_path / kind).read_bytes())
    assert saved["png"][0] == "bkkhousing_2570_bangkok_house_tenure.png" and saved["png"][1][:4] == b"\x89PNG"
    assert saved["svg"][1].startswith(b"<svg") and "75% ของครัวเรือน" in saved["svg"][1].decode()
    assert '"เช่า","30","75.0"' in saved["csv"][1].decode("utf-8-sig")


def test_without_the_drawing_library_the_tables_open(open_page, department, figures_of_a_slum):
    page = open_page(department, DESK)
    page.route("**/vendor/vega.js", lambda route: route.abort())
    page.goto("/dashboard/")
    expect(page.locator("#house_tenure table")).to_be_visible()
    expect(page.locator("figure details[open]")).to_have_count(6)
    expect(page.locator("#house_tenure .figure__unit")).to_contain_text("วาดแผนภูมิไม่ได้")


def test_with_scripts_off_every_number_is_on_the_page(chromium, live_server, department, figures_of_a_slum):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False, **DESK)
    session = factories.client_of(department).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto("/dashboard/")
    page.locator("#house_tenure summary").click()
    expect(page.locator("#house_tenure table")).to_contain_text("75.0")
    context.close()
