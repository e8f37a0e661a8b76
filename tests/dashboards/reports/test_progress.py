"""The sheets of progress: the numbers of the page of progress, and no person's name."""

import pytest

from dashboards.progress.page import ProgressPage
from tests import factories
from tests.dashboards.reports import walking
from tests.dashboards.reports.test_report import block, pointed_at, same, title_of, written

pytestmark = pytest.mark.django_db
NAME, ADDRESS = "ความคืบหน้า", "/dashboard/progress/"


def report(folder, user, **asked) -> tuple[walking.Taken, ProgressPage]:
    page = factories.client_of(user).get(ADDRESS, asked).context["page"]
    return walking.Taken(user, asked, walking.taken(folder, user, **asked)), page


@pytest.mark.parametrize("asked", [{}, {"group": "central"}, {"district": "1026"}], ids=str)
def test_the_key_numbers_and_the_league_are_those_of_the_page(worked, tmp_path, department, asked):
    taken, page = report(tmp_path, department, **asked)
    keys = block(taken.rows(NAME), "ตัวเลขสำคัญ")
    assert [row[0].split("\n")[0] for row in keys] == [one.label for one in page.key_numbers]
    assert written(row[1] for row in keys) == [one.value for one in page.key_numbers]
    kind = "รายชุมชน" if "district" in asked else "รายเขต"
    for row, shown in zip(taken.rows(f"{kind} {NAME}")[4:], page.rows, strict=True):
        assert row[0].removesuffix(" (นำร่อง)") == shown.name and row[0].endswith("(นำร่อง)") == shown.pilot
        assert all(map(same, written(row[1:5]), (shown.expected, shown.sent, shown.coverage, shown.approved)))


def test_the_days_are_drawn_beside_the_plan_from_the_first_on(worked, tmp_path, department):
    taken, page = report(tmp_path, department)
    (curve,) = (one for one in taken.book[NAME]._charts if title_of(one) == "ส่งสะสมเทียบกับแผน")
    done, plan = curve.series
    days = page.days[::-1]
    assert written(pointed_at(taken, done)[1]) == [day.until_then for day in days]
    assert written(pointed_at(taken, plan)[1]) == [day.planned for day in days]
    assert plan.graphicalProperties.ln.prstDash == "dash" and done.graphicalProperties.ln.prstDash == "solid"


def test_pilots_stand_beside_the_districts_that_they_mentor(worked, tmp_path, department):
    taken, page = report(tmp_path, department)
    found = block(taken.rows(NAME), "กลุ่มเขตและเขตนำร่อง")
    assert [row[0] for row in found] == [f"{one.group}: {one.pilots}" for one in page.mentoring]
    assert [row[3] for row in found] == [one.others for one in page.mentoring]


@pytest.mark.either_database
def test_a_head_elsewhere_sees_neither_days_nor_what_is_approved(worked, tmp_path, other_head):
    taken, page = report(tmp_path, other_head)
    titles = [row[0] for row in taken.rows(NAME)]
    assert page.is_veiled and "วันที่ส่ง" not in titles
    assert "อนุมัติแล้ว" not in taken.rows(f"รายเขต {NAME}")[3]


@pytest.mark.either_database
def test_a_report_that_is_handed_on_names_nobody_who_entered_forms(worked, tmp_path, head, officer):
    type(officer).objects.filter(pk=officer.pk).update(first_name="ผกากรอง")
    taken, page = report(tmp_path, head, district="1026")
    assert any("ผกากรอง" in row.name for row in page.officers)
    assert all("ผกากรอง" not in str(taken.rows(name)) for name in taken.book.sheetnames)


@pytest.mark.either_database
def test_what_the_numbers_of_progress_mean_is_told(worked, tmp_path, department):
    taken, page = report(tmp_path, department)
    meant = {(row[0], row[1]) for row in taken.rows("นิยาม")}
    assert {(str(label), str(meaning)) for label, meaning in page.definitions} <= meant
