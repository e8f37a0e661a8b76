"""What differs between two states of a form is told by person and by question, wherever a row stands now."""

import pytest

from surveys.readers.differences import (
    Words,
    differences,
    kept_rows,
    row_name,
    rows_in,
    section_of,
)

A = {"citizen_id": "1", "first_name": "สมชาย", "last_name": "ใจดี"}
B = {"citizen_id": "2", "first_name": "สมหญิง", "last_name": "ใจดี"}
C = {"first_name": "ฟ้าใส", "last_name": "ใจดี"}
NAMELESS = {"income_month": 500}
X, Y = ({"first_name": "ฟ้า", "last_name": name} for name in ("ใจดี", "ใจงาม"))


def rows(*given: dict) -> dict[int, dict]:
    return dict(enumerate(given))


def laid(*given: dict, name: str = "members") -> dict:
    return {f"{name}-{n}-{key}": value for n, row in enumerate(given) for key, value in row.items()}


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        (rows(), rows(), {}),
        (rows(A, B), rows(A, B), {0: 0, 1: 1}),
        (rows(A, B), rows(B, A), {0: 1, 1: 0}),
        (rows(A, B, C), rows(B, C), {1: 0, 2: 1}),
        (rows(B), rows(A, B), {0: 1}),
        (rows(C), rows({**C, "citizen_id": "3"}), {0: 0}),
        (rows(A), rows({**A, "citizen_id": "9"}), {0: 0}),
        (rows(A), rows({**A, "first_name": "สมชัย"}), {0: 0}),
        (rows(A), rows({**A, "last_name": "ใจงาม"}), {0: 0}),
        (rows({**A, "last_name": "ใจงาม", "citizen_id": ""}), rows(B, A), {0: 1}),
        (rows(A), rows(B), {}),
        (rows(NAMELESS), rows({"income_month": 900}), {0: 0}),
        (rows(NAMELESS), rows({**A, **NAMELESS}), {0: 0}),
        (rows(C, C), rows(C, C), {0: 0, 1: 1}),
        (rows(C, C), rows(C), {0: 0}),
        (rows(X, Y), rows(Y, X), {0: 1, 1: 0}),
    ],
)
def test_a_member_is_found_again_by_id_then_name_then_place(old, new, pairs):
    assert kept_rows(old, new, "members") == pairs


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        (rows({"source": "bank", "balance": 5}), rows({"source": "bank", "balance": 5}), {0: 0}),
        (rows({"source": "bank", "balance": 5}), rows({"source": "bank", "balance": 9}), {0: 0}),
        (rows({"source": "bank"}, {"source": "shop"}), rows({"source": "shop"}), {1: 0}),
        (rows({"source": "bank"}), rows({"source": "shop"}), {0: 0}),
        (rows({"balance": 5}), rows({"source": "bank"}, {"balance": 5}), {0: 0}),
    ],
)
def test_a_debt_is_found_again_by_its_source_then_its_place(old, new, pairs):
    assert kept_rows(old, new, "debts") == pairs


@pytest.mark.parametrize(
    ("name", "found"),
    [("members", {0: {"first_name": "ก"}, 12: {"age": 3}}), ("debts", {1: {"source": "bank"}})],
)
def test_rows_are_picked_from_the_flat_form(name, found):
    state = {"soi": "1", "members-0-first_name": "ก", "members-12-age": 3, "debts-1-source": "bank"}
    assert rows_in({**state, "members-x-age": 1, "members-99999-age": 1, "confirmed-a": "b"}, name) == found


@pytest.mark.parametrize(
    ("name", "row", "position", "called"),
    [
        ("members", A, 0, "สมชาย ใจดี"),
        ("members", {"first_name": "สมชาย"}, 0, "สมชาย"),
        ("members", {"last_name": "ใจดี", "first_name": None}, 0, "ใจดี"),
        ("members", {}, 2, "สมาชิกคนที่ 3"),
        ("members", {"first_name": "", "last_name": ""}, 0, "สมาชิกคนที่ 1"),
        ("debts", {}, 0, "หนี้ก้อนที่ 1"),
        ("debts", {"source": None}, 4, "หนี้ก้อนที่ 5"),
        ("debts", {"source": "เจ้าของร้าน"}, 0, "เจ้าของร้าน"),
    ],
)
def test_a_row_is_called_by_its_name_or_its_number(name, row, position, called):
    assert row_name(name, row, position) == called


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("round", "A"),
        ("house_no", "B"),
        ("nothing_asked", ""),
        ("", ""),
        ("members-nothing", "C"),
        ("membership", ""),
    ],
)
def test_a_field_stands_in_the_section_that_asks_it(field, code):
    assert section_of(field) == code


