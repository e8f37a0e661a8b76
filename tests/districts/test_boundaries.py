"""In which district a point lies, by the real boundaries."""

import pytest

from districts.boundaries import Outlines, keep_boundaries
from districts.boundary_files import read_boundaries
from districts.models import District
from tests.shared_data import shared_data, shared_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def outlines(reference) -> Outlines:
    keep_boundaries(drawn=read_boundaries(shared_data("bangkok_districts.geojson")))
    return Outlines()


def test_the_middle_of_every_district_lies_in_it(outlines):
    found = {d.pk: outlines.districts_at(float(d.lat), float(d.lng))[:1] for d in District.objects.all()}
    assert len(found) == 50
    assert found == {code: (code,) for code in found}


def test_the_real_communities_lie_in_the_districts_of_their_codes(outlines):
    rows = [
        row
        for row in shared_rows("real/bma_community_points_15.csv")
        if row["COMMU_ADMIN_COMMU_BND_FINAL_CM"]
    ]
    assert len(rows) == 14
    for row in rows:
        told = outlines.districts_at(float(row["LAT"]), float(row["LONG"]))
        assert told[0] == row["COMMU_ADMIN_COMMU_BND_FINAL_CM"][:4]


def test_a_point_near_a_boundary_may_be_in_either_district(outlines):
    assert outlines.districts_at(13.742810, 100.502217)[0] == "1013"
    assert set(outlines.districts_at(13.742810, 100.502217)) == {"1013", "1001"}


@pytest.mark.parametrize("point", [(13.92, 100.40), (18.79, 98.98), (0.0, 0.0), (100.5, 13.7)])
def test_a_point_outside_bangkok_is_in_no_district(point, outlines):
    assert outlines.districts_at(*point) == ()
