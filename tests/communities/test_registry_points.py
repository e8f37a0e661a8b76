"""The point of a community in a register: read, checked, kept, and never lost by a register without one."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from communities.actions import update_registry
from communities.models import Community
from tests.communities.registers import reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
ROW = {"dcode": "1026", "name": "ร่วมใจพัฒนา", "type": "แออัด"}
COLUMNS = {"district_code": "dcode", "name": "name", "type": "type", "lat": "lat", "lng": "lng"}
POINT = {"lat": "13.772018", "lng": "100.558131"}


def read(**cells: str):
    columns = {key: header for key, header in COLUMNS.items() if header in {**ROW, **cells}}
    reading = reader({**ROW, **cells}, columns=columns)
    (row,) = reading.read()
    return row, [(problem.code, problem.refuses) for problem in reading.problems]


def take_over(**cells: str):
    row, _problems = read(**cells)
    return update_registry(rows=[row], by=None, at=timezone.now())


def stored() -> tuple[float | None, float | None]:
    return Community.objects.registered().values_list("lat", "lng").get()


def test_a_point_of_the_register_is_kept():
    take_over(**POINT)
    assert stored() == (13.772018, 100.558131)


@pytest.mark.parametrize(
    ("lat", "lng"), [("๑๓.๗๗๒๐๑๘", "๑๐๐.๕๕๘๑๓๑"), (POINT["lng"], POINT["lat"]), (" 13.772018 ", "100.558131")]
)
def test_thai_digits_spaces_and_swapped_columns_are_understood(lat, lng):
    row, problems = read(lat=lat, lng=lng)
    assert ((row.lat, row.lng), problems) == ((13.772018, 100.558131), [])


@pytest.mark.parametrize(("lat", "lng"), [("18.79", "98.98"), ("0", "0"), ("ริมคลอง", "100.5"), ("13.7", "")])
def test_a_point_that_cannot_be_is_left_out_and_said_without_refusing_the_row(lat, lng):
    row, problems = read(lat=lat, lng=lng)
    assert ((row.lat, row.lng), problems) == ((None, None), [("no_point", False)])


@pytest.mark.parametrize("cells", [{}, {"lat": "", "lng": ""}])
def test_a_register_without_points_takes_none_away(cells):
    take_over(**POINT)
    result = take_over(**cells)
    assert (result.unchanged, stored()) == (1, (13.772018, 100.558131))


def test_a_moved_point_is_a_change_with_its_history():
    take_over(**POINT)
    assert take_over(lat="13.773", lng="100.558").updated == 1
    history = Community.objects.registered().get().history.order_by("history_id")
    assert list(history.values_list("lat", flat=True)) == [13.772018, 13.773]


@pytest.mark.parametrize("point", [(13.7, None), (None, 100.5), (18.79, 98.98), (100.5, 13.7)])
def test_half_a_point_or_one_outside_the_city_is_not_stored(point):
    community = Community(name="ร่วมใจ", district_id="1026", lat=point[0], lng=point[1])
    with pytest.raises(IntegrityError), transaction.atomic():
        community.save()
