"""How stored values stand in the cells of a file."""

import json
from datetime import UTC, date, datetime

import pytest

from surveys.exporting import shown
from surveys.exporting.conditions import sentence
from surveys.exporting.disclosure import NUMBER, STATISTICAL, Disclosure, disclosure_of, harmless_extra
from surveys.questionnaire import conditions, every_question, questions
from surveys.skipping import over, unless, when

TENURE = {"owner": "เป็นเจ้าของ", "rent": "เช่า"}
EVERY = [question for _section, question in every_question()]
HEALTH = {"disability", "disability_card", "bedridden", "chronic"}


@pytest.mark.parametrize(
    ("code", "label"), [("owner", "เป็นเจ้าของ"), ("rent", "เช่า"), ("squat", "squat"), (7, "7")]
)
def test_a_code_is_shown_by_its_label_and_an_old_one_by_itself(code, label):
    assert shown.labelled(TENURE)(code) == label


@pytest.mark.parametrize(
    ("packed", "labels", "codes"),
    [
        (",owner,rent,", "เป็นเจ้าของ; เช่า", "owner; rent"),
        (",rent,", "เช่า", "rent"),
        (",rent,old,", "เช่า; old", "rent; old"),
        ("", "", ""),
    ],
)
def test_several_codes_are_joined(packed, labels, codes):
    assert (shown.joined_labels(TENURE)(packed), shown.joined_codes(packed)) == (labels, codes)


@pytest.mark.parametrize(
    ("day", "cell"),
    [
        (date(1900, 2, 28), None),
        (date(1900, 3, 1), date(1900, 3, 1)),
        (date(2026, 11, 21), date(2026, 11, 21)),
        (date(1857, 1, 1), None),
    ],
)
def test_days_before_excel_have_a_text_and_no_cell(day, cell):
    assert shown.day(day) == cell
    assert str(day.year + 543) in shown.be_text(day)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 20, 16, 59, tzinfo=UTC), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 17, 0, tzinfo=UTC), date(2026, 11, 21)),
    ],
)
def test_a_day_begins_at_midnight_in_bangkok(moment, day):
    assert shown.day_of(moment) == day
    assert shown.be_text_of(moment).startswith(f"{day.day} พ.ย. 2569")


@pytest.mark.parametrize(("text", "number"), [("[]", 0), ('["a"]', 1), ("[1, 2, 3]", 3)])
def test_a_list_is_counted(text, number):
    assert shown.number_in(text) == number


@pytest.mark.parametrize(
    ("stored", "refused", "unknown"),
    [
        ({}, "", ""),
        ({"rent_house": "refused"}, "rent_house", ""),
        ({"rent_house": "unknown", "soi": "refused"}, "", "rent_house"),
        ({"income_total": "refused", "rent_house": "refused"}, "income_total; rent_house", ""),
    ],
)
def test_refused_and_unknown_are_told_apart_and_only_of_questions_that_may_be_spoken_of(
    stored, refused, unknown
):
    text = json.dumps(stored)
    found = [shown.non_answers(kind, ["rent_house", "income_total"])(text) for kind in ("refused", "unknown")]
    assert found == [refused, unknown]


@pytest.mark.parametrize(
    ("stored", "codes"),
    [
        ({"rent_while_owner": "แม่เช่า"}, "rent_while_owner"),
        (
            {"age_over_100@members-0-birth_date": "จริง", "age_over_100@members-1-birth_date": "จริง"},
            "age_over_100",
        ),
        ({"สมชาย": "x", "rent_while_owner": "y"}, "rent_while_owner"),
        ({}, ""),
    ],
)
def test_only_codes_of_rules_are_shown_as_confirmed(stored, codes):
    show = shown.confirmed_codes(["rent_while_owner", "age_over_100"])
    assert show(json.dumps(stored)) == codes


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ({"a": "1", "b": 2}, "a: 1; b: 2"),
        ([["elderly", 10], ["children", 5]], "elderly: 10; children: 5"),
        ({"x": ["ก", 1]}, 'x: ["ก", 1]'),
        ({"x": None}, "x: null"),
        ({}, ""),
    ],
)
def test_pairs_are_written_out(stored, text):
    assert shown.pairs(json.dumps(stored)) == text


