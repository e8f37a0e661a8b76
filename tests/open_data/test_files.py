"""The files of a version: they say of each other what is true, in the words of the standard."""

import hashlib
import json

import pytest
from django.test import Client, override_settings

from open_data.contents import published
from open_data.tables import table_of
from surveys.choices.survey import APPROVED_STATES
from surveys.readers.figures import By, figures_by
from tests import factories
from tests.open_data import versions

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]

PROFILES = {"csv": "tabular-data-resource", "json": "data-resource"}
TYPES = {"string", "integer", "boolean"}


@pytest.fixture
def version(reference):
    return versions.version(
        versions.round_of([("1001", "slum", 60), ("1026", "urban", 80), ("1002", "slum", 3)])
    )


def package_of(version) -> dict:
    return json.loads(content(version, "datapackage.json"))


def content(version, name: str) -> bytes:
    return Client().get(f"/open-data/{version.code}/{name}").content


def test_the_data_package_has_what_the_standard_asks_for(version):
    package = package_of(version)
    assert {"name", "title", "version", "created", "licenses", "contributors", "resources"} <= set(package)
    assert package["licenses"] == [
        {
            "name": "CC-BY-4.0",
            "title": "Creative Commons Attribution 4.0 International",
            "path": "https://creativecommons.org/licenses/by/4.0/",
        }
    ]
    names = [one["name"] for one in package["resources"]]
    assert len(names) == len(set(names)) and all(name == name.lower() and " " not in name for name in names)
    assert all(one["profile"] == PROFILES[one["format"]] for one in package["resources"])


def test_every_file_is_as_long_as_the_package_says_and_hashes_to_the_same(version):
    for one in package_of(version)["resources"]:
        found = content(version, one["path"])
        assert one["bytes"] == len(found)
        assert one["hash"] == f"sha256:{hashlib.sha256(found).hexdigest()}"


def test_the_rows_of_every_table_keep_to_its_schema(version):
    for one in package_of(version)["resources"]:
        if one["format"] != "csv":
            continue
        rows, fields = versions.read_csv(version, one["path"]), one["schema"]["fields"]
        assert list(rows[0]) == [field["name"] for field in fields]
        assert {field["type"] for field in fields} <= TYPES
        keys = [tuple(row[name] for name in one["schema"]["primaryKey"]) for row in rows]
        assert len(keys) == len(set(keys))


def test_foreign_keys_lead_somewhere(version):
    resources = {one["name"]: one for one in package_of(version)["resources"]}
    figures = versions.read_csv(version, "figures.csv")
    for key in resources["figures"]["schema"]["foreignKeys"]:
        other = resources[key["reference"]["resource"]]
        known = {row[key["reference"]["fields"]] for row in versions.read_csv(version, other["path"])}
        assert {row[key["fields"]] for row in figures} <= known


def test_values_are_whole_numbers_or_blank_where_they_are_withheld(version):
    for row in versions.read_csv(version, "figures.csv"):
        assert (row["value"] == "") == (row["withheld"] == "true")
        assert row["withheld"] in ("true", "false")
        assert row["value"] == "" or row["value"].isdigit()


def test_csv_begins_with_the_mark_that_excel_needs(version):
    assert content(version, "measures.csv").startswith(b"\xef\xbb\xbf")


def test_json_says_what_csv_says(version):
    said = json.loads(content(version, "figures.json"))
    assert (said["version"], said["round"]) == ("2570-1", "2570")
    told = {(one["place"], one["community_type"], one["measure"]): one["value"] for one in said["figures"]}
    assert told == versions.told(version)


def test_the_dictionary_names_every_measure_in_thai_and_english(version):
    rows = {row["measure"]: row for row in versions.read_csv(version, "measures.csv")}
    assert list(rows) == list(published())
    parts = [f"{part}_{language}" for part in ("label", "unit", "definition") for language in ("th", "en")]
    assert [name for name, row in rows.items() if not all(row[part] for part in parts)] == []
    assert "มีได้หลายข้อ" in rows["problems.flood"]["definition_th"]
    assert {row["part_of"] for row in rows.values()} <= {*rows, ""}


def test_districts_say_what_the_dashboards_say(version):
    told = versions.told(version)
    shown = figures_by(round="2570", by=By.DISTRICT, states=APPROVED_STATES)
    for place in (one for one in shown if one.surveys >= 5):
        ours = {name: told[place.place, "all", name] for name in published() if name != "surveys"}
        assert told[place.place, "all", "surveys"] in (place.surveys, None)
        assert [name for name, value in ours.items() if value not in (None, place.measures[name])] == []


def test_what_was_only_sent_is_not_in_the_files(version):
    slum = factories.community("1044", "ยังไม่อนุมัติ")
    factories.figure_row(slum, state="counted", surveys=70).save()
    versions.add("1001", 30)
    found = versions.version(version.round)
    assert not [key for key in versions.told(found) if key[0] == "1044"]


def test_another_licence_is_a_setting(reference):
    licence = {
        "name": "OGL-Thailand",
        "title": "Open Government Licence",
        "path": "https://data.go.th/licence",
    }
    with override_settings(OPEN_DATA_LICENCE=licence):
        found = versions.version(versions.round_of([("1001", "slum", 60)]))
    assert package_of(found)["licenses"] == [licence]
    assert found.licence_name == "OGL-Thailand"


def test_figures_are_read_in_few_statements(reference, django_assert_max_num_queries):
    round = versions.round_of([("1001", "slum", 60), ("1026", "urban", 80)])
    with django_assert_max_num_queries(6):
        table_of(round.pk)
