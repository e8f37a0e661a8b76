"""Reading boundaries: every way a file can be wrong is told in a sentence, and nothing passes that is not the city."""

import json

import pytest

from districts import boundary_files
from districts.boundary_files import BoundariesRefused, read_boundaries
from districts.models import District
from districts.rings import area_of
from tests.districts.drawing import around, box, city, written

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def read(tmp_path, collection):
    return read_boundaries(written(tmp_path, collection))


def refusal(tmp_path, collection) -> str:
    with pytest.raises(BoundariesRefused) as refused:
        read(tmp_path, collection)
    return refused.value.sentence


def with_ring(ring, kind: str = "Polygon") -> dict:
    """A city whose first district (พระนคร) is drawn by this ring."""
    drawn = city()
    drawn["features"][0]["geometry"] = {"type": kind, "coordinates": [ring]}
    return drawn


def phra_nakhon(half: float = 0.002) -> list:
    one = District.objects.get(pk="1001")
    return around(float(one.lat), float(one.lng), half)


@pytest.mark.parametrize(
    "tell",
    [
        lambda one: {"code": one.pk},
        lambda one: {"DCODE": int(one.pk)},
        lambda one: {"dcode": float(one.pk), "dname": one.name_th},
        lambda one: {"รหัสเขต": one.pk.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))},
        lambda one: {"code": one.pk, "name": "แนวเขต", "office": "สำนักงานเขต"},
    ],
    ids=["text", "number", "fraction and name", "thai digits", "a name of something else"],
)
def test_districts_are_known_by_their_code(tmp_path, tell):
    found = read(tmp_path, city(tell))
    assert [one.code for one in found] == sorted(District.objects.values_list("pk", flat=True))
    assert not any(one.by_name or one.given for one in found)


def test_a_code_may_stand_beside_the_properties(tmp_path):
    drawn = city(lambda one: {"area": 1.5})
    for each, one in zip(drawn["features"], District.objects.order_by("pk"), strict=True):
        each["id"] = one.pk
    assert not any(one.by_name for one in read(tmp_path, drawn))


@pytest.mark.parametrize("key", ["name_th", "DNAME", "เขต", "district"])
def test_districts_are_known_by_their_name(tmp_path, key):
    found = read(tmp_path, city(lambda one: {key: f"เขต{one.name_th}", "objectid": 7}))
    assert len(found) == 50 and all(one.by_name and not one.given for one in found)


def test_wrong_spellings_are_corrected_and_told(tmp_path):
    wrong = {"1024": "ราษฏร์บูรณะ", "1008": "ป้อมปราบฯ", "1049": "ทุ่งครุ่"}
    found = read(tmp_path, city(lambda one: {"name": wrong.get(one.pk, one.name_th)}))
    assert {one.code: one.given for one in found if one.given} == wrong


def test_a_code_with_a_misspelt_name_counts_as_a_code(tmp_path):
    found = read(tmp_path, city(lambda one: {"code": one.pk, "name_th": one.name_th.replace("ษฎ", "ษฏ")}))
    assert not any(one.by_name for one in found) and sum(bool(one.given) for one in found) == 1


def test_outer_rings_come_out_against_the_clock(tmp_path):
    drawn = city()
    for each in drawn["features"][::2]:
        each["geometry"]["coordinates"][0].reverse()
    assert all(area_of(one.shape[0][0]) > 0 for one in read(tmp_path, drawn))


def test_holes_and_several_parts_are_read(tmp_path):
    outer, hole = phra_nakhon(), phra_nakhon(0.001)
    parts = [[outer, hole], [[[lng + 0.01, lat] for lng, lat in outer]]]
    drawn = city()
    drawn["features"][0]["geometry"] = {"type": "MultiPolygon", "coordinates": parts}
    shape = read(tmp_path, drawn)[0].shape
    assert [len(polygon) for polygon in shape] == [2, 1] and area_of(shape[0][1]) < 0


def test_heights_a_byte_order_mark_and_points_given_twice_do_no_harm(tmp_path):
    ring = [[*point, 3.5] for point in phra_nakhon()]
    file = written(tmp_path, with_ring([ring[0], *ring]))
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert len(read_boundaries(file)[0].shape[0][0]) == 4


