"""The district of a register's row that does not name one."""

import pytest

from bkkhousing.lib.sheets import SheetContent
from communities.locating import Whereabouts, point_of
from communities.registry_files import RegistryReader
from tests.districts.drawing import around, box, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
DIN_DAENG = {"lat": "13.772018", "lng": "100.558131"}


@pytest.fixture
def boundaries(reference):
    """Four districts as boxes; two of them meet beside a point of the tests."""
    stored(
        d1001=box(100.49, 13.74, 100.502, 13.76),
        d1009=around(13.701217, 100.612882),
        d1013=box(100.502, 13.73, 100.52, 13.76),
        d1026=around(13.772018, 100.558131),
    )


@pytest.mark.parametrize(
    ("told", "district"),
    [
        ({"code": "102601008"}, "1026"),
        ({"code": "๑๐๒๖๐๑๐๐๘"}, "1026"),
        ({"code": "9999"}, None),
        ({"subdistrict": "แขวงคลองมหานาค"}, "1008"),
        ({"subdistrict": "บางจาก"}, None),
        (DIN_DAENG, "1026"),
        ({"lat": DIN_DAENG["lng"], "lng": DIN_DAENG["lat"]}, "1026"),
        ({"subdistrict": "บางจาก", "lat": "13.701217", "lng": "100.612882"}, "1009"),
        ({"lat": "13.74281", "lng": "100.502217"}, None),
        ({"lat": "13.74281", "lng": "100.502217", "subdistrict": "จักรวรรดิ"}, "1013"),
        ({"subdistrict": "ดินแดง", "lat": "13.701217", "lng": "100.612882"}, None),
        ({"lat": "ไม่ทราบ", "lng": "-"}, None),
        ({}, None),
    ],
)
def test_code_then_subdistrict_and_point_tell_the_district(told, district, boundaries):
    assert Whereabouts().district_of(**told) == district


def test_without_boundaries_a_point_only_helps_a_subdistrict_to_decide():
    assert Whereabouts().district_of(**DIN_DAENG) is None
    assert Whereabouts().district_of(subdistrict="บางจาก", lat="13.701217", lng="100.612882") == "1009"
    assert Whereabouts().district_of(subdistrict="ดินแดง", lat="13.701217", lng="100.612882") is None


def test_a_point_needs_both_numbers():
    assert point_of("13.7", "") is None


def read(**cells: str):
    headers = ("ชื่อ", "ประเภท", *cells)
    row = (2, ["ร่วมใจ", "เคหะชุมชน", *cells.values()])
    columns = {"name": "ชื่อ", "type": "ประเภท", **{key: key for key in cells}}
    reader = RegistryReader(SheetContent(headers, iter([row]), "", "utf-8"), columns=columns)
    return reader.read(), [problem.code for problem in reader.problems]


def test_a_register_without_districts_is_read_by_its_points(boundaries):
    (row,), problems = read(**DIN_DAENG)
    assert (row.district, row.type, problems) == ("1026", "public_housing", [])


def test_a_point_that_cannot_decide_is_said_at_its_row(boundaries):
    assert read(lat="13.74281", lng="100.502217") == ([], ["district_unsure"])


def test_a_register_that_tells_nothing_of_the_place_is_asked_about():
    assert read() == ([], ["district_missing"])


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ชุมชนแออัด", "slum"),
        ("แออัด", "slum"),
        ("ชุมชนเมือง", "urban"),
        ("ชานเมือง", "suburban"),
        ("เคหะชุมชน", "public_housing"),
        ("ชุมชนหมู่บ้านจัดสรร", "housing_estate"),
        ("อาคารสูง", "high_rise"),
        ("Slum", "slum"),
    ],
)
def test_the_types_of_the_old_regulation_are_known(written, code):
    content = SheetContent(("ชื่อ", "ประเภท"), iter([(2, ["ร่วมใจ", written])]), "", "utf-8")
    reader = RegistryReader(content, columns={"name": "ชื่อ", "type": "ประเภท"}, district="1026")
    assert [row.type for row in reader.read()] == [code]
