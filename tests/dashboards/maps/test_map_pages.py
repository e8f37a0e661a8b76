"""The map on the pages: its three kinds, who sees which points, what it costs, and how it is read without eyes."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.models import Community
from dashboards.maps import drawing
from districts.models import District, DistrictBoundary
from districts.projection import on_map
from tests import factories

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a href="([^"]+)" data-place="([^"]+)"><title>([^<]*)</title><(path|circle|g|text)')
KINDS = ("ช่องเท่ากัน", "แนวเขตจริง", "จุดชุมชน")


def body(user, query: str = "") -> str:
    response = factories.client_of(user).get(f"/dashboard/{query}")
    assert response.status_code == 200
    return response.content.decode().replace("&amp;", "&")


def drawn(text: str, shape: str) -> dict[str, str]:
    """What is drawn with this shape, in the order of the page: key and address."""
    return {key: url for url, key, _title, found in LINK.findall(text) if found == shape}


def switches(text: str) -> dict[str, str]:
    return {label: url for url, label in re.findall(r'map-switch__link" href="([^"]+)"[^>]*>([^<]+)<', text)}


def chosen(text: str) -> str:
    return re.search(r'map-switch__link" href="[^"]+" aria-current="true">([^<]+)<', text)[1]


@pytest.fixture
def boundaries(reference):
    """Every district as the square of its frame."""
    rows = []
    for one in District.objects.all():
        (west, top), (east, bottom) = on_map(one.west, one.north), on_map(one.east, one.south)
        path = f"M{west:.0f} {top:.0f}h{east - west:.0f}v{bottom - top:.0f}z"
        middle = (west + east) / 2, (top + bottom) / 2
        rows.append(DistrictBoundary(one.pk, [], path, *middle, "กรุงเทพมหานคร"))
    DistrictBoundary.objects.bulk_create(rows)


@pytest.fixture
def surveyed(officer, other_officer, slum, other_slum, round_2570):
    """Six surveys in a community of ดินแดง that lies somewhere, one in another district."""
    Community.objects.filter(pk=slum.pk).update(lat=13.772, lng=100.558)
    Community.objects.filter(pk=other_slum.pk).update(lat=13.79, lng=100.64)
    for _number in range(6):
        factories.submitted_survey(by=officer, place=slum)
    factories.submitted_survey(by=other_officer, place=other_slum)


def test_tiles_are_what_an_address_means_that_says_nothing(surveyed, boundaries, department):
    text = body(department)
    assert chosen(text) == "ช่องเท่ากัน" and len(drawn(text, "g")) == 50 and not drawn(text, "path")


def test_without_boundaries_tiles_stand_in_for_them_and_say_so(surveyed, department):
    text = body(department, "?map_as=boundaries")
    assert len(drawn(text, "g")) == 50 and "ยังไม่มีแนวเขตในระบบ" in text
    assert list(switches(text)) == ["ช่องเท่ากัน", "จุดชุมชน"]


def test_boundaries_have_the_classes_titles_and_links_of_the_tiles(surveyed, boundaries, department):
    tiles, areas = body(department), body(department, "?map_as=boundaries")
    told = [{key: title for _url, key, title, _shape in LINK.findall(text)} for text in (tiles, areas)]
    assert told[0] == told[1] and len(told[0]) == 50
    colours = [re.findall(pattern, text) for pattern, text in (
        (r"tile-map__tile--(\w+)", tiles), (r"area-map__area--(\w+)", areas))]  # fmt: skip
    assert colours[0] == colours[1]


def test_links_keep_the_kind_of_map_and_every_filter(surveyed, boundaries, department):
    text = body(department, "?state=submitted&map=rent&map_as=boundaries")
    assert (
        drawn(text, "path")["1026"] == "/dashboard/?district=1026&state=submitted&map=rent&map_as=boundaries"
    )
    assert switches(text) == {
        "ช่องเท่ากัน": "/dashboard/?state=submitted&map=rent",
        "แนวเขตจริง": "/dashboard/?state=submitted&map=rent&map_as=boundaries",
        "จุดชุมชน": "/dashboard/?state=submitted&map=rent&map_as=points",
    }
    assert '<input type="hidden" name="map_as" value="boundaries">' in text


def test_every_class_has_a_digit_in_the_legend_and_on_the_map(surveyed, boundaries, department):
    text = body(department, "?map_as=boundaries")
    legend = re.findall(r'legend__swatch--(\w+)"></span>(\S+) = ', text)
    assert legend == [("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5"), ("unknown", "–")]
    marks = re.findall(r"area-map__(?:mark|instead) [^>]*>([^<]+)</text>", text)
    assert len(marks) == 50 and set(marks) <= {"1", "2", "3", "4", "5", "–"}


def test_whose_lines_they_are_is_told_under_the_map(surveyed, boundaries, department):
    assert "แนวเขต: กรุงเทพมหานคร" in body(department, "?map_as=boundaries")
    assert "แนวเขต:" not in body(department)


def test_a_group_is_shown_among_its_neighbours_and_they_come_first(surveyed, boundaries, department):
    text = body(department, "?group=central&map_as=boundaries")
    colours = re.findall(r"area-map__area--(\w+)", text)
    inside = District.objects.filter(group="central").count()
    assert colours.count("elsewhere") == len(colours) - inside < 50 - inside
    assert colours[-inside:].count("elsewhere") == 0


def test_the_list_beside_the_map_has_the_same_places(surveyed, boundaries, department):
    text = body(department, "?map_as=boundaries")
    rows = re.findall(r'rank__row" data-place="(\d+)"', text)
    assert set(rows) == set(drawn(text, "path")) and rows[0] == "1026"


def test_points_are_communities_the_greatest_need_first(surveyed, boundaries, department, slum):
    bigger = factories.community("1026", "บึงใหญ่", expected_households=900, lat=13.77, lng=100.56)
    text = body(department, "?map_as=points")
    assert list(drawn(text, "circle"))[0] == str(bigger.pk)
    assert f"/dashboard/?community={slum.pk}&map_as=points" in drawn(text, "circle").values()


def test_points_lie_on_plain_districts_without_their_numbers(surveyed, boundaries, department):
    text = body(department, "?map_as=points")
    assert set(re.findall(r"area-map__area--(\w+)", text)) == {"ground"}
    assert "area-map__value" not in text and "legend__step" not in text


def test_without_boundaries_points_lie_among_the_names_of_the_districts(surveyed, department, slum):
    text = body(department, "?map_as=points")
    assert not drawn(text, "path") and drawn(text, "text") and str(slum.pk) in drawn(text, "circle")


def test_a_district_shows_its_points_by_itself_as_soon_as_one_is_known(surveyed, boundaries, officer, slum):
    factories.community("1026", "ไร้พิกัด")
    text = body(officer, "?district=1026")
    assert list(drawn(text, "circle")) == [str(slum.pk)] and "ไม่มีพิกัด 1 ชุมชน" in text
    assert "area-map__area--here" in text and list(switches(text)) == ["แนวเขตจริง", "จุดชุมชน"]
    Community.objects.update(lat=None, lng=None)
    assert "map-picture" not in body(officer, "?district=1026")


def test_a_district_can_be_shown_where_it_lies(surveyed, boundaries, officer):
    text = body(officer, "?district=1026&map_as=boundaries")
    assert "ที่ตั้งของเขตดินแดง" in text and text.count("area-map__area--here") == 1 and not drawn(text, "circle")


def test_an_officer_sees_the_points_of_the_own_district_alone(
    surveyed, boundaries, officer, slum, other_slum
):
    for query in ("?map_as=points", "?group=central&map_as=points"):
        text = body(officer, query)
        assert list(drawn(text, "circle")) == [str(slum.pk)] and other_slum.name not in text
        assert "แสดงเฉพาะชุมชนในเขตของคุณ" in text


def test_another_districts_points_are_not_shown_however_they_are_asked_for(
    surveyed, boundaries, other_officer, slum
):
    for query in ("?district=1026&map_as=points", "?group=central&map_as=points"):
        text = body(other_officer, query)
        assert slum.name not in text and not drawn(text, "circle")


def test_small_counts_of_other_districts_are_told_on_boundaries_no_more_than_on_tiles(
    surveyed, boundaries, officer
):
    pages = (body(officer, query) for query in ("", "?map_as=boundaries"))
    tiles, areas = ({key: title for _url, key, title, _shape in LINK.findall(text)} for text in pages)
    assert tiles == areas
    assert "สำรวจแล้ว" not in areas["1006"] and "สำรวจแล้ว 6 ครัวเรือน" in areas["1026"]


def test_only_registered_communities_are_points(surveyed, boundaries, department):
    Community.objects.outside().filter(district="1026").update(lat=13.77, lng=100.55)
    outside = Community.objects.outside().get(district="1026")
    assert str(outside.pk) not in drawn(body(department, "?map_as=points"), "circle")


def test_many_points_are_dots_beyond_those_a_hand_can_step_through(
    surveyed, boundaries, department, monkeypatch
):
    monkeypatch.setattr(drawing, "LINKED", 5)
    for number in range(9):
        factories.community("1026", f"ชุมชน {number}", lat=13.77, lng=100.55 + number / 1000)
    text = body(department, "?map_as=points")
    assert len(drawn(text, "circle")) == 5 and "และอีก 6 ชุมชน" in text
    assert (
        sum(path.count("M") for path in re.findall(r'area-map__dots" stroke-width="\d+" d="([^"]+)"', text))
        == 6
    )


def test_a_kind_of_map_that_does_not_exist_is_not_found(surveyed, department):
    assert factories.client_of(department).get("/dashboard/?map_as=globe").status_code == 404


def test_the_picture_is_named_and_its_labels_are_read_once(surveyed, boundaries, department):
    text = body(department, "?map_as=boundaries")
    assert 'role="group" aria-label="แผนที่แนวเขตของกรุงเทพมหานคร"' in text
    assert text.index('<g aria-hidden="true">') > text.rindex("area-map__area ")


def test_the_keyboard_goes_through_districts_in_the_order_of_the_dictionary(surveyed, boundaries, department):
    order = list(District.objects.order_by("sort_key").values_list("pk", flat=True))
    assert list(drawn(body(department, "?map_as=boundaries"), "path")) == order


@pytest.mark.parametrize(
    ("query", "more"), [("?map_as=boundaries", 0), ("?map_as=points", 2), ("?group=central&map_as=points", 2), ("?district=1026", 1)]
)  # fmt: skip
def test_a_map_costs_few_queries_and_reads_no_survey(surveyed, boundaries, department, query, more):
    client = factories.client_of(department)
    counts, tiles = [], query.replace("points", "tiles").replace("boundaries", "tiles")
    for asked in (tiles if "map_as" in query else f"{query}&map_as=tiles", query):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/dashboard/{asked}")
        counts.append(len(queries))
        assert not [each for each in queries if "surveys_survey" in each["sql"] or "outline" in each["sql"]]
    assert counts[1] - counts[0] == more


def test_more_communities_cost_no_more_queries(surveyed, boundaries, department):
    client, counts = factories.client_of(department), []
    for more in (0, 40):
        for number in range(more):
            factories.community("1026", f"ชุมชน {number}", lat=13.77, lng=100.55)
        with CaptureQueriesContext(connection) as queries:
            client.get("/dashboard/?map_as=points")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_kinds_are_named_in_the_order_of_the_switch(surveyed, boundaries, department):
    assert tuple(switches(body(department))) == KINDS
