"""What is stored, beside the row that would change it."""

import pytest

from surveys.readers.file_imports import compared
from tests.surveys import kobo
from tests.surveys.importing import walking

pytestmark = pytest.mark.django_db


def sides(file_import, number, user):
    return [(one.field, one.before, one.after) for one in compared(file_import, number, user)]


def test_a_row_stands_beside_the_stored_survey(officer, slum, kobo_round):
    row = kobo.row(1, rent_price="2000", note="ก")
    walking.written(row, by=officer)
    tried = walking.tried(row | {"rent_price": "9", "note": "ข"}, by=officer)
    assert sides(tried, 2, officer) == [
        ("rent_house", "2,000 บาท/เดือน", "9 บาท/เดือน"),
        ("extra-note", "ก", "ข"),
    ]
    walking.write(tried, by=officer)
    assert sides(tried, 2, officer)[0] == ("rent_house", "2,000 บาท/เดือน", "9 บาท/เดือน")


def test_a_new_row_has_nothing_beside_it(officer, slum, kobo_round):
    assert sides(walking.tried(kobo.row(1), by=officer), 2, officer) == []


def test_who_sees_no_personal_data_sees_only_that_it_differs(officer, department, slum, kobo_round):
    row = kobo.row(1, income="500")
    walking.written(row, by=officer)
    tried = walking.tried(row | {"income": "600", "rent_price": "9"}, by=department)
    shown = {field: (before, after) for field, before, after in sides(tried, 2, department)}
    assert shown["rent_house"][1] == "9 บาท/เดือน"
    assert set(shown.pop("rent_house")) and all(pair == ("•••", "•••") for pair in shown.values())
