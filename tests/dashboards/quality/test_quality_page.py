"""The page of quality: whose work is shown to whom, and what it says of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surveys import actions
from surveys.models import WorkFigure
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/dashboard/quality/"


@pytest.fixture(autouse=True)
def open_today(round_2570):
    """The page begins with the open round."""


def page_of(user, query: str = ""):
    reply = factories.client_of(user).get(f"{ADDRESS}{query}")
    assert reply.status_code == 200
    return reply.context["page"]


def work(user, district: str = "1026", *, days_ago: int = 0, **sums: int) -> None:
    day = timezone.localdate() - timedelta(days=days_ago)
    given = {"sent": 100, "approved": 100, "asked": 2_000, **sums}
    WorkFigure.objects.create(round_id="2570", district_id=district, officer=user, day=day, **given)


def row_of(page, name: str):
    return next(row for row in page.rows if row.name == name)


def test_the_city_ranks_its_districts_from_the_lowest_score(department, officer, other_officer):
    work(officer, proxies=20)
    work(other_officer, "1006")
    page = page_of(department)
    assert [(row.name, row.score) for row in page.rows[:2]] == [("ดินแดง", "85"), ("บางกะปิ", "100")]
    assert {row.score for row in page.rows[2:]} == {"–"} and len(page.rows) == 50


def test_what_waits_is_counted_with_its_days(department, officer):
    work(officer, approved=97, days_ago=15)
    row = row_of(page_of(department), "ดินแดง")
    assert (row.waiting, row.cells[4].said, row.score) == ("3", "15", "95")


def test_a_form_that_was_sent_waits_until_the_head_approves_it(department, officer, head, slum):
    survey = factories.submitted_survey(by=officer, place=slum)
    assert row_of(page_of(department), "ดินแดง").waiting == "1"
    actions.approve(survey=survey, by=head, at=timezone.now())
    assert row_of(page_of(department), "ดินแดง").waiting == "0"


def test_a_district_sees_its_officers_by_name(head, officer):
    work(officer, returned=50)
    (row,) = page_of(head, "?district=1026").officers
    assert (row.name, row.sent, row.score) == (officer.display_name, "100", "83")


@pytest.mark.parametrize("query", ["", "?group=central", "?district=1006"])
def test_a_district_sees_nobody_elses_work_and_is_led_to_its_own(query, head, officer, other_officer):
    work(officer)
    work(other_officer, "1006")
    reply = factories.client_of(head).get(f"{ADDRESS}{query}")
    assert not reply.context["page"].is_shown
    assert other_officer.display_name not in reply.content.decode().replace(head.display_name, "")
    assert "/dashboard/quality/?district=1026" in reply.content.decode()


def test_a_community_leads_to_its_district(head, slum):
    page = page_of(head, f"?community={slum.pk}")
    assert not page.is_shown and page.elsewhere[1] == f"{ADDRESS}?district=1026"


def test_an_unknown_place_or_round_is_not_there(department):
    client = factories.client_of(department)
    assert [client.get(f"{ADDRESS}?{query}").status_code for query in ("district=9999", "round=1")] == [
        404,
        404,
    ]


def test_a_mean_far_from_that_of_the_others_is_told(department):
    for code, rent in (("1001", 3_000), ("1002", 3_100), ("1003", 2_900), ("1004", 3_050), ("1026", 9_000)):
        place = factories.community(code, f"ทดลอง {code}")
        factories.figure_row(place, surveys=20, rent_house_sum=rent * 20, rent_house_count=20).save()
    (found,) = page_of(department).outliers
    assert (found["name"], found["mean"], found["usual"]) == ("ดินแดง", "9,000", "3,050")


def test_means_of_few_answers_are_not_told(department):
    for code, rent in (("1001", 3_000), ("1002", 3_100), ("1003", 2_900), ("1004", 3_050), ("1026", 9_000)):
        place = factories.community(code, f"ทดลอง {code}")
        factories.figure_row(place, surveys=9, rent_house_sum=rent * 9, rent_house_count=9).save()
    assert page_of(department).outliers == []


@pytest.mark.parametrize(("query", "most"), [("", 14), ("?district=1026", 16)])
def test_the_page_costs_the_same_queries_for_few_and_for_many(
    query, most, department, officer, django_assert_max_num_queries
):
    client = factories.client_of(department)
    client.get(f"{ADDRESS}{query}")
    for number in range(30):
        work(factories.person("officer", "1026", f"officer.{number}"), days_ago=number)
    with django_assert_max_num_queries(most):
        assert client.get(f"{ADDRESS}{query}").status_code == 200


def test_a_round_without_forms_has_no_score(department):
    assert page_of(department).title == "คุณภาพข้อมูลของกรุงเทพมหานคร"
