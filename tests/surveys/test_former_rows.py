"""What an earlier round brings into a new form, and what is told to have changed since, row by row."""

from types import SimpleNamespace

import pytest

from surveys.entry import Entry, Row
from surveys.questionnaire import questions
from surveys.readers.former import Former, changed_since, kept_answers, row_name

ALL = frozenset(
    [
        *questions(),
        *(f"{n}.{k}" for n, lv in (("members", "member"), ("debts", "debt")) for k in questions(lv)),
    ]
)
MAN = {"first_name": "สมชาย", "last_name": "ใจดี"}
WOMAN = {"first_name": "สมหญิง", "last_name": "ใจดี"}


def entry(members=(), debts=(), **answers) -> Entry:
    return Entry(Row(answers), [Row(one) for one in members], [Row(one) for one in debts])


def told(before: Entry, now: Entry, asked=ALL) -> list[tuple[str, str, str]]:
    former = Former(SimpleNamespace(round_id="2569"), kept_answers(before, asked))
    return [(one.field, one.before, one.now) for one in changed_since(former, now, asked)]


@pytest.mark.parametrize(
    "key",
    [question.key for question in questions().values() if question.sensitive or question.kind == "round"],
)
def test_what_each_visit_must_ask_anew_is_not_brought(key):
    assert kept_answers(entry(**{key: "yes"}), ALL)["answers"] == {}


@pytest.mark.parametrize(
    "key", ["round", "survey_date", "informant", "visit_result", "privacy_notice", "sensitive_consent"]
)
def test_the_visit_itself_is_asked_anew(key):
    assert kept_answers(entry(**{key: "x"}), ALL)["answers"] == {}


@pytest.mark.parametrize(
    "key", ["community", "house_no", "dwelling", "rent_house", "land_tenure", "bedrooms"]
)
def test_what_stays_with_the_house_is_brought(key):
    assert kept_answers(entry(**{key: 7}), ALL)["answers"] == {key: 7}


@pytest.mark.parametrize("key", ["house_no", "dwelling", "rent_house"])
def test_what_the_round_does_not_ask_is_not_brought(key):
    assert kept_answers(entry(**{key: "x", "soi": "7"}), ALL - {key})["answers"] == {"soi": "7"}


@pytest.mark.parametrize("word", ["refused", "unknown"])
@pytest.mark.parametrize("key", ["dwelling", "material", "land_tenure", "want"])
def test_who_would_not_say_is_asked_again(key, word):
    assert kept_answers(entry(**{key: word}), ALL)["answers"] == {}


@pytest.mark.parametrize(
    "key", [question.key for question in questions("member").values() if question.sensitive]
)
def test_the_health_of_a_person_is_not_brought(key):
    assert kept_answers(entry([{**MAN, key: "yes"}]), ALL)["members"] == [MAN]


def test_hidden_unreadable_and_unanswered_are_left_behind():
    row = Row({"soi": "7"}, {"rent_house": "refused"}, {"land_owner": "temple"}, {"bedrooms": "สอง"})
    assert kept_answers(Entry(row), ALL) == {"answers": {"soi": "7"}, "members": [], "debts": []}


@pytest.mark.parametrize(
    ("before", "now", "changed"),
    [
        ({}, {}, []),
        ({"soi": "7"}, {"soi": "7"}, []),
        ({"soi": "7"}, {"soi": "8"}, [("soi", "7", "8")]),
        ({"soi": "7"}, {}, [("soi", "7", "ว่าง")]),
        ({}, {"rent_house": 3000}, [("rent_house", "ว่าง", "3,000 บาท/เดือน")]),
        ({"survey_date": "2026-01-01"}, {"survey_date": "2026-11-21"}, []),
    ],
)
def test_answers_that_changed_are_told_in_words(before, now, changed):
    assert told(entry(**before), entry(**now)) == changed


@pytest.mark.parametrize(
    ("before", "now", "changed"),
    [
        ([MAN], [MAN], []),
        ([MAN, WOMAN], [WOMAN, MAN], []),
        ([MAN], [MAN, WOMAN], [("members", "", "สมหญิง ใจดี")]),
        ([MAN, WOMAN], [WOMAN], [("members", "สมชาย ใจดี", "")]),
        ([MAN], [WOMAN], [("members", "", "สมหญิง ใจดี"), ("members", "สมชาย ใจดี", "")]),
        ([MAN, MAN], [MAN], [("members", "สมชาย ใจดี", "")]),
    ],
)
def test_people_who_came_and_went_are_told_by_name(before, now, changed):
    assert told(entry(before), entry(now)) == changed


def test_a_person_is_known_by_the_number_whatever_the_name():
    before, now = {**MAN, "citizen_id": "1"}, {**MAN, "citizen_id": "1", "first_name": "สมชัย"}
    assert told(entry([WOMAN, before]), entry([now, WOMAN])) == [("members-0-first_name", "สมชาย", "สมชัย")]


def test_two_of_one_name_are_told_apart_by_birth():
    old, young = ({**MAN, "birth_date": day} for day in ("1950-01-01", "1990-01-01"))
    assert told(entry([old, young]), entry([{**young, "income_month": 5}, old])) == [
        ("members-0-income_month", "ว่าง", "5 บาท/เดือน")
    ]


@pytest.mark.parametrize(
    ("name", "row", "called"),
    [
        ("members", MAN, "สมชาย ใจดี"),
        ("members", {"first_name": "สมชาย"}, "สมชาย"),
        ("members", {}, ""),
        ("debts", {}, "ว่าง"),
        ("debts", {"source": "เจ้าของร้าน"}, "เจ้าของร้าน"),
    ],
)
def test_a_row_is_called_by_whom_it_is_about(name, row, called):
    assert row_name(name, row) == called
