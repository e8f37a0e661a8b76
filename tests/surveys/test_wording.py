"""How answers and fields are said to a person."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from surveys.questionnaire import every_question, questions
from surveys.readers.wording import field_label, question_of, said, said_of
from tests.surveys.questions.typed import DEBT, MEMBER, SURVEY

EXAMPLES = [
    *(("survey", key, line[1]) for key, line in SURVEY.items()),
    *(("member", key, line[1]) for key, line in MEMBER.items()),
    *(("debt", key, line[1]) for key, line in DEBT.items()),
]


def field(level: str, key: str) -> str:
    return {"survey": key, "member": f"members-0-{key}", "debt": f"debts-0-{key}"}[level]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("rent_house", 3000, "3,000 บาท/เดือน"),
        ("rent_house", 0, "0 บาท/เดือน"),
        ("rent_house", "refused", "ไม่ประสงค์ตอบ"),
        ("rent_house", "unknown", "ไม่ทราบ"),
        ("floor_area", Decimal("24.50"), "24.5 ตร.ม."),
        ("floor_area", Decimal("1024.00"), "1,024 ตร.ม."),
        ("floor_area", 24.5, "24.5 ตร.ม."),
        ("bedrooms", 2, "2 ห้อง"),
        ("storeys", 1, "1 ชั้น"),
        ("lease_end", date(2029, 12, 31), "31 ธ.ค. 2572"),
        ("lease_end", "2029-12-31", "31 ธ.ค. 2572"),
        ("lease_end", "31/4/2572", "31/4/2572"),
        ("received_year", 2017, "2560"),
        ("house_tenure", "rent", "เช่า"),
        ("house_tenure", "refused", "ไม่ประสงค์ตอบ"),
        ("house_tenure", "castle", "castle"),
        ("problems", ("lawsuit", "flood"), "ถูกฟ้องขับไล่, น้ำท่วม"),
        ("problems", ["flood", "sea"], "น้ำท่วม, sea"),
        ("phone", "0812345678", "081-234-5678"),
        ("phone", "021234567", "021234567"),
        ("house_code", "10261234567", "1026-123456-7"),
        ("house_code", "1026", "1026"),
        ("soi", "ประชาสงเคราะห์ 14", "ประชาสงเคราะห์ 14"),
        ("income_regular", "yes", "ใช่"),
        ("visit_result", "refused", "ไม่ให้สำรวจ"),
    ],
)
def test_an_answer_is_said_in_words(name, value, words):
    assert said(questions()[name], value) == words


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("citizen_id", "1234567890121", "1-2345-67890-12-1"),
        ("citizen_id", "AA123", "AA123"),
        ("birth_year", 1987, "2530"),
        ("birth_date", date(1984, 2, 29), "29 ก.พ. 2527"),
        ("income_month", 12000, "12,000 บาท"),
        ("welfare", ("gold_card", "old_age"), "บัตรทอง, เบี้ยผู้สูงอายุ"),
        ("relation", "child_in_law", "เขย/สะใภ้"),
    ],
)
def test_an_answer_about_a_person_is_said_in_words(key, value, words):
    assert said(questions("member")[key], value).startswith(words)


@pytest.mark.parametrize(("level", "key", "value"), EXAMPLES)
def test_every_answer_that_can_be_stored_can_be_said(level, key, value):
    words = said_of(field(level, key), value)
    assert words and words != "ว่าง" and "[" not in words


@pytest.mark.parametrize(("level", "key", "value"), EXAMPLES)
def test_every_coded_answer_is_said_in_the_language_of_the_page(level, key, value):
    question = questions(level)[key]
    if not question.choices:
        return
    with translation.override("en"):
        words = said(question, value)
    assert not any("ก" <= letter <= "๛" for letter in words), words


@pytest.mark.parametrize("blank", [None, "", []])
def test_nothing_is_said_to_be_blank(blank):
    assert said_of("rent_house", blank) == "ว่าง"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("rent_house", "สามพัน", "สามพัน"),
        ("floor_area", "กว้าง", "กว้าง"),
        ("received_year", "จอ", "จอ"),
        ("problems", {"a": 1}, "a"),
        ("shoe_size", 42, "42"),
        ("members-0-shoe_size", "38", "38"),
        ("confirmed-rent_while_owner", "แม่เช่า", "แม่เช่า"),
    ],
)
def test_what_could_not_be_read_is_said_as_it_was_typed(name, value, words):
    assert said_of(name, value) == words


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("rent_house", "ค่าเช่าบ้าน"),
        ("members-0-first_name", "สมาชิกคนที่ 1 · ชื่อ"),
        ("members-11-citizen_id", "สมาชิกคนที่ 12 · เลขประจำตัว 13 หลัก"),
        ("debts-0-rate", "หนี้ก้อนที่ 1 · ดอกเบี้ย"),
        ("debts-9999-rate", "หนี้ก้อนที่ 10000 · ดอกเบี้ย"),
        ("members-0-shoe_size", "สมาชิกคนที่ 1"),
        ("shoe_size", ""),
        ("members-x-first_name", ""),
        ("members-0", ""),
        ("", ""),
    ],
)
def test_a_field_is_called_by_its_question_and_whose_row_it_is(name, label):
    assert field_label(name) == label


@pytest.mark.parametrize("question", [q for _s, q in every_question()], ids=lambda q: f"{q.level}.{q.key}")
def test_every_field_is_found_and_named(question):
    name = field(question.level, question.key)
    assert question_of(name) is question
    assert str(question.label) in field_label(name)


@pytest.mark.parametrize(
    "name", ["members-0-rent_house", "debts-0-first_name", "rent_house-0", "members-00000-sex"]
)
def test_a_name_that_mixes_levels_names_nothing(name):
    assert question_of(name) is None