@pytest.mark.parametrize(
    "name",
    ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326", "http://www.opengis.net/def/crs/OGC/1.3/CRS84"],
)  # fmt: skip
def test_a_reference_system_of_longitude_and_latitude_may_be_named(tmp_path, name):
    assert read(tmp_path, {**city(), "crs": {"type": "name", "properties": {"name": name}}})


@pytest.mark.parametrize(
    "crs", [{"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32647"}}, {"type": "link"}, "EPSG:24047", {"properties": "x"}]
)  # fmt: skip
def test_another_reference_system_is_refused(tmp_path, crs):
    assert "ระบบพิกัดของไฟล์ไม่ใช่ลองจิจูด ละติจูด" in refusal(tmp_path, {**city(), "crs": crs})


@pytest.mark.parametrize(
    "content",
    [b"", b"not json", b"{", "เขต".encode("tis-620"), b"PK\x03\x04zip", b"[" * 200_000, b'{"type": NaN}', b"\x00" * 9],
    ids=["empty", "words", "cut", "another encoding", "archive", "too deep", "not a number", "zeros"],
)  # fmt: skip
def test_what_is_no_json_is_refused(tmp_path, content):
    file = tmp_path / "x.geojson"
    file.write_bytes(content)
    with pytest.raises(BoundariesRefused, match="ไม่ใช่ GeoJSON"):
        read_boundaries(file)


@pytest.mark.parametrize(
    "collection", [[], 7, None, {}, {"type": "Feature"}, {"type": "FeatureCollection"}, {"type": "FeatureCollection", "features": {}}]
)  # fmt: skip
def test_what_is_no_collection_is_refused(tmp_path, collection):
    assert "ไม่ใช่ FeatureCollection" in refusal(tmp_path, collection)


@pytest.mark.parametrize("name", ["gone.geojson", "."])
def test_a_file_that_cannot_be_opened_is_refused(tmp_path, name):
    with pytest.raises(BoundariesRefused, match="เปิดไฟล์ไม่ได้"):
        read_boundaries(tmp_path / name)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(boundary_files, "LARGEST_FILE", 2 * 1024**2)
    file = tmp_path / "x.geojson"
    file.write_bytes(b" " * (2 * 1024**2 + 1))
    with pytest.raises(BoundariesRefused, match="ไฟล์ใหญ่เกิน 2 MB"):
        read_boundaries(file)


def test_too_many_points_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(boundary_files, "MOST_POINTS", 199)
    assert "แนวเขตมี 200 จุด เกิน 199 จุด" in refusal(tmp_path, city())


def test_missing_districts_are_named(tmp_path):
    drawn = city()
    drawn["features"] = drawn["features"][2:]
    assert refusal(tmp_path, drawn) == "ไฟล์ขาด 2 เขต: เขตดุสิต, เขตพระนคร"


def test_a_district_that_is_there_twice_is_named(tmp_path):
    drawn = city()
    drawn["features"].append(drawn["features"][3])
    assert refusal(tmp_path, drawn) == "เขตบางรักมีซ้ำในไฟล์ ต้องมีเขตละหนึ่งรายการ"


@pytest.mark.parametrize(
    "told", [{"code": "9999"}, {"name": "นนทบุรี"}, {}, {"code": None, "name": "  "}, {"name": ["ดุสิต"]}]
)
def test_a_feature_that_is_no_district_is_shown(tmp_path, told):
    drawn = city()
    drawn["features"][7]["properties"] = told
    assert "รายการที่ 8 (" in refusal(tmp_path, drawn)


def test_a_code_and_a_name_of_two_districts_are_refused(tmp_path):
    told = refusal(tmp_path, city(lambda one: {"code": one.pk, "name": "ดุสิต"}))
    assert told == "รายการที่ 1: รหัส 1001 ไม่ใช่รหัสของเขต “ดุสิต” แก้ให้เป็นเขตเดียวกัน"


