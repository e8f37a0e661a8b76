"""The target of a place is the same on every page: the approved plan of the round where there is one, else the register."""

import pytest

from communities.models import Community
from dashboards.definitions import TARGET, definition_of
from dashboards.indicators import COVERAGE
from dashboards.maps.reader import drawn_map
from tests import factories
from tests.plans.test_expected import approved

pytestmark = pytest.mark.django_db
PLACES = ("", "?group=central", "?district=1026", "?community={slum}")
"""City, group, district and community; a plan asks for 16 of the slum, the register for 40, of the market for 10."""


@pytest.fixture
def planned(officer, head, slum, round_2570):
    Community.objects.update(expected_households=0)
    Community.objects.filter(pk=slum.pk).update(expected_households=40)
    factories.community("1026", "ตลาด", expected_households=10)
    factories.figure_row(slum, round="2570", surveys=8).save()
    approved(slum, head, round_2570, 16)


def page_of(user, path: str, slum):
    return factories.client_of(user).get(path.format(slum=slum.pk)).context["page"]


@pytest.mark.parametrize("query", PLACES)
def test_the_overview_and_the_progress_of_a_place_tell_the_same_coverage(query, planned, department, slum):
    of_overview = page_of(department, f"/dashboard/{query}", slum).seen.totals
    of_progress = page_of(department, f"/dashboard/progress/{query}", slum).seen.whole.totals
    target = 16 if "community" in query else 26
    assert (of_overview.expected, of_progress.expected) == (target, target)
    assert of_overview.coverage == of_progress.coverage == 100 * 8 / target


def test_whoever_sees_no_rows_is_told_the_same_target(planned, other_officer, slum):
    found = page_of(other_officer, "/dashboard/?district=1026", slum).seen.totals
    assert found.expected == 26


@pytest.mark.parametrize(
    ("query", "first", "target"), [("", "เขตดินแดง", 26), ("?district=1026", "ร่วมใจพัฒนา", 16)]
)
def test_parts_are_measured_by_their_plans(query, first, target, planned, department, slum):
    row = page_of(department, f"/dashboard/{query}", slum).rows[0]
    assert (row.name, row.expected) == (first, target)


@pytest.mark.parametrize(("query", "target"), [("?district=1026", 50), ("?community={slum}", 40)])
def test_the_round_before_is_measured_by_its_own_target(query, target, planned, department, slum):
    factories.open_round("2569", fiscal_year=2569)
    factories.figure_row(slum, round="2569", surveys=20).save()
    seen = page_of(department, f"/dashboard/{query}", slum).seen
    assert seen.other.totals.coverage == 100 * 20 / target


def test_lists_of_communities_and_the_page_of_the_day_are_measured_by_the_plan(planned, head, slum):
    client = factories.client_of(head)
    listed = {row.community.pk: row.expected for row in client.get("/communities/").context["rows"]}
    shown = client.get(f"/communities/{slum.pk}/").context["figures"].expected
    assert (listed[slum.pk], shown, client.get("/").context["home"].expected) == (16, 16, 26)


def test_points_of_the_map_are_what_the_plan_leaves_to_be_surveyed(planned, department, slum):
    Community.objects.filter(pk=slum.pk).update(lng=100.55, lat=13.77)
    page = page_of(department, "/dashboard/?district=1026&map=coverage&map_as=points", slum)
    symbols = drawn_map(page, department).symbols
    assert [(one.name, one.said) for one in symbols] == [("ตลาด", "10"), ("ร่วมใจพัฒนา", "8")]


def test_coverage_says_what_a_target_is():
    assert str(TARGET) in definition_of(COVERAGE)