@pytest.mark.parametrize(
    ("value", "anything", "numbers"),
    [
        ("12", "12", "12"),
        ("-12.5", "-12.5", "-12.5"),
        ("1,200", "1,200", "1,200"),
        ("0812345678", "0812345678", "0812345678"),
        ("1234567890123456", "1234567890123456", None),
        ("สมชาย", "สมชาย", None),
        ("12 บาท", "12 บาท", None),
        (12, "12", "12"),
        ("", None, None),
        (None, None, None),
    ],
)
def test_a_column_of_an_imported_file_shows_masked_readers_numbers_only(value, anything, numbers):
    text = json.dumps({"hhsize": value})
    assert shown.extra_value("hhsize")(text) == anything
    assert shown.extra_value("hhsize", NUMBER)(text) == numbers
    assert shown.extra_value("other")(text) is None


@pytest.mark.parametrize("question", EVERY, ids=lambda one: f"{one.level}.{one.key}")
def test_a_full_file_shows_everything(question):
    assert disclosure_of(question, full=True) == Disclosure.SHOWN


@pytest.mark.parametrize(
    "question", [q for q in EVERY if q.personal], ids=lambda one: f"{one.level}.{one.key}"
)
def test_a_masked_file_shows_of_personal_answers_only_what_is_listed(question):
    listed = f"{question.level}.{question.key}" in STATISTICAL
    shows = disclosure_of(question, full=False)
    assert (shows == Disclosure.SHOWN) is listed


@pytest.mark.parametrize("key", sorted(HEALTH))
def test_health_is_never_in_a_masked_file(key):
    assert disclosure_of(questions("member")[key], full=False) == Disclosure.LEFT_OUT


def test_what_is_listed_as_statistical_exists_and_is_no_health():
    known = {f"{q.level}.{q.key}" for q in EVERY}
    assert known >= STATISTICAL and not {one.split(".")[1] for one in STATISTICAL} & HEALTH


def test_columns_that_name_nobody_are_named_by_the_mapping():
    assert harmless_extra() and all(isinstance(name, str) for name in harmless_extra())


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (None, ""),
        ({}, ""),
        (when("house_tenure", "rent"), "สถานะการอยู่อาศัย เป็น เช่า"),
        (when("house_tenure", "rent", "owner"), "สถานะการอยู่อาศัย เป็น เช่า หรือ เป็นเจ้าของ"),
        (unless("registration", "none"), "ทะเบียนบ้าน ไม่ใช่ ไม่มีทะเบียนบ้าน"),
        (when("received_before", ""), "โครงการที่เคยได้รับ เป็น ว่าง"),
        (over("floods_per_year", 0), "น้ำท่วม มากกว่า 0"),
        ({"all": [when("want", "buy"), over("bedrooms", 2)]}, "ความต้องการ เป็น ซื้อบ้าน และ ห้องนอน มากกว่า 2"),
        ({"any": [when("want", "buy"), when("want", "none")]}, "ความต้องการ เป็น ซื้อบ้าน หรือ ความต้องการ เป็น ไม่ต้องการเปลี่ยนแปลง"),
        (when("house_tenure", "castle"), "สถานะการอยู่อาศัย เป็น castle"),
    ],
)  # fmt: skip
def test_a_condition_is_said_in_words(condition, words):
    assert sentence(condition) == words


@pytest.mark.parametrize(
    ("level", "key"), [(level, key) for level in ("survey", "member") for key in conditions(level)]
)
def test_every_condition_of_the_questionnaire_can_be_said(level, key):
    words = sentence(conditions(level)[key])
    assert words and "%(" not in words and "{" not in words
