"""`load_boundaries`: all fifty or nothing, told in JSON, the same again a second time."""

import json
import re
from collections import Counter
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import CommandError, call_command

from districts.boundaries import LONGEST_PATHS, Outlines, keep_boundaries, path_of
from districts.boundary_files import read_boundaries
from districts.models import District, DistrictBoundary
from districts.projection import on_map
from tests.districts.drawing import city, written
from tests.shared_data import shared_data

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
STEP = re.compile(r"-?\d+")


def load(file, *options: str) -> dict:
    """Run the command; its last line."""
    out = StringIO()
    call_command("load_boundaries", str(file), *options, stdout=out)
    return json.loads(out.getvalue().splitlines()[-1])


def refused(file) -> tuple[dict, str]:
    """Run the command, which must fail; its last line and its sentence."""
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("load_boundaries", str(file), stdout=out)
    return json.loads(out.getvalue().splitlines()[-1]), str(error.value)


def stored() -> list[tuple]:
    return list(DistrictBoundary.objects.order_by("pk").values_list())


def rings_of(path: str) -> list[list[tuple[int, int]]]:
    """The points of a path, closed, as a browser would walk them."""
    found = []
    for part in path.removesuffix("z").split("z"):
        numbers = [int(number) for number in STEP.findall(part)]
        points = [(numbers[0], numbers[1])]
        for across, down in zip(numbers[2::2], numbers[3::2], strict=True):
            points.append((points[-1][0] + across, points[-1][1] + down))
        found.append([*points, points[0]])
    return found


@pytest.fixture
def real():
    return shared_data("bangkok_districts.geojson")


def test_all_districts_are_written_with_what_draws_and_what_locates_them(tmp_path):
    assert load(written(tmp_path, city())) == {
        "districts": 50, "matched_by_code": 50, "matched_by_name": 0, "corrected": [], "changed": 50,
    }  # fmt: skip
    assert DistrictBoundary.objects.count() == 50
    one = District.objects.get(pk="1026")
    assert Outlines().districts_at(float(one.lat), float(one.lng)) == ("1026",)


def test_names_that_were_corrected_are_listed(tmp_path):
    wrong = {"1024": "ราษฏร์บูรณะ", "1008": "ป้อมปราบฯ"}
    told = load(written(tmp_path, city(lambda one: {"name": wrong.get(one.pk, one.name_th)})))
    assert (told["matched_by_code"], told["matched_by_name"]) == (0, 50)
    assert told["corrected"] == [{"given": name, "district": code} for code, name in sorted(wrong.items())]


def test_the_same_file_again_changes_nothing(tmp_path):
    file = written(tmp_path, city())
    load(file)
    before = stored()
    assert load(file)["changed"] == 0 and stored() == before


def test_only_what_moved_is_written(tmp_path):
    drawn = city()
    load(written(tmp_path, drawn))
    ring = drawn["features"][4]["geometry"]["coordinates"][0]
    ring[2][0] += 0.0005
    assert load(written(tmp_path, drawn))["changed"] == 1


def test_the_credit_is_kept_for_every_district(tmp_path):
    file = written(tmp_path, city())
    assert load(file, "--credit", "กรุงเทพมหานคร")["changed"] == 50
    assert set(DistrictBoundary.objects.values_list("credit", flat=True)) == {"กรุงเทพมหานคร"}
    assert load(file, "--credit", "กรุงเทพมหานคร")["changed"] == 0


@pytest.mark.parametrize("loaded_before", [False, True])
def test_a_refused_file_leaves_everything_as_it_was(tmp_path, loaded_before):
    drawn = city()
    if loaded_before:
        load(written(tmp_path, drawn))
    before = stored()
    drawn["features"][49]["geometry"]["coordinates"][0].pop()
    told, sentence = refused(written(tmp_path, drawn))
    assert told == {"districts": 0, "matched_by_code": 0, "matched_by_name": 0, "corrected": [], "changed": 0}
    assert sentence == "เขตบางบอน: เส้นแนวเขตไม่ปิด จุดแรกกับจุดสุดท้ายต้องเป็นจุดเดียวกัน" and stored() == before


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert refused(tmp_path / "gone.geojson")[1] == "เปิดไฟล์ไม่ได้ ตรวจชื่อและที่อยู่ของไฟล์"


def test_the_real_file_is_taken_over_by_its_codes(real):
    told = load(real)
    assert told == {
        "districts": 50,
        "matched_by_code": 50,
        "matched_by_name": 0,
        "corrected": [],
        "changed": 50,
    }
    assert load(real)["changed"] == 0


def test_the_real_file_without_codes_is_taken_over_by_its_names(tmp_path, real):
    drawn = json.loads(real.read_text(encoding="utf-8"))
    for each in drawn["features"]:
        each["properties"] = {"DNAME": each["properties"]["name_th"].replace("ฎ", "ฏ").replace("แ", "เเ")}
        each.pop("id")
    told = load(written(tmp_path, drawn))
    assert told["matched_by_name"] == 50 and len(told["corrected"]) == 5


def test_the_real_city_is_drawn_in_little_and_its_borders_are_shared(real):
    load(real)
    paths = dict(DistrictBoundary.objects.values_list("pk", "path"))
    assert sum(map(len, paths.values())) < LONGEST_PATHS / 2
    rings = [ring for path in paths.values() for ring in rings_of(path)]
    lines = Counter(frozenset(ends) for ring in rings for ends in pairwise(ring))
    assert set(lines.values()) == {1, 2} and lines.total() > 1.6 * len(lines)


def test_the_drawn_city_lies_within_fifteen_metres_of_the_file(real):
    drawn = {one.code: one.shape for one in read_boundaries(real)}
    load(real)
    for code, path in DistrictBoundary.objects.values_list("pk", "path"):
        points = {point for ring in rings_of(path) for point in ring}
        given = [on_map(lng / 100_000, lat / 100_000) for lng, lat in drawn[code][0][0]]
        assert all(min(abs(x - gx) + abs(y - gy) for gx, gy in given) < 1.5 for x, y in points)


def test_labels_stand_inside_their_districts(real):
    load(real)
    for one in DistrictBoundary.objects.all():
        (ring,) = rings_of(one.path)
        crossed = sum(
            (y1 > one.label_y) != (y2 > one.label_y)
            and one.label_x < (x2 - x1) * (one.label_y - y1) / (y2 - y1) + x1
            for (x1, y1), (x2, y2) in pairwise(ring)
        )
        assert crossed % 2 == 1


def test_paths_that_would_be_too_long_are_drawn_coarser(real, monkeypatch):
    monkeypatch.setattr("districts.boundaries.LONGEST_PATHS", 9_000)
    keep_boundaries(drawn=read_boundaries(real))
    paths = DistrictBoundary.objects.values_list("path", flat=True)
    assert 5_000 < sum(map(len, paths)) <= 9_000 and all(paths)


def test_what_is_smaller_than_the_map_can_show_is_not_drawn():
    speck = ((10_050_000, 1_370_000), (10_050_001, 1_370_000), (10_050_001, 1_370_001))
    block = tuple((10_050_000 + x * 100, 1_370_000 + y * 100) for x, y in ((0, 0), (9, 0), (9, 9), (0, 9)))
    assert path_of(((speck,),)) == "" and path_of(((block,), (speck,))).count("M") == 1


def test_a_boundary_goes_by_its_district_and_leaves_with_it(tmp_path):
    load(written(tmp_path, city()))
    assert str(DistrictBoundary.objects.get(pk="1026")) == "1026"
    assert District.objects.get(pk="1026").boundary.path.startswith("M")
