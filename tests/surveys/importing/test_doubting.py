"""What a person is asked before a table is taken at its word."""

import pytest

from districts.models import District
from surveys.importing.doubting import questions_about
from surveys.importing.proposing import propose
from tests.uploading import content_of, sketch_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
HEADERS = ["รหัสเขต", "ชื่อชุมชน", "ประเภท", "ประชากร", "ชาย", "หญิง", "ครัวเรือน"]


def register(*rows) -> list:
    return [HEADERS, *([code, f"ชุมชนที่ {n}", "ชุมชนเมือง", *rest] for n, (code, *rest) in enumerate(rows))]


def codes(table, kind: str = "communities") -> list[str]:
    declaration = propose(sketch_of(table), kind).declaration
    return [doubt.code for doubt in questions_about(content_of(table), kind=kind, declaration=declaration)]


def test_an_ordinary_register_raises_no_question():
    assert codes(register(("1026", 100, 40, 60, 20), ("1007", 300, 140, 160, 90))) == []


def test_a_population_that_sums_to_the_whole_city_is_questioned():
    rows = [(d.pk, d.population, 0, d.population, 9) for d in District.objects.all()]
    table = register(*rows)
    assert "population_of_whole_city" in codes(table)


def test_the_question_names_the_column_and_both_figures():
    city = sum(District.objects.values_list("population", flat=True))
    table = register(("1026", city, 0, city, 1), ("1007", 5, 2, 3, 1))
    declaration = propose(sketch_of(table), "communities").declaration
    (doubt,) = questions_about(content_of(table), kind="communities", declaration=declaration)
    assert doubt.column == "ประชากร" and f"{city:,}" in doubt.sentence and f"{city + 5:,}" in doubt.sentence


def test_a_population_of_the_whole_district_is_questioned():
    people = District.objects.get(pk="1026").population
    assert codes(register(("1026", people - 10, 0, people - 10, 1), ("1026", 10, 5, 5, 1))) == [
        "population_of_whole_district"
    ]


def test_columns_that_seem_swapped_are_questioned():
    assert codes(register(("1026", 20, 40, 60, 100), ("1026", 30, 10, 10, 90))) == [
        "sums_differ_often",
        "more_households_than_people",
    ]


def test_one_value_everywhere_is_questioned():
    assert codes(register(*[("1026", 77, 30 + n, 47 - n, 9 + n) for n in range(25)])) == [
        "one_value",
        "one_value",
    ]


def test_dates_that_read_either_way_are_questioned():
    table = [
        ["เขต", "start", "rent_house"],
        ["ดินแดง", "3/4/2026 10:00", "900"],
        ["ดินแดง", "5/6/2026 10:00", "800"],
    ]
    assert codes(table, "surveys") == ["date_order"]
    table[1][1] = "13/4/2026 10:00"
    assert codes(table, "surveys") == []


def test_one_phone_for_all_households_is_questioned():
    table = [["เขต", "phone"], *[["ดินแดง", "0812345678"]] * 20]
    assert codes(table, "surveys") == ["one_value"]
