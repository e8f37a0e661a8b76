"""In which district a point lies."""

import pytest

from districts.boundaries import districts_at
from districts.models import District
from tests.shared_data import shared_rows


@pytest.mark.django_db
def test_the_middle_of_every_district_lies_in_it(reference):
    found = {d.pk: districts_at(float(d.lat), float(d.lng))[:1] for d in District.objects.all()}
    assert len(found) == 50
    assert found == {code: (code,) for code in found}


def test_the_real_communities_lie_in_the_districts_of_their_codes():
    rows = [
        row
        for row in shared_rows("real/bma_community_points_15.csv")
        if row["COMMU_ADMIN_COMMU_BND_FINAL_CM"]
    ]
    assert len(rows) == 14
    for row in rows:
        told = districts_at(float(row["LAT"]), float(row["LONG"]))
        assert told[0] == row["COMMU_ADMIN_COMMU_BND_FINAL_CM"][:4]


def test_a_point_near_a_boundary_may_be_in_either_district():
    assert districts_at(13.742810, 100.502217)[0] == "1013"
    assert set(districts_at(13.742810, 100.502217)) == {"1013", "1001"}


@pytest.mark.parametrize("point", [(13.92, 100.40), (18.79, 98.98), (0.0, 0.0), (100.5, 13.7)])
def test_a_point_outside_bangkok_is_in_no_district(point):
    assert districts_at(*point) == ()
