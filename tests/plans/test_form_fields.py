"""What people type is read the Thai way, and rows are read row by row."""

from datetime import date

import pytest
from django import forms
from django.http import QueryDict

from plans.forms.fields import DayField, WholeField, in_order, words
from plans.forms.groups import DecisionRow, GroupForm, MemberRow
from plans.forms.rows import table_of
from plans.forms.rows_of_plans import MilestoneRow, PersonRow
from tests.plans import written

THE_DAY = date(2026, 11, 21)


@pytest.mark.parametrize("typed", ["21/11/2569", "๒๑/๑๑/๒๕๖๙", "21 พ.ย. 69", "21/11/2026", " 21-11-2569 "])
def test_a_day_is_typed_in_either_era(typed):
    assert DayField().clean(typed) == THE_DAY


@pytest.mark.parametrize(
    ("typed", "word"),
    [("31/11/2569", "ปฏิทิน"), ("29/02/2568", "ปฏิทิน"), ("พรุ่งนี้", "อ่านวันที่ไม่ได้"), ("1/1/69", "4 หลัก")],
)
def test_a_day_that_is_none_is_told_what_to_do(typed, word):
    with pytest.raises(forms.ValidationError, match=word):
        DayField().clean(typed)


def test_a_stored_day_is_shown_in_the_buddhist_era_and_typed_words_as_they_were():
    field = DayField(required=False)
    assert (field.prepare_value(THE_DAY), field.prepare_value("21 พย")) == ("21/11/2569", "21 พย")
    assert field.clean("  ") is None


@pytest.mark.parametrize(
    ("typed", "number"), [("120", 120), ("๑,๒๐๐", 1200), (" 7 ", 7), ("", None), ("5.0", 5)]
)
def test_a_number_is_read_with_commas_and_thai_digits(typed, number):
    assert WholeField(required=False).clean(typed) == number


@pytest.mark.parametrize("typed", ["1.5", "-1", "100001", "สิบ", "9" * 40, "NaN", "1e3"])
def test_a_number_that_is_none_is_told(typed):
    with pytest.raises(forms.ValidationError):
        WholeField(required=False).clean(typed)


def test_the_zero_character_is_left_out_of_words():
    assert words("งาน").clean("ลง\0พื้นที่") == "ลงพื้นที่"


class Days(forms.Form):
    starts_on, ends_on = DayField(required=False), DayField(required=False)

    def clean(self):
        in_order(self)


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        ("2/1/2570", "1/1/2570", True),
        ("1/1/2570", "1/1/2570", False),
        ("", "1/1/2570", False),
        ("x", "1/1/2570", False),
    ],
)
def test_a_last_day_before_the_first_is_marked(first, last, wrong):
    form = Days({"starts_on": first, "ends_on": last})
    form.is_valid()
    assert ("ends_on" in form.errors) is wrong


def sent(name: str, *rows: dict, **more) -> QueryDict:
    given = QueryDict(mutable=True)
    given.update({**written.table(name, *rows), **more})
    return given


def test_blank_rows_are_left_out_and_the_others_keep_their_order():
    table = table_of(
        MilestoneRow, "m", given=sent("m", {"what": "ก"}, {}, {"what": "ข", "starts_on": "1/1/2570"})
    )
    assert table.is_valid()
    assert [(row["what"], row["starts_on"]) for row in table.kept] == [("ก", None), ("ข", date(2027, 1, 1))]


def test_a_row_that_is_half_filled_in_says_what_it_lacks():
    table = table_of(MilestoneRow, "m", given=sent("m", {"who": "ทีม 1"}))
    assert not table.is_valid() and "what" in table.forms[0].errors


def test_a_row_with_its_tick_is_taken_out_whatever_is_wrong_in_it():
    table = table_of(
        PersonRow, "p", given=sent("p", {"name": "ก", "interviewers": "x", "DELETE": "on"}, {"name": "ข"})
    )
    assert table.is_valid()
    assert [(row["name"], row["interviewers"]) for row in table.kept] == [("ข", 0)]


@pytest.mark.parametrize(
    ("row_form", "beside"), [(MemberRow, {"role": "chair"}), (DecisionRow, {"state": "done"})]
)
def test_a_choice_alone_makes_no_row(row_form, beside):
    table = table_of(row_form, "r", given=sent("r", beside))
    assert table.is_valid() and table.kept == []


def test_the_button_gives_further_rows_and_keeps_what_was_typed():
    table = table_of(MilestoneRow, "m", given=sent("m", {"what": "ก"}, more="m"))
    assert len(table.forms) == 4 and table.forms[0]["what"].value() == "ก"


@pytest.mark.parametrize("total", ["", "x", "1000000"])
def test_a_number_of_rows_that_nobody_could_send_is_no_fault_of_the_server(total):
    given = sent("m", {"what": "ก"}, more="m")
    given["m-TOTAL_FORMS"] = total
    table = table_of(MilestoneRow, "m", given=given)
    assert not table.is_valid() or len(table.forms) <= 201


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"status": "informal"}, set()),
        ({"status": "established"}, {"order_number", "order_date"}),
        ({"status": "established", "order_number": "1/2569", "order_date": "31/11/2569"}, {"order_date"}),
        ({"status": "established", "order_number": "1/2569", "order_date": "21/11/2569"}, set()),
        ({"status": "sultanate"}, {"status"}),
    ],
)
def test_an_established_group_names_its_order(given, wrong):
    assert set(GroupForm(given).errors) == wrong
