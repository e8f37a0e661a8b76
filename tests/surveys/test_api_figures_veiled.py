"""The figures of the API for those who may not see the rows of every district."""

import pytest

from districts.models import District
from surveys.readers.withholding import answers_of
from tests.dashboards.scattered import ONE_ANSWER, SEVERAL, scatter
from tests.factories import client_of
from tests.lib.subtracting import leaks

pytestmark = pytest.mark.django_db
OWN = "1026"


@pytest.fixture
def scattered(round_2570):
    scatter()


def figures(user, **asked) -> dict[str, dict]:
    reply = client_of(user).get("/api/v1/figures/", asked)
    assert reply.status_code == 200, reply.content
    return {one["place"]: {**one["measures"], "surveys": one["surveys"]} for one in reply.json()["results"]}


def everything(user) -> dict[tuple[str, str], int | None]:
    """All that three requests tell: (place, name) and its count, the groups by their own names."""
    found = [figures(user, by=by) for by in ("city", "group", "district")]
    return {
        (place, name): count for part in found for place, each in part.items() for name, count in each.items()
    }


def test_the_city_is_told_everything(scattered, department):
    assert None not in everything(department).values()


def test_district_staff_are_told_no_count_from_1_to_4_beyond_their_district(scattered, officer):
    counts = {cell: count for cell, count in everything(officer).items() if "sum" not in cell[1]}
    few = {cell for cell, count in counts.items() if count is not None and 0 < count < 5}
    assert {place for place, _name in few} <= {OWN} and None in counts.values()


def test_the_own_district_is_told_whole(scattered, officer, department):
    assert figures(officer, by="district")[OWN] == figures(department, by="district")[OWN]
    assert figures(officer, by="district", district=OWN) == {OWN: figures(department, by="district")[OWN]}


def test_what_is_told_is_true(scattered, officer, department):
    truth = everything(department)
    assert all(count in (None, truth[cell]) for cell, count in everything(officer).items())


def attacked(user, truth: dict, names: tuple[str, ...], districts: dict[str, str]) -> dict:
    """What subtraction tells of some measures, the answers of a question adding up to its total."""
    told = everything(user)
    hidden = {cell for cell in truth if cell[1] in names and told[cell] is None}
    cells = {cell: count for cell, count in truth.items() if cell[1] in names}
    groups: dict[str, list[str]] = {}
    for code, group in districts.items():
        groups.setdefault(group, []).append(code)
    lines = [
        ((group, name), [(code, name) for code in inside])
        for group, inside in groups.items()
        for name in names
    ]
    lines += [(("bangkok", name), [(group, name) for group in groups]) for name in names]
    return leaks(cells, lines, hidden)


@pytest.mark.parametrize(
    "names", [*(answers_of(one)[:5] for one in ONE_ANSWER[:2]), SEVERAL[:1], ("surveys",)]
)
def test_nothing_is_worked_out_by_subtracting_districts_from_their_groups(
    scattered, officer, department, names
):
    districts = dict(District.objects.values_list("code", "group_id"))
    assert attacked(officer, everything(department), names, districts) == {}


def test_parts_of_what_was_sent_are_told_of_the_own_district_alone(scattered, officer):
    for asked in ({"by": "city"}, {"by": "group"}, {"by": "district"}, {"district": "1006"}):
        reply = client_of(officer).get("/api/v1/figures/", {**asked, "state": "approved"})
        assert reply.status_code == 400
    own = client_of(officer).get("/api/v1/figures/", {"district": OWN, "state": "approved"})
    assert own.status_code == 200


def test_communities_of_the_own_district_are_told_whole(scattered, officer, department):
    told, truth = figures(officer, by="community"), figures(department, by="community", district=OWN)
    assert told == truth and None not in {count for each in told.values() for count in each.values()}


def test_a_round_without_figures_tells_zeros(round_2570, officer):
    found = figures(officer, by="group")
    assert len(found) == 6 and {count for each in found.values() for count in each.values()} == {0}
