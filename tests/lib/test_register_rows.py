"""Rows of registers without a database: masks that come back, differences as text, and what is told of a trial."""

from types import SimpleNamespace

import pytest
from import_export.results import Error, Result, RowResult

from bkkhousing.lib.register_results import SHOWN, Line, RegisterResult, problems_of
from bkkhousing.lib.register_rows import CodeWidget, MaskedField, PlainDiff, _changed


def masked(stored: str, given: str) -> str:
    """What is stored after a file brought this."""
    person = SimpleNamespace(name=stored)
    MaskedField("name", lambda text: f"{text[:1]}…").save(person, {"name": given})
    return person.name


@pytest.mark.parametrize(
    ("stored", "given", "kept"),
    [
        ("สมชาย", "ส…", "สมชาย"),
        ("สมชาย", "สมหญิง", "สมหญิง"),
        ("สมชาย", "", ""),
        ("", "", ""),
        ("", "ใหม่", "ใหม่"),
        ("สมชาย", "สมชาย", "สมชาย"),
    ],
)
def test_a_mask_that_comes_back_changes_nothing_and_a_full_value_does(stored, given, kept):
    assert masked(stored, given) == kept


@pytest.mark.parametrize(("stored", "given"), [("สมชาย", "ม…"), ("สมชาย", "สม…"), ("", "…"), ("สมชาย", "…")])
def test_a_mask_of_something_else_is_never_stored(stored, given):
    with pytest.raises(ValueError, match="ปิดบัง"):
        masked(stored, given)


@pytest.mark.parametrize(("stored", "told"), [("สมชาย", "ส…"), ("", ""), (None, "")])
def test_a_masked_column_goes_out_masked_and_an_empty_one_empty(stored, told):
    assert MaskedField("name", lambda text: f"{text[:1]}…").export(SimpleNamespace(name=stored)) == told


@pytest.mark.parametrize(("cell", "code"), [("", None), (None, None), ("102601001", "102601001"), ("0", "0")])
def test_a_blank_code_is_none_rather_than_an_empty_one(cell, code):
    assert CodeWidget().clean(cell) == code


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("ก", "ก", "ก"),
        ("ก", "ข", "<del>ก</del> <ins>ข</ins>"),
        ("", "<i>", "<del></del> <ins>&lt;i&gt;</ins>"),
        ("<i>", "<i>", "&lt;i&gt;"),
        ("a&b", '"', "<del>a&amp;b</del> <ins>&quot;</ins>"),
    ],
)
def test_a_difference_is_told_as_text_that_no_page_runs(old, new, told):
    assert _changed(old, new) == told


@pytest.mark.parametrize(
    ("new", "told"), [(True, ["<del></del> <ins>2</ins>", ""]), (False, ["<del>1</del> <ins>2</ins>", ""])]
)
def test_a_new_row_is_compared_with_nothing(new, told):
    diff = PlainDiff.__new__(PlainDiff)
    diff.left, diff.right, diff.new = ["1", None], ["2", ""], new
    assert diff.as_html() == told


def invalid(number: int, fields: dict | None = None, others: tuple = ()) -> SimpleNamespace:
    told = {"field_specific_errors": fields or {}, "non_field_specific_errors": list(others)}
    return SimpleNamespace(number=number, **told)


def trial(*, base=(), rows=(), broken=()) -> Result:
    result = RegisterResult()
    result.base_errors = [Error(ValueError(text)) for text in base]
    result.invalid_rows = list(rows)
    for text in broken:
        row = RowResult()
        row.errors = [Error(ValueError(text))]
        result.rows.append(row)
    return result


def test_everything_that_keeps_a_row_out_is_told_whichever_way_it_was_found():
    result = trial(base=["ไฟล์"], broken=["เขต"], rows=[invalid(2, {"name": ["ยาว", "ซ้ำ"]}, ("แถว",))])
    assert set(problems_of(result)) == {
        Line(0, "", "ไฟล์"),
        Line(1, "", "เขต"),
        Line(2, "name", "ยาว"),
        Line(2, "name", "ซ้ำ"),
        Line(2, "", "แถว"),
    }


@pytest.mark.parametrize(("wrong", "told", "more"), [(0, 0, 0), (SHOWN, SHOWN, 0), (SHOWN + 3, SHOWN, 3)])
def test_a_page_tells_the_first_lines_and_how_many_more_there_are(wrong, told, more):
    result = trial(rows=[invalid(number, others=("ผิด",)) for number in range(wrong)])
    assert (len(result.told), result.told_more) == (told, more)


def test_rows_that_stay_as_they_are_are_not_shown_as_changes():
    result, kinds = RegisterResult(), (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_SKIP)
    for kind in (*kinds, RowResult.IMPORT_TYPE_UPDATE):
        row = RowResult()
        row.import_type = kind
        result.rows.append(row)
    assert [row.import_type for row in result.shown] == ["new", "update"]
