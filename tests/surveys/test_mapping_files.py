"""Mapping files: what a good one says, and how a broken one is refused."""

import json
from copy import deepcopy

import pytest

from bkkhousing.lib.sheets import SheetProblem
from surveys.importing import mapping
from surveys.importing.mapping import Columns, MappingProblem, load
from surveys.questionnaire import questions

GOOD = {
    "title": "แบบทดลอง",
    "dates": "month first",
    "identity": {"ids": ["_id"], "otherwise": ["start"], "number": "_index"},
    "district": {"column": "dname"},
    "community": {"column": "community_name"},
    "begun": "start",
    "ended": "end",
    "answers": {
        "survey_date": {"column": "end", "read": "day"},
        "house_tenure": {"column": "house_status", "codes": {"1": "owner", "๒": "rent"}},
        "rent_house": {"column": "rent_price", "blank": ["999"]},
    },
}
HEADERS = ("dname", "community_name", "start", "end", "house_status", "rent_price")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(mapping, "FOLDER", tmp_path)

    def write(told, name: str = "trial") -> str:
        text = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
        (tmp_path / f"{name}.json").write_text(text)
        return name

    return write


def test_a_mapping_is_read_whole(folder):
    found = load(folder(GOOD))
    assert (found.name, found.title, found.month_first) == ("trial", "แบบทดลอง", True)
    assert (found.ids, found.number, found.begun, found.ended) == (("_id",), "_index", "start", "end")
    assert [answer.question for answer in found.answers] == ["survey_date", "house_tenure", "rent_house"]


def test_the_columns_that_are_needed_are_named_once(folder):
    assert load(folder(GOOD)).required == (
        "dname",
        "community_name",
        "start",
        "end",
        "house_status",
        "rent_price",
    )


@pytest.mark.parametrize("name", mapping.names())
def test_every_mapping_of_the_product_can_be_used(name):
    found = load(name)
    assert found.title and {answer.question for answer in found.answers} <= set(questions())


@pytest.mark.parametrize(
    "name", ["", "none", "../kobo_2568", "KOBO_2568", "kobo-2568", "a" * 41, "kobo_2568.json", "ก"]
)
def test_a_name_that_no_mapping_has_is_answered_with_those_there_are(name):
    with pytest.raises(MappingProblem) as refusal:
        load(name)
    assert "kobo_2568" in refusal.value.sentence


def without(*path: str) -> dict:
    told = deepcopy(GOOD)
    place = told
    for key in path[:-1]:
        place = place[key]
    del place[path[-1]]
    return told


def with_(value: object, *path: str) -> dict:
    told = deepcopy(GOOD)
    place = told
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return told


@pytest.mark.parametrize(
    "path",
    [
        ("title",),
        ("dates",),
        ("identity",),
        ("identity", "ids"),
        ("identity", "number"),
        ("district",),
        ("district", "column"),
        ("community", "column"),
        ("begun",),
        ("ended",),
        ("answers",),
        ("answers", "rent_house", "column"),
    ],
)
def test_a_mapping_that_leaves_something_out_is_refused(path, folder):
    with pytest.raises(MappingProblem, match="แฟ้มจับคู่ trial ใช้ไม่ได้"):
        load(folder(without(*path)))


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ("year first", ("dates",)),
        (None, ("dates",)),
        ([], ("identity",)),
        ("dname", ("district",)),
        ([], ("answers",)),
        ({"column": "x"}, ("answers", "shoe_size")),
        ({"1": "landlord"}, ("answers", "house_tenure", "codes")),
        ({"1": "owner", "2": ""}, ("answers", "house_tenure", "codes")),
        (["1"], ("answers", "house_tenure", "codes")),
    ],
)
def test_a_mapping_that_says_nonsense_is_refused(value, path, folder):
    with pytest.raises(MappingProblem):
        load(folder(with_(value, *path)))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "1", '"x"', '{"title": NaN'])
def test_a_file_that_is_no_mapping_is_refused(text, folder):
    with pytest.raises(MappingProblem):
        load(folder(text))


def columns(*headers: str, folder) -> Columns:
    return Columns(load(folder(GOOD)), headers)


def test_columns_are_found_wherever_they_stand(folder):
    found = columns(*reversed(HEADERS), "_index", folder=folder)
    assert [found.place(name) for name in HEADERS] == [5, 4, 3, 2, 1, 0]
    assert found.place("_index") == 6 and found.place("_id") is None


def test_a_group_in_front_of_a_name_does_not_matter(folder):
    found = columns(*(f"group_a/{name}" for name in HEADERS), folder=folder)
    assert found.place("dname") == 0


def test_a_name_that_two_groups_have_is_found_in_neither(folder):
    with pytest.raises(SheetProblem, match="rent_price"):
        columns(*HEADERS[:-1], "a/rent_price", "b/rent_price", folder=folder)


def test_a_name_without_a_group_goes_before_one_with(folder):
    found = columns(*HEADERS, "a/rent_price", folder=folder)
    assert found.place("rent_price") == 5


@pytest.mark.parametrize("missing", HEADERS)
def test_a_column_that_is_missing_is_named(missing, folder):
    with pytest.raises(SheetProblem) as refusal:
        columns(*(name for name in HEADERS if name != missing), folder=folder)
    assert missing in str(refusal.value) and "แบบทดลอง" in str(refusal.value)


def test_what_nothing_has_taken_is_left_over(folder):
    found = columns(*HEADERS, "note", "phone", folder=folder)
    assert list(found.others(set(range(6)))) == [("note", 6), ("phone", 7)]
