"""Bars, findings, scales and the names on tiles."""

import pytest

from dashboards.charts.bars import Bar, Bars, of_many, of_question, percent
from dashboards.charts.specs import bar_spec
from dashboards.indicators import CROWDED, INSECURE, Totals, share
from dashboards.themes import THEMES
from dashboards.tiles import Scale, short_name, width_of
from districts.models import District
from surveys.measures import BY_NAME
from surveys.readers.figures import Sums

KINDS = {kind.key: kind for theme in THEMES.values() for kind in theme.kinds}


def totals(surveys: int = 10, **measures: int) -> Totals:
    named = {name.replace("__", "."): count for name, count in measures.items()}
    return Totals(Sums(surveys=surveys, measures=named), expected=100)


def kind(key: str):
    return KINDS[key]


@pytest.mark.parametrize(
    ("part", "base", "said"), [(1, 4, "–"), (1, 5, "20%"), (0, 5, "0%"), (1, 1000, "<1%"), (1, 8, "13%")]
)
def test_a_share_needs_five(part, base, said):
    assert percent(share(part, base)) == said


def test_every_chart_counts_measures_that_exist():
    assert {name for each in KINDS.values() for name in each.needs} <= set(BY_NAME)


def test_a_refusal_is_no_answer():
    bars = of_question(totals(house_tenure__rent=6, house_tenure__refused=4), "house_tenure")
    assert bars.base == 6 and "refused" not in {bar.key for bar in bars.bars}


def test_households_not_met_are_not_asked():
    seen = totals(20, visit_result__vacant=8, overcrowded=3)
    assert (seen.interviewed, CROWDED.of(seen)) == (12, 25.0)


def test_several_answers_are_shares_of_the_households():
    bars = of_many(totals(10, problems__flood=6, problems__fire=6), "problems")
    assert bars.base == 10 and bars.top.share == 60


def test_insecure_land_adds_its_three_kinds():
    seen = totals(
        land_tenure__title=4, land_tenure__encroach=3, land_tenure__dispute=1, land_tenure__verbal=2
    )
    assert INSECURE.of(seen) == 60


def test_half_of_the_households_earn_no_more_than():
    seen = totals(income_bracket__up_to_5000=3, income_bracket__up_to_10000=2, income_bracket__over_50000=5)
    title, lit = kind("income").finding(kind("income").bars(seen))
    assert title == "50% ของครัวเรือนมีรายได้ไม่เกิน 10,000 บาทต่อเดือน"
    assert lit == ("up_to_5000", "up_to_10000")


def test_most_households_may_earn_more_than_the_highest_bracket_begins_with():
    bars = kind("income").bars(totals(income_bracket__up_to_5000=1, income_bracket__over_50000=9))
    assert kind("income").finding(bars)[1] == ("over_50000",)


def test_a_long_tail_of_single_answers_is_one_bar():
    given = tuple(Bar(f"owner{n}", f"เจ้าของ {n}", 20 - n, None) for n in range(12))
    drawn = Bars((*given, Bar("unknown", "ไม่ทราบ", 3, None)), base=99).longest_first().chosen.bars
    assert [bar.key for bar in drawn[-2:]] == ["others", "unknown"]
    assert drawn[-2].count == sum(20 - n for n in range(8, 12))


def test_a_long_tail_of_several_answers_stays_apart():
    given = tuple(Bar(f"problem{n}", f"ปัญหา {n}", 20 - n, None) for n in range(12))
    assert len(Bars(given, base=99, several=True).longest_first().chosen.bars) == 12


def test_bars_nobody_chose_are_not_drawn():
    assert Bars((Bar("a", "ก", 0, 0.0), Bar("b", "ข", 2, 40.0)), base=5).chosen.bars[0].key == "b"


def test_an_empty_step_of_a_scale_is_drawn():
    steps = (Bar("a", "ก", 0, 0.0), Bar("b", "ข", 2, 40.0), Bar("unknown", "ไม่ทราบ", 0, 0.0))
    assert [bar.key for bar in Bars(steps, base=5).scale.bars] == ["a", "b"]


def test_a_drawing_holds_the_numbers_it_shows():
    spec = bar_spec((Bar("rent", "เช่า", 6, 60.0, lit=True),), above=False)
    assert spec["data"]["values"] == [{"label": "เช่า", "value": 60.0, "said": "60.0%", "lit": True}]


@pytest.mark.parametrize(
    ("step", "value", "colour"), [(20, 0, "1"), (20, 20, "2"), (20, 99, "5"), (20, 130, "5"), (0.2, 0.6, "4"), (1, None, "unknown")]
)  # fmt: skip
def test_a_value_falls_into_one_of_five_classes(step, value, colour):
    assert Scale(step, "%").class_of(value) == colour


def test_the_legend_names_each_class_and_no_data():
    assert [step["label"] for step in Scale(2, "%").legend] == [
        "0–2", "2–4", "4–6", "6–8", "8 ขึ้นไป", "ไม่มีข้อมูล",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "lines"),
    [("ป้อมปราบศัตรูพ่าย", ("ป้อมปราบฯ",)), ("ราษฎร์บูรณะ", ("ราษฎร์บูรณะ",)),
     ("Pom Prap Sattru Phai", ("Pom Prap", "Sattru")), ("Samphanthawong", ("Samphanth…",))],
)  # fmt: skip
def test_a_name_fits_its_tile(name, lines):
    assert short_name(name) == lines


@pytest.mark.django_db
def test_every_name_fits_and_no_two_tiles_share_a_place(reference):
    districts = list(District.objects.all())
    names = [name for one in districts for name in (one.name_th, one.name_en)]
    assert all(width_of(line) <= 10 for name in names for line in short_name(name))
    assert len({(one.tile_row, one.tile_col) for one in districts}) == 50