@pytest.mark.parametrize("name", ["members", "debts"])
def test_a_row_stands_where_its_roster_does(name):
    assert section_of(f"{name}-0") == section_of(f"{name}-7-source") == section_of(f"{name}-0-") != ""


def told(old: dict, new: dict) -> list[tuple[str, str, str]]:
    return [(one.label, one.before, one.after) for one in differences(old, new, places={})]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ({}, {}, []),
        ({"soi": "7"}, {"soi": "7"}, []),
        ({}, {"soi": "7"}, [("ซอย", "ว่าง", "7")]),
        ({"soi": "7"}, {}, [("ซอย", "7", "ว่าง")]),
        ({"rent_house": "แพง"}, {"rent_house": 3000}, [("ค่าเช่าบ้าน", "แพง", "3,000 บาท/เดือน")]),
        ({"rent_house": "refused"}, {"rent_house": 0}, [("ค่าเช่าบ้าน", "ไม่ประสงค์ตอบ", "0 บาท/เดือน")]),
        ({"old_question": "x"}, {"old_question": "y"}, [("old_question", "x", "y")]),
        ({"confirmed-age": "ก"}, {"confirmed-age": "ข"}, [("เหตุผลที่ยืนยัน", "ก", "ข")]),
        ({"confirmed-age": "ก"}, {"confirmed-age": "ก"}, []),
    ],
)
def test_each_answer_that_differs_is_told_once(old, new, said):
    assert told(old, new) == said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ([A], [A, C], [("เพิ่มสมาชิก", "", "ฟ้าใส ใจดี")]),
        ([A, C], [C], [("ลบสมาชิก", "สมชาย ใจดี", "")]),
        ([A], [B], [("ลบสมาชิก", "สมชาย ใจดี", ""), ("เพิ่มสมาชิก", "", "สมหญิง ใจดี")]),
        ([A, B], [B, A], []),
        ([{}], [{}], []),
    ],
)
def test_people_come_and_go_by_name(old, new, said):
    assert told(laid(*old), laid(*new)) == said


def test_a_debt_comes_and_goes_by_its_source():
    debt = {"source": "เจ้าของร้าน", "balance": 5}
    assert told({}, laid(debt, name="debts")) == [("เพิ่มหนี้", "", "เจ้าของร้าน")]
    assert told(laid(debt, name="debts"), {}) == [("ลบหนี้", "เจ้าของร้าน", "")]


def test_a_change_of_a_row_names_where_it_stands_now():
    (one,) = differences(laid(A, B), laid({**B, "income_month": 5}), places={})[:1]
    assert (one.field, one.label) == ("members-0-income_month", "สมหญิง ใจดี · รายได้")


def test_the_questionnaires_order_is_kept_and_confirmations_come_last():
    new = {"confirmed-age@members-0-age": "จริง", "rent_house": 1, "soi": "7", "house_no": "1"}
    fields = [one.field for one in differences({}, {**new, **laid(A)}, places={})]
    assert fields == ["house_no", "soi", "members-0", "rent_house", "members-0-age"]


@pytest.mark.parametrize(
    ("field", "value", "consented", "said"),
    [
        ("members-0-disability", ["moving"], True, "การเคลื่อนไหว"),
        ("members-0-disability", ["moving"], False, "ปิดบังไว้"),
        ("members-0-disability", [], False, "ว่าง"),
        ("members-0-disability", None, False, "ว่าง"),
        ("members-0-first_name", "มานะ", False, "มานะ"),
        ("community", 7, True, "ร่วมใจ"),
        ("community", 8, True, "8"),
        ("community", None, True, "ว่าง"),
        ("subdistrict", "7", True, "7"),
    ],
)
def test_places_are_said_by_name_and_health_only_with_consent(field, value, consented, said):
    assert Words({"community:7": "ร่วมใจ"}, consented).said(field, value) == said