def test_shapes_under_each_others_codes_are_refused(tmp_path):
    drawn = city()
    first, other = drawn["features"][0], drawn["features"][2]
    first["properties"], other["properties"] = other["properties"], first["properties"]
    assert "ไม่ล้อมกลางเขต" in refusal(tmp_path, drawn)


@pytest.mark.parametrize("wrong", [7, "x", None, {"properties": []}, {"properties": "x"}])
def test_what_is_no_feature_is_refused(tmp_path, wrong):
    assert "รายการที่ 50" in refusal(tmp_path, {**city(), "features": [*city()["features"][:49], wrong]})


@pytest.mark.parametrize(
    "geometry", [None, {}, {"type": "Point", "coordinates": [100.5, 13.7]}, {"type": "LineString"}, []]
)
def test_a_district_without_a_polygon_is_refused(tmp_path, geometry):
    drawn = city()
    drawn["features"][0]["geometry"] = geometry
    assert refusal(tmp_path, drawn) == "เขตพระนคร: รูปต้องเป็น Polygon หรือ MultiPolygon"


@pytest.mark.parametrize("coordinates", [None, [], {}, "x", [[]], [7], [None]])
@pytest.mark.parametrize("kind", ["Polygon", "MultiPolygon"])
def test_a_polygon_without_coordinates_is_refused(tmp_path, kind, coordinates):
    drawn = city()
    drawn["features"][0]["geometry"] = {"type": kind, "coordinates": coordinates}
    assert refusal(tmp_path, drawn).startswith("เขตพระนคร: ")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda ring: ring[:-1], "เส้นแนวเขตไม่ปิด"),
        (lambda ring: [ring[0], ring[1], ring[0]], "ต้องมี 4 ถึง"),
        (lambda ring: [ring[0], ring[2], ring[1], ring[3], ring[0]], "ตัดหรือแตะตัวเอง"),
        (lambda ring: [ring[0], ring[1], ring[0], ring[0]], "ตัดหรือแตะตัวเอง"),
        (lambda ring: [*ring[:4], ring[0], *ring[1:]], "ตัดหรือแตะตัวเอง"),
        (lambda ring: [[lat, lng] for lng, lat in ring], "ละติจูดกับลองจิจูดสลับกัน"),
        (lambda ring: [[lng * 6_000, lat * 100_000] for lng, lat in ring], "อยู่นอกกรุงเทพฯ"),
        (lambda ring: [*ring[:2], [100.5, 18.7], *ring[2:]], "จุด 100.5, 18.7 อยู่นอกกรุงเทพฯ"),
        (lambda ring: [["100.5", "13.7"], *ring], "คู่ตัวเลข"),
        (lambda ring: [[100.5], *ring], "คู่ตัวเลข"),
        (lambda ring: [[True, 13.7], *ring], "คู่ตัวเลข"),
        (lambda ring: [None, *ring], "คู่ตัวเลข"),
    ],
)
def test_a_ring_that_is_no_boundary_is_refused_with_its_district(tmp_path, change, sentence):
    told = refusal(tmp_path, with_ring(change(phra_nakhon())))
    assert told.startswith("เขตพระนคร: ") and sentence in told


def test_numbers_beyond_all_numbers_are_refused(tmp_path):
    file = written(tmp_path, city())
    file.write_text(file.read_text().replace("[[[100.", "[[[1e999", 1))
    with pytest.raises(BoundariesRefused):
        read_boundaries(file)


def test_a_hole_that_sticks_out_is_refused(tmp_path):
    outer = phra_nakhon()
    (west, south), (east, north) = outer[0], outer[2]
    drawn = city()
    drawn["features"][0]["geometry"]["coordinates"] = [
        outer,
        box(west + 0.001, south + 0.001, east + 0.001, north - 0.001),
    ]
    assert "ตัดหรือแตะตัวเอง" in refusal(tmp_path, drawn)


def test_the_file_is_read_whatever_else_it_holds(tmp_path):
    drawn = {**city(), "name": "เขต", "bbox": [1, 2], "extra": {"a": [1]}}
    drawn["features"][0]["bbox"] = []
    assert len(read(tmp_path, json.loads(json.dumps(drawn)))) == 50
