"""The page of figures: what it counts, who goes how far down, and what it costs."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.models import Community
from dashboards.readers.page import Page
from surveys.models import Figure, Survey
from surveys.readers.figures import CITY
from tests import factories

pytestmark = pytest.mark.django_db
QUERIES_OF_THE_FRAME = 2  # the session and the person
QUERIES_OF_A_PAGE = {"": 6, "?group=central": 6, "?district=1026": 6}  # the sixth is of the map


def visit(user, query: str = ""):
    return factories.client_of(user).get(f"/dashboard/{query}")


def page_of(user, query: str = "") -> Page:
    return visit(user, query).context["page"]


def chart(user, key: str, query: str = ""):
    sections = visit(user, query).context["sections"]
    return next(each for section in sections for each in section.charts if each.key == key)


@pytest.fixture
def surveyed(officer, head, other_officer, slum, other_slum, round_2570):
    """Six counted surveys: five in the slum of 1026, one in 1006."""
    for tenure in ("rent", "rent", "rent", "owner"):
        rent = 3000 if tenure == "rent" else None
        factories.submitted_survey(by=officer, place=slum, house_tenure=tenure, rent_house=rent)
    factories.approved_survey(by=officer, head=head, place=slum)
    factories.submitted_survey(by=other_officer, place=other_slum)


def test_the_title_states_place_surveyed_and_coverage(surveyed, department):
    expected = Community.objects.get(name="ร่วมใจพัฒนา").expected_households * 2
    assert (
        page_of(department).title == f"กรุงเทพมหานคร: สำรวจแล้ว 6 ครัวเรือน ครอบคลุม {600 / expected:.1f}% ของเป้า"
    )


def test_the_page_says_to_the_second_when_it_was_read_in_the_buddhist_era(surveyed, department):
    found = re.search(r"ณ \d+ \S+ (25\d\d) \d\d:\d\d:\d\d น\.", visit(department).content.decode())
    assert found and int(found[1]) >= 2569


def test_a_chart_counts_what_the_surveys_say(surveyed, department):
    bars = {bar.key: bar.count for bar in chart(department, "house_tenure").bars}
    by_hand = Survey.objects.counted().filter(house_tenure="rent").count()
    assert (bars["rent"], bars["owner"]) == (by_hand, 1) == (5, 1)


def test_a_chart_states_its_finding(surveyed, department):
    tenure = chart(department, "house_tenure")
    assert tenure.title.startswith("83% ของครัวเรือนอยู่แบบ “เช่า”")
    assert [bar.key for bar in tenure.drawn if bar.lit] == ["rent"]


@pytest.mark.parametrize(
    ("query", "surveys"),
    [("", 6), ("?group=central", 5), ("?district=1026", 5), ("?district=1006", 1), ("?state=approved", 1),
     ("?district=1026&state=submitted", 4), ("?state=draft", 0), ("?state=counted", 6)],
)  # fmt: skip
def test_place_and_state_choose_what_is_counted(surveyed, department, query, surveys):
    assert page_of(department, query).seen.totals.surveys == surveys


def test_a_community_shows_its_own_numbers(surveyed, officer, slum):
    page = page_of(officer, f"?community={slum.pk}")
    assert (page.seen.totals.surveys, page.seen.place.name) == (5, "ร่วมใจพัฒนา")
    assert [step["label"] for step in page.ladder][0::3] == ["กรุงเทพมหานคร", "ร่วมใจพัฒนา"]


def test_no_percentage_speaks_of_fewer_than_five(surveyed, department):
    tenure = chart(department, "house_tenure", "?district=1006")
    assert tenure.title == "การถือครองบ้าน: มีเพียง 1 ครัวเรือน จึงยังไม่แสดงร้อยละ"
    assert not tenure.has_shares and all(bar.share is None for bar in tenure.bars)
    numbers = page_of(department, "?district=1006").key_numbers
    assert [number.value for number in numbers[2:]] == ["–", "–", "–"]


def test_the_map_links_all_fifty_districts_and_keeps_the_filters(surveyed, department):
    body = visit(department, "?state=submitted&map=low_income").content.decode()
    links = re.findall(r'<a href="([^"]+)" data-place="(\d{4})"><title>', body)
    assert len({code for _url, code in links}) == 50
    assert all(
        url == f"/dashboard/?district={code}&amp;state=submitted&amp;map=low_income" for url, code in links
    )


def test_filters_stand_in_the_form_and_are_cleared_with_one_press(surveyed, department):
    response = visit(department, "?district=1026&state=approved")
    assert response.context["page"].clear_url == "/dashboard/?district=1026"
    assert '<input type="hidden" name="district" value="1026">' in response.content.decode()
    assert page_of(department, "?district=1026").clear_url == ""


def test_own_staff_see_the_communities_of_their_district(surveyed, officer, slum):
    assert f'href="/dashboard/?community={slum.pk}"' in visit(officer, "?district=1026").content.decode()


def test_staff_of_another_district_see_its_sums_but_not_its_communities(surveyed, other_officer, slum):
    response = visit(other_officer, "?district=1026")
    assert response.status_code == 200 and slum.name not in response.content.decode()
    assert visit(other_officer, f"?community={slum.pk}").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["?round=1999", "?state=gone", "?map=gone", "?group=gone", "?district=9999", "?community=0", "?community=x",
     "?community=%E0%B9%91", "?community=99999999999999999999"],
)  # fmt: skip
def test_an_address_that_names_nothing_is_not_found(round_2570, department, query):
    assert visit(department, query).status_code == 404


def test_a_partner_may_not_enter(partner, client):
    assert visit(partner).status_code == 403
    assert client.get("/dashboard/").status_code == 302


def test_a_round_without_surveys_says_so_kindly(round_2570, department):
    response = visit(department)
    assert response.context["page"].is_empty and not response.context["drawings"]
    assert "ตัวเลขจะขึ้นทันทีที่มีแบบแรก" in response.content.decode()


def test_the_round_before_gives_the_change(surveyed, department, slum):
    factories.open_round("2569", fiscal_year=2569)
    factories.figure_row(slum, round="2569", surveys=4).save()
    surveyed_number = page_of(department).key_numbers[0]
    assert (surveyed_number.change, surveyed_number.direction) == ("เพิ่มขึ้น 2 จากรอบ 2569", "up")


def test_a_round_that_did_not_ask_says_so(surveyed, department, slum):
    factories.figure_row(slum, round="2568", surveys=9, house_tenure_rent=9).save()
    assert chart(department, "problems", "?round=2568").reason == "รอบ 2568 ไม่ได้ถามเรื่องนี้"
    assert chart(department, "house_tenure", "?round=2568").bars
    assert page_of(department, "?round=2568").key_numbers[4].note == "รอบนี้ไม่ได้ถาม"


def test_households_outside_communities_are_counted_but_not_covered(officer, department, round_2570, slum):
    outside = Community.objects.outside().get(district="1026")
    factories.submitted_survey(by=officer, place=outside)
    totals = page_of(department).seen.totals
    assert (totals.surveys, totals.sums.outside, totals.coverage) == (1, 1, 0)


def figure_rows(number: int) -> None:
    """Many communities in every district with a row each."""
    places = [
        Community(name=f"ชุมชน {n}", district_id=f"10{n % 50 + 1:02}", expected_households=90).fill_keys()
        for n in range(number)
    ]
    made = Community.objects.bulk_create(places)
    Figure.objects.bulk_create(factories.figure_row(place, surveys=7, house_tenure_rent=7) for place in made)


@pytest.mark.parametrize("query", QUERIES_OF_A_PAGE)
def test_the_page_costs_the_same_queries_for_few_and_for_many(surveyed, department, query):
    client = factories.client_of(department)
    counts = []
    for more in (0, 300):
        figure_rows(more)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/dashboard/{query}")
        counts.append(len(queries))
    assert counts == [QUERIES_OF_A_PAGE[query] + QUERIES_OF_THE_FRAME] * 2


def test_surveys_themselves_are_never_read(surveyed, department):
    with CaptureQueriesContext(connection) as queries:
        visit(department)
    assert not [
        each for each in queries if "surveys_survey" in each["sql"] or "surveys_member" in each["sql"]
    ]


def test_the_city_is_the_sum_of_its_districts(surveyed, department):
    seen = page_of(department).seen
    assert seen.place.key == CITY and seen.totals.surveys == sum(part.totals.surveys for part in seen.parts)
