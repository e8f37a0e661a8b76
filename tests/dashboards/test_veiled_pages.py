"""Pages of places whose rows the reader may not see: small counts are nowhere on them."""

import re

import pytest

from dashboards.filters import asked_of
from dashboards.readers.overview import overview
from dashboards.readers.places import standing
from dashboards.themes import DRAWN
from dashboards.views.dashboard import as_shown
from surveys.models import Round
from tests import factories
from tests.dashboards.scattered import scatter

pytestmark = pytest.mark.django_db
CELLS = re.compile(r'<td class="number">(?:<a [^>]*>)?([^<]*)')
PLACES = ({}, {"group": "central"}, {"district": "1006"}, {"district": "1050"})


@pytest.fixture
def scattered(round_2570):
    scatter()


def seen(user, **given):
    """What a page counts, without drawing it."""
    rounds = tuple(Round.objects.newest_first())
    place = standing(asked=given, user=user)
    asked = as_shown(place, asked_of(given, rounds, rounds[0].opens_on))
    return overview(standing=place, asked=asked, measures=DRAWN, compared=DRAWN)


def visit(user, address: str):
    return factories.client_of(user).get(address)


@pytest.mark.parametrize("page", ["", "tenure/"])
@pytest.mark.parametrize("query", ["", "?group=central", "?district=1006"])
def test_no_table_of_a_page_holds_a_count_from_1_to_4(page, query, scattered, other_head, officer):
    body = visit(officer, f"/dashboard/{page}{query}").content.decode()
    rows = [row for row in re.findall("<tr>.*?</tr>", body, re.S) if "ดินแดง" not in row]
    counts = [cell for row in rows for cell in CELLS.findall(row)[:1]]
    assert counts and not {"1", "2", "3", "4"} & set(counts)
    assert "ปกปิด" in body


def test_the_city_reader_and_the_own_staff_see_them(scattered, officer, department):
    few = {cell for user, query in ((department, ""), (officer, "?district=1026"))
           for cell in CELLS.findall(visit(user, f"/dashboard/tenure/{query}").content.decode())}  # fmt: skip
    assert "ปกปิด" not in few and {"1", "2", "3", "4"} & few


def test_every_page_withholds_what_the_api_withholds(scattered, officer):
    reply = factories.client_of(officer).get("/api/v1/figures/?by=district").json()["results"]
    told = {one["place"]: one["measures"] for one in reply}
    shown = {part.place.key: part.totals for part in seen(officer).parts}
    assert set(shown) == set(told)
    for code, totals in shown.items():
        hidden = {name for name in DRAWN if told[code][name] is None and "sum" not in name}
        assert hidden == {name for name in DRAWN if totals.hides(name) and "sum" not in name}, code


def test_a_place_is_veiled_alike_from_above_and_from_within(scattered, officer):
    above = {part.place.key: part.totals.withheld for part in seen(officer).parts}
    in_group = {part.place.key: part.totals.withheld for part in seen(officer, group="central").parts}
    assert above["1006"] == seen(officer, district="1006").totals.withheld
    assert all(above[key] == withheld for key, withheld in in_group.items())


def test_the_own_district_stands_whole_among_the_veiled(scattered, officer):
    parts = {part.place.key: part.totals for part in seen(officer).parts}
    assert parts["1026"].withheld == frozenset() and parts["1006"].withheld


@pytest.mark.parametrize("given", PLACES)
def test_nothing_is_withheld_from_those_who_read_the_whole_city(given, scattered, analyst):
    found = seen(analyst, **given)
    assert not found.totals.withheld and not any(part.totals.withheld for part in found.parts)


@pytest.mark.parametrize("state", ["approved", "submitted", "draft"])
def test_beyond_the_own_district_all_that_was_sent_is_counted(state, scattered, officer):
    page = visit(officer, f"/dashboard/?district=1006&state={state}").context["page"]
    assert page.asked.counts_all and page.asked.state_words == "ส่งแล้วขึ้นไป" and page.trust.switch == ()
    own = visit(officer, f"/dashboard/?district=1026&state={state}").context["page"]
    assert own.asked.parameters == {"state": state} and len(own.trust.switch) == 2


def test_a_withheld_share_is_not_drawn_and_says_so(scattered, officer):
    response = visit(officer, "/dashboard/tenure/?district=1006")
    charts = [chart for part in response.context["sections"] for chart in part.charts]
    hidden = [chart for chart in charts if any(bar.hidden for bar in chart.bars)]
    assert hidden and all(not bar.hidden for chart in hidden for bar in chart.drawn)
    assert all(bar.count == 0 and bar.share is None for chart in hidden for bar in chart.bars if bar.hidden)
    assert "จำนวน 1–4" in response.content.decode()


def test_the_round_before_is_veiled_too(round_2570, officer):
    factories.open_round("2569", fiscal_year=2569)
    scatter()
    scatter(seed=11, round="2569")
    assert seen(officer, district="1006").other.totals.withheld
    assert seen(officer, district="1026", compare="district:1006").other.totals.withheld
    assert not seen(officer, district="1026").other.totals.withheld


def test_no_way_leads_to_rows_that_may_not_be_seen(scattered, officer, department):
    assert "/surveys/?" not in visit(officer, "/dashboard/tenure/?district=1006").content.decode()
    assert (
        "/surveys/?round=2570&amp;state=counted&amp;district=1006"
        in visit(department, "/dashboard/tenure/?district=1006").content.decode()
    )
