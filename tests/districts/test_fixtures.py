"""The files of reference data agree with the facts they were written from."""

import json
from collections import Counter
from decimal import Decimal

import pytest
from django.conf import settings

from tests.shared_data import shared_rows


@pytest.fixture
def fixture():
    return lambda name: json.loads(
        (settings.BASE_DIR / "fixtures" / f"{name}.json").read_text(encoding="utf-8")
    )


def test_six_groups_hold_the_fifty_districts(fixture):
    sizes = Counter(row["group"] for row in fixture("districts"))
    assert sizes == {"central": 9, "south": 10, "north": 7, "east": 9, "thon_nuea": 8, "thon_tai": 7}
    assert set(sizes) == {row["code"] for row in fixture("district_groups")}


def test_districts_agree_with_the_facts(fixture):
    facts = shared_rows("districts.csv")
    texts = {
        "code": "code",
        "name_th": "name_th",
        "name_en": "name_en",
        "group": "group_code",
        "river_side": "river_side",
    }
    for row, fact in zip(fixture("districts"), facts, strict=True):
        assert {ours: row[ours] for ours in texts} == {ours: fact[theirs] for ours, theirs in texts.items()}
        assert row["pilot"] == (fact["pilot"] == "1")


def test_the_figures_of_districts_agree_with_the_facts(fixture):
    for row, fact in zip(fixture("districts"), shared_rows("districts.csv"), strict=True):
        for name in ("population", "area_km2", "lat", "lng"):
            assert Decimal(row[name]) == Decimal(fact[name])
        assert fact["population_date"].startswith(row["population_date"][:7])


def test_groups_agree_with_the_facts(fixture):
    facts = {
        fact["group_code"]: (fact["group_th"], fact["group_en"]) for fact in shared_rows("districts.csv")
    }
    for row in fixture("district_groups"):
        name_th, name_en = facts.pop(row["code"])
        assert (row["name_th"], f"({row['name_en']})") == (name_th, name_en[name_en.index("(") :])
    assert facts == {}


def test_tiles_agree_with_the_facts_and_none_is_taken_twice(fixture):
    tiles = {row["code"]: (row["tile_row"], row["tile_col"]) for row in fixture("districts")}
    facts = {
        fact["code"]: (int(fact["row"]), int(fact["col"])) for fact in shared_rows("district_tile_grid.csv")
    }
    assert tiles == facts
    assert len(set(tiles.values())) == 50


def test_subdistricts_agree_with_the_facts(fixture):
    written = [tuple(row.values()) for row in fixture("subdistricts")]
    facts = [tuple(fact.values()) for fact in shared_rows("subdistricts.csv")]
    assert len(written) == 180
    assert written == facts


def test_the_registered_population_adds_up_to_the_published_total(fixture):
    assert sum(row["population"] for row in fixture("districts")) == 5_408_167


def test_two_subdistrict_names_occur_twice_so_names_are_no_keys(fixture):
    names = Counter(row["name_th"] for row in fixture("subdistricts"))
    assert {name for name, count in names.items() if count > 1} == {"บางจาก", "บางมด"}


def test_community_types_are_six_of_2555_and_five_of_2564(fixture):
    rows = {row["code"]: row for row in fixture("community_types")}
    assert sum(row["in_2555"] for row in rows.values()) == 6
    assert sum(row["in_2564"] for row in rows.values()) == 5


def test_every_community_type_that_ended_has_a_successor_in_force(fixture):
    rows = {row["code"]: row for row in fixture("community_types")}
    ended = {code: row["successor"] for code, row in rows.items() if not row["in_2564"]}
    assert ended == {"public_housing": "special", "housing_estate": "special"}
    assert all(row["successor"] is None for row in rows.values() if row["in_2564"])


def test_the_types_of_the_register_are_types_in_force(fixture):
    in_force = {row["name_th"] for row in fixture("community_types") if row["in_2564"]}
    assert {row["type_of_community"] for row in shared_rows("real/bma_communities_2003.csv")} <= in_force
