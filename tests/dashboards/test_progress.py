"""The page of progress: plan against done by place, officer and day, and who sees how much of it."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bkkhousing.lib import thai
from communities.models import Community
from dashboards.progress.page import ProgressPage
from dashboards.readers.progress import Pace, Span
from surveys import actions
from surveys.models import RoundExtension
from tests import factories
from tests.dashboards.test_dashboard import figure_rows
from tests.plans.test_expected import approved

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate(NOW)
LONG_AGO = thai.format_date_numeric(TODAY - timedelta(days=30))
QUERIES = {"": 9, "?group=central": 9, "?district=1026": 12, "?community={slum}": 9}


def visit(user, query: str = ""):
    return factories.client_of(user).get(f"/dashboard/progress/{query}")


def page_of(user, query: str = "") -> ProgressPage:
    return visit(user, query).context["page"]


def send(number: int, *, by, place, days_ago: int = 0) -> list:
    at = NOW - timedelta(days=days_ago)
    forms = [factories.saved_survey(by=by, place=place, survey_date=LONG_AGO) for _ in range(number)]
    return [actions.submit(survey=form, by=by, at=at) for form in forms]


@pytest.fixture
def sent(officer, head, other_officer, slum, other_slum, round_2570):
    """Eight of 1026: six this week, of which two are approved, and two the week before; one of 1006."""
    Community.objects.update(expected_households=0)
    Community.objects.filter(pk__in=[slum.pk, other_slum.pk]).update(expected_households=40)
    for form in send(4, by=officer, place=slum)[:2]:
        actions.approve(survey=form, by=head, at=NOW)
    send(2, by=head, place=slum, days_ago=3)
    send(2, by=officer, place=slum, days_ago=9)
    send(1, by=other_officer, place=other_slum)


def row_of(page: ProgressPage, name: str):
    return next(row for row in page.rows if row.name == name)


def numbers(page: ProgressPage) -> dict[str, str]:
    return {each.label: each.value for each in page.key_numbers}


def test_the_city_is_divided_into_its_fifty_districts_the_furthest_first(sent, department):
    page = page_of(department)
    assert [row.name for row in page.rows[:2]] == ["ดินแดง", "บางกะปิ"] and len(page.rows) == 50
    assert [row.number for row in page.rows] == list(range(1, 51))


def test_a_district_stands_beside_its_target_with_approvals_and_pace(sent, department):
    row = row_of(page_of(department), "ดินแดง")
    assert (row.expected, row.sent, row.coverage, row.approved) == ("40", "8", "20.0%", "2")
    assert (row.pace.week, row.pace.change, row.pace.direction) == ("6", "+4", "up")


def test_numbers_lead_to_the_rows_behind_them(sent, department):
    row = row_of(page_of(department), "ดินแดง")
    assert row.behind == "/surveys/?round=2570&state=counted&district=1026"
    listed = factories.client_of(department).get(row.behind).content.decode()
    assert len(re.findall(r'href="/surveys/[0-9a-f-]{36}/"', listed)) == 8


def test_a_district_that_sent_nothing_has_nothing_to_lead_to(sent, department):
    row = row_of(page_of(department), "พระนคร")
    assert (row.sent, row.behind, row.pace.week, row.done_on) == ("0", "", "0", "–")


def test_when_it_will_be_done_follows_from_the_latest_seven_days(sent, department):
    days = -(-32 * 7 // 6)
    row = row_of(page_of(department), "ดินแดง")
    assert row.done_on == thai.format_date(TODAY + timedelta(days=days))
    assert row.is_late is False


def test_a_district_that_goes_too_slowly_is_marked_late(sent, round_2570, department):
    round_2570.closes_on = TODAY + timedelta(days=20)
    round_2570.save()
    page = page_of(department)
    assert row_of(page, "ดินแดง").is_late
    assert page.late.startswith("2 จาก 50 เขต")


def test_a_finish_decades_away_is_late_and_has_no_day(sent, slum, department):
    Community.objects.filter(pk=slum.pk).update(expected_households=4_000)
    row = row_of(page_of(department), "ดินแดง")
    assert (row.done_on, row.is_late) == ("เกิน 2 ปี", True)


def test_a_place_that_reached_its_target_is_done(sent, slum, department):
    Community.objects.filter(pk=slum.pk).update(expected_households=8)
    row = row_of(page_of(department), "ดินแดง")
    assert (row.done_on, row.coverage, row.width, row.is_late) == ("ครบแล้ว", "100.0%", 100.0, False)


def test_the_target_is_what_the_approved_plan_says(sent, slum, round_2570, head, department):
    approved(slum, head, round_2570, 16)
    assert row_of(page_of(department), "ดินแดง").coverage == "50.0%"
    assert row_of(page_of(department, "?district=1026"), slum.name).expected == "16"


def test_what_is_due_by_now_follows_the_days_of_the_round(sent, department):
    days, whole = 121, 241
    due = round(40 * days / whole)
    found = next(
        each for each in page_of(department, "?district=1026").key_numbers if each.label == "ควรส่งถึงวันนี้"
    )
    assert (found.value, found.change, found.direction) == (str(due), f"ช้ากว่าแผน {due - 8}", "down")


def test_what_is_left_is_spread_over_the_days_that_are_left(sent, department):
    assert numbers(page_of(department, "?district=1026"))["ต้องส่งต่อวันจึงจะทัน"] == "1"


def test_an_extension_of_the_district_lengthens_its_round(sent, round_2570, department):
    closes_on = round_2570.closes_on + timedelta(days=60)
    RoundExtension.objects.create(round=round_2570, district_id="1026", closes_on=closes_on, reason="น้ำท่วม")
    assert page_of(department, "?district=1026").seen.span.closes_on == closes_on
    assert page_of(department, "?district=1006").seen.span.closes_on == round_2570.closes_on


def test_a_district_is_divided_into_communities_and_the_place_outside_them(sent, officer, slum):
    page = page_of(officer, "?district=1026")
    assert row_of(page, slum.name).sent == "8" and row_of(page, slum.name).approved == "2"
    assert page.rows[-1].expected == "–" and not page.has_pace


def test_officers_of_the_district_come_with_what_they_sent(sent, head, officer):
    rows = page_of(head, "?district=1026").officers
    assert [(row.name, row.sent, row.approved, row.pace.week) for row in rows] == [
        (officer.display_name, "6", "2", "4"),
        (head.display_name, "2", "0", "2"),
    ]


def test_shares_of_an_officer_never_speak_of_fewer_than_five(sent, head):
    first, second = page_of(head, "?district=1026").officers
    assert (first.returned, second.returned) == ("0.0%", "–")


def test_days_are_listed_with_what_was_sent_until_then(sent, officer):
    rows = page_of(officer, "?district=1026").days
    assert [(row.sent, row.until_then) for row in rows] == [("4", "8"), ("2", "4"), ("2", "2")]
    assert [row.day for row in rows] == [TODAY - timedelta(days=back) for back in (0, 3, 9)]


def test_a_community_shows_its_own_coverage_and_no_people(sent, officer, slum):
    page = page_of(officer, f"?community={slum.pk}")
    assert page.title.startswith(f"{slum.name}: ส่งแล้ว 20.0% ของเป้า")
    assert (page.officers, page.curve, page.shows_parts) == ((), None, False)


def test_the_head_says_how_many_answers_changed_after_approval(sent, department):
    assert page_of(department).changed == "ไม่มีคำตอบเปลี่ยนหลังอนุมัติ"


def test_pilots_stand_beside_the_others_of_their_group(sent, department, officer, slum):
    pilots = page_of(department).mentoring
    assert len(pilots) == 6 and sum(len(one.pilots.split(", ")) for one in pilots) == 7
    central = next(one for one in pilots if one.pilots == "ราชเทวี")
    assert (central.others, central.of_pilots, central.of_others, central.week_of_others) == (
        8,
        "–",
        "20.0%",
        "1",
    )


def test_a_group_shows_its_own_districts_and_its_own_pilots(sent, department):
    page = page_of(department, "?group=central")
    assert len(page.rows) == 9 and [one.pilots for one in page.mentoring] == ["ราชเทวี"]
    assert numbers(page)["ส่งแล้ว"] == "8"


def test_an_officer_sees_whole_districts_of_the_city_with_small_ones_withheld(sent, officer):
    page = page_of(officer)
    assert row_of(page, "ดินแดง").sent == "8"
    assert (row_of(page, "บางกะปิ").sent, row_of(page, "บางกะปิ").coverage) == ("ปกปิด", "ปกปิด")
    assert (page.days, page.officers, page.mentoring, page.has_pace) == ((), (), (), False)
    assert all(row.behind == "" and row.approved == "–" for row in page.rows)


def test_names_of_officers_stay_in_their_district(sent, officer, other_officer):
    other_officer.first_name = "ผู้กรอกบางกะปิ"
    other_officer.save()
    assert "ผู้กรอกบางกะปิ" not in visit(officer, "?district=1006").content.decode()
    assert "ผู้กรอกบางกะปิ" in visit(other_officer, "?district=1006").content.decode()


def test_communities_of_another_district_are_not_shown(sent, officer, other_slum):
    response = visit(officer, "?district=1006")
    assert response.status_code == 200 and other_slum.name not in response.content.decode()
    assert visit(officer, f"?community={other_slum.pk}").status_code == 404


def test_who_sees_no_rows_reads_no_work(sent, officer):
    with CaptureQueriesContext(connection) as queries:
        visit(officer)
    assert not [each for each in queries if "surveys_workfigure" in each["sql"]]


def test_surveys_themselves_are_never_read(sent, department):
    with CaptureQueriesContext(connection) as queries:
        visit(department), visit(department, "?district=1026")
    assert not [each for each in queries if "surveys_survey" in each["sql"]]


@pytest.mark.parametrize("query", QUERIES)
def test_the_page_costs_the_same_queries_for_few_and_for_many(query, sent, department, slum):
    client, path = factories.client_of(department), f"/dashboard/progress/{query.format(slum=slum.pk)}"
    counts = []
    for more in (0, 200):
        figure_rows(more)
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        counts.append(len(queries))
    assert counts == [QUERIES[query]] * 2


def test_a_round_without_a_form_says_so(round_2570, department):
    page = page_of(department)
    assert page.title == "กรุงเทพมหานคร: ยังไม่มีแบบที่ส่ง"
    assert page.curve is None and len(page.rows) == 50


@pytest.mark.parametrize(
    "query", ["?round=1999", "?group=gone", "?district=9999", "?community=x", "?state=gone", "?map=gone"]
)
def test_an_address_that_names_nothing_is_not_found(query, round_2570, department):
    assert visit(department, query).status_code == 404


def test_filters_are_kept_on_the_way_down_and_in_the_form(sent, department):
    response = visit(department, "?group=central&state=approved")
    page = response.context["page"]
    assert row_of(page, "ดินแดง").url == "/dashboard/progress/?district=1026"
    assert '<input type="hidden" name="group" value="central">' in response.content.decode()


def test_an_earlier_round_is_chosen_and_cleared(sent, department):
    factories.open_round("2569", fiscal_year=2569, opens_on=date(2025, 10, 1), closes_on=date(2026, 9, 30))
    page = page_of(department, "?round=2569&district=1026")
    assert page.seen.span.until == min(TODAY, date(2026, 9, 30))
    assert page.clear_url == "/dashboard/progress/?district=1026"
    assert "round=2569" in page.ladder[0]["url"]


@pytest.mark.parametrize("query", ["", "?district=1026"])
def test_the_page_stands_with_tables_that_name_their_columns(query, sent, department):
    body = visit(department, query).content.decode()
    assert body.count("<table") == body.count("<thead") >= 3
    assert 'role="img" aria-labelledby="days-title"' in body and "style=" not in body


@pytest.mark.parametrize(
    ("until", "elapsed", "left"),
    [(date(2026, 10, 1), 0.1, 9), (date(2026, 10, 5), 0.5, 5), (date(2026, 10, 10), 1.0, 0)],
)
def test_the_part_of_a_round_that_is_gone_counts_today(until, elapsed, left):
    span = Span(date(2026, 10, 1), date(2026, 10, 10), until)
    assert (span.elapsed, span.days_left) == (elapsed, left)


def test_a_pace_adds_up_and_an_empty_one_changes_nothing():
    one = Pace(2, 1, (0, 1, 2))
    assert Pace() + one == one
    assert one + one == Pace(4, 2, (0, 2, 4))
