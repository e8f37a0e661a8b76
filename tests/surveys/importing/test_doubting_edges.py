"""Where a doubt begins: the row before it is asked about nothing, the next one is."""

import pytest

from districts.models import District
from surveys.importing.doubting import questions_about
from tests.uploading import content_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
COLUMNS = {"name": "ชื่อ", "population": "คน", "male": "ชาย", "female": "หญิง", "households": "บ้าน"}
PLACES = {"district_code": "เขต", "district_name": "ชื่อเขต", "code": "รหัส"}


def register(*rows: dict, district: str = "1026") -> list[str]:
    """The doubts about rows given by field; what no row gives has no column."""
    known = {**COLUMNS, **PLACES}
    keys = [key for key in known if any(key in row for row in rows)]
    table = [[known[key] for key in keys], *([row.get(key, "") for key in keys] for row in rows)]
    declaration = {
        "columns": {key: known[key] for key in keys},
        "district": {"code": district} if district else {},
    }
    found = questions_about(content_of(table), kind="communities", declaration=declaration)
    return [doubt.code for doubt in found]


def surveys(table: list, answers: dict, begun: str = "") -> list[str]:
    declaration = {
        "begun": begun,
        "ended": begun,
        "answers": {key: {"column": c} for key, c in answers.items()},
    }
    return [one.code for one in questions_about(content_of(table), kind="surveys", declaration=declaration)]


def people(share: float, code: str = "1026") -> int:
    return int(District.objects.get(pk=code).population * share)


def households_and(population: int, households: int, times: int) -> list[dict]:
    return [{"population": population, "households": households}] * times


@pytest.mark.parametrize(("rows", "asked"), [(19, []), (20, ["one_value"])])
def test_one_value_is_asked_about_from_twenty_rows(rows, asked):
    assert register(*[{"name": "ร่วมใจ"}] * rows) == asked


def test_one_value_beside_another_or_in_a_column_without_values_is_not_asked_about():
    assert register(*[{"name": "ร่วมใจ"}] * 30, {"name": "พัฒนา"}) == []
    assert register(*[{"name": f"ร่วมใจ {n}", "population": ""} for n in range(30)]) == []


@pytest.mark.parametrize(("wrong", "asked"), [(2, []), (3, ["sums_differ_often"])])
def test_sums_may_differ_in_a_fifth_of_the_rows_that_tell_all_three(wrong, asked):
    right = [{"population": 10, "male": 4, "female": 6}] * (10 - wrong)
    untold = [{"population": 10, "male": "", "female": 6}] * 8
    assert register(*right, *untold, *[{"population": 10, "male": 4, "female": 4}] * wrong) == asked


@pytest.mark.parametrize(
    ("crowded", "asked"), [(2, []), (3, ["more_households_than_people"])]
)  # fmt: skip
def test_houses_may_outnumber_people_in_a_fifth_of_the_rows(crowded, asked):
    assert register(*households_and(10, 4, 10 - crowded), *households_and(10, 11, crowded)) == asked


@pytest.mark.parametrize(("population", "households"), [(10, 10), (0, 5), ("", 5), ("มาก", 5), (10, "")])
def test_as_many_houses_as_people_or_a_figure_that_is_not_told_raise_no_doubt(population, households):
    assert register(*households_and(population, households, 5)) == []


@pytest.mark.parametrize(("share", "asked"), [(0.89, []), (0.91, ["population_of_whole_district"])])
def test_nine_tenths_of_a_district_are_too_many_for_its_communities(share, asked):
    assert register({"population": people(share)}) == asked


def test_half_of_the_districts_must_be_full_before_it_is_asked():
    full, little = {"district_code": "1026", "population": people(0.95)}, {"population": 5}
    others = [{**little, "district_code": code} for code in ("1006", "1007")]
    assert register(full, others[0], district="") == ["population_of_whole_district"]
    assert register(full, *others, district="") == []


@pytest.mark.parametrize(("share", "asked"), [(0.79, False), (0.81, True)])
def test_four_fifths_of_the_city_are_too_many_for_one_file(share, asked):
    rows = [{"district_code": pk, "population": int(n * share)} for pk, n in District.objects.values_list("pk", "population")]  # fmt: skip
    assert ("population_of_whole_city" in register(*rows, district="")) is asked


@pytest.mark.parametrize(
    "where",
    [
        {"district_code": "1026"},
        {"district_code": "๑๐๒๖"},
        {"district_name": "เขตดินแดง"},
        {"code": "102601001"},
        {"district_code": "9999", "district_name": "ดินแดง"},
    ],
)
def test_people_are_counted_in_their_district_however_it_is_told(where):
    assert register({"population": people(0.95), **where}, district="") == ["population_of_whole_district"]


def test_people_of_nowhere_are_measured_by_the_city():
    assert register({"name": "ก", "population": people(0.95)}, district="") == []


def test_an_empty_register_and_a_register_of_households_raise_no_doubt():
    told = {"columns": {"name": "ชื่อ"}, "district": {}}
    assert questions_about(content_of([["ชื่อ"]]), kind="communities", declaration=told) == []
    assert questions_about(content_of([["ชื่อ"], ["ก"]]), kind="households", declaration=told) == []


@pytest.mark.parametrize(("rows", "asked"), [(19, []), (20, ["one_value"])])
@pytest.mark.parametrize("key", ["phone", "house_no", "house_code"])
def test_what_tells_houses_apart_is_asked_about_when_it_does_not(key, rows, asked):
    assert surveys([["ค่า"], *[["5"]] * rows], {key: "ค่า"}) == asked


def test_other_answers_may_be_the_same_in_every_house():
    assert surveys([["ค่า"], *[["5"]] * 40], {"rent_house": "ค่า"}) == []


@pytest.mark.parametrize(
    ("moments", "asked"),
    [
        (["3/4/2569", "5/6/2569"], ["date_order"]),
        (["3/4/2569", "13/4/2569"], []),
        (["4/13/2569"], []),
        (["2569-04-03"], []),
        (["", ""], []),
        (["๓/๔/๒๕๖๙"], ["date_order"]),
    ],
)
def test_the_order_of_day_and_month_is_asked_when_no_row_tells_it(moments, asked):
    assert surveys([["เริ่ม", "x"], *([one, "1"] for one in moments)], {}, begun="เริ่ม") == asked
