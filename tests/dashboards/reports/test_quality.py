"""The sheets of quality: the numbers of the page of quality, for those who see it, and no person's name."""

import pytest

from tests import factories
from tests.dashboards.reports import walking
from tests.dashboards.reports.test_report import block, same, written

pytestmark = pytest.mark.django_db
NAME, ADDRESS = "คุณภาพข้อมูล", "/dashboard/quality/"


def report(folder, user, **asked):
    page = factories.client_of(user).get(ADDRESS, asked).context["page"]
    return walking.Taken(user, asked, walking.taken(folder, user, **asked)), page


@pytest.mark.parametrize("asked", [{}, {"district": "1026"}], ids=str)
def test_key_numbers_and_districts_are_those_of_the_page(worked, tmp_path, department, asked):
    taken, page = report(tmp_path, department, **asked)
    keys = block(taken.rows(NAME), "ตัวเลขสำคัญ")
    for row, one in zip(keys, page.key_numbers, strict=True):
        shown = f"{one.value}%" if one.unit == "%" else one.value
        assert row[0].split("\n")[0] == one.label and same(*written([row[1]]), shown), one
    found = taken.rows(f"รายเขต {NAME}")[4:] if page.rows else []
    assert [row[0] for row in found] == [row.name for row in page.rows]
    for row, shown in zip(found, page.rows, strict=True):
        expected = (shown.sent, shown.score, shown.waiting, *(cell.said for cell in shown.cells))
        assert all(map(same, written(row[1:]), expected)), shown


@pytest.mark.either_database
def test_who_sees_no_quality_on_the_page_sees_none_in_the_report(worked, tmp_path, other_head):
    taken, page = report(tmp_path, other_head)
    assert not page.is_shown and not [name for name in taken.book.sheetnames if NAME in name]


@pytest.mark.either_database
def test_nobody_who_entered_forms_is_named(worked, tmp_path, head, officer):
    type(officer).objects.filter(pk=officer.pk).update(first_name="ผกากรอง")
    taken, page = report(tmp_path, head, district="1026")
    assert any("ผกากรอง" in row.name for row in page.officers)
    assert "ผกากรอง" not in str(taken.rows(NAME))
