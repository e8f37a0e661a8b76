"""The first page, by role."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dashboards.readers.home import closing_of, elapsed
from surveys import actions
from surveys.choices import DistrictRoundState
from surveys.models import DistrictRound, Pair
from tests import factories

pytestmark = pytest.mark.django_db


def home(user):
    return factories.client_of(user).get("/")


def returned(officer, head, place, comments, reason=""):
    survey = factories.submitted_survey(by=officer, place=place)
    at = timezone.now()
    return actions.send_back(survey=survey, by=head, at=at, comments=comments, reason=reason)


def sent_back(district, round, by, reason):
    state, at = DistrictRoundState.SENT_BACK, timezone.now()
    DistrictRound.objects.create(
        round=round, district_id=district, state=state, at=at, by=by, reason=reason, number=1
    )


def alike(one, other):
    """A pair that the nightly comparison found."""
    first, second = sorted((one, other), key=lambda survey: survey.household_id)
    return Pair.objects.create(
        first=first.household,
        second=second.household,
        first_survey=first,
        second_survey=second,
        first_district_id=first.district_id,
        second_district_id=second.district_id,
        score=90,
        found_at=timezone.now(),
    )


@pytest.mark.parametrize("role", ["department", "analyst"])
def test_readers_of_the_city_go_to_the_figures(role, reference):
    assert home(factories.person(role)).url == "/dashboard/"


def test_an_administrator_gets_the_ways_in(administrator):
    body = home(administrator).content.decode()
    assert all(
        f'href="{way}"' in body for way in ("/admin/", "/dashboard/", "/surveys/", "/exports/", "/rules/")
    )


def test_a_partner_may_not_enter(partner):
    assert home(partner).status_code == 403


def test_a_stranger_signs_in_first(client, reference):
    assert client.get("/").url.startswith("/accounts/login/")


def test_a_returned_survey_shows_its_first_comment(officer, head, slum, round_2570):
    returned(officer, head, slum, [("rent_house", "รวมค่าน้ำหรือไม่"), ("soi", "ใส่ซอย")])
    [task] = home(officer).context["home"].returned.tasks
    assert task.said == "ค่าเช่าบ้าน: “รวมค่าน้ำหรือไม่” และอีก 1 ข้อ"


def test_a_survey_returned_for_an_overall_reason_shows_it(officer, head, slum, round_2570):
    returned(officer, head, slum, [], reason="ลงพื้นที่ใหม่")
    [task] = home(officer).context["home"].returned.tasks
    assert task.said == "“ลงพื้นที่ใหม่”"


def test_a_draft_says_what_is_left(officer, slum, round_2570):
    draft = factories.saved_survey(by=officer, place=slum, members_living=5, rent_house=12000)
    [task] = home(officer).context["home"].drafts.tasks
    assert task.said == f"ตอบแล้ว {draft.completeness}% · ต้องแก้ 1 ข้อ · ควรตรวจ 1 ข้อ"


def test_a_colleagues_drafts_are_not_mine(officer, slum, round_2570):
    colleague = factories.person("officer", "1026", name="colleague")
    factories.saved_survey(by=colleague, place=slum)
    assert home(officer).context["home"].drafts.number == 0


def test_a_long_list_is_cut_and_counted(officer, slum, round_2570):
    factories.listed_surveys(30, by=officer, place=slum)
    reply = home(officer)
    drafts = reply.context["home"].drafts
    assert (len(drafts.tasks), drafts.number, drafts.more) == (6, 30, 24)
    assert 'href="/surveys/?state=draft"' in reply.content.decode()


def test_the_unsent_list_waits_hidden_for_the_browser(officer, round_2570):
    assert 'id="outbox" aria-labelledby="outbox-title" hidden' in home(officer).content.decode()


def test_communities_show_done_of_expected_and_the_last_entry(officer, slum, round_2570):
    factories.submitted_survey(by=officer, place=slum)
    first = home(officer).context["home"].communities[0]
    assert (first.community, first.done, first.expected) == (slum, 1, 100)
    assert timezone.now() - first.last < timedelta(minutes=5)


def test_the_communities_i_work_in_come_first(officer, round_2570):
    factories.community("1026", "ก่อนใคร")
    mine = factories.community("1026", "หลังใคร")
    factories.saved_survey(by=officer, place=mine)
    assert [row.community.name for row in home(officer).context["home"].communities][:2] == [
        "หลังใคร",
        "ก่อนใคร",
    ]


def test_done_counts_come_from_the_figures(officer, slum, round_2570):
    factories.listed_surveys(3, by=officer, place=slum, state="submitted")
    assert [row.done for row in home(officer).context["home"].communities] == [0, 0]


def test_a_new_household_starts_from_a_community(officer, slum, round_2570):
    assert f'href="/surveys/new/?community={slum.pk}"' in home(officer).content.decode()


def test_the_head_sees_the_queue_and_the_coverage(officer, head, slum, round_2570):
    factories.submitted_survey(by=officer, place=slum)
    sent = timezone.now() - timedelta(days=6)
    factories.listed_surveys(1, by=officer, place=slum, state="submitted", submitted_at=sent)
    seen = home(head).context["home"]
    assert (seen.waiting, seen.oldest_days, seen.done, seen.expected, seen.percent) == (2, 6, 1, 100, "1.0")


def test_the_head_sees_first_where_most_is_left(head, slum, round_2570):
    large = factories.community("1026", "ใหญ่มาก", expected_households=900)
    seen = home(head).context["home"].communities
    assert [row.community for row in seen][:2] == [large, slum]


def test_an_empty_day_says_so(officer, round_2570):
    assert "ไม่มีแบบที่ถูกส่งกลับ และไม่มีร่างค้าง" in home(officer).content.decode()


def test_the_head_of_an_empty_district_sees_nothing_waiting(head, round_2570):
    seen = home(head)
    assert (seen.context["home"].waiting, seen.context["home"].percent) == (0, "")
    assert "ไม่มีแบบค้างตรวจ" in seen.content.decode()


def test_the_page_works_before_any_round(officer, reference):
    factories.Round.objects.all().delete()
    assert home(officer).status_code == 200


def test_a_household_of_the_district_that_looks_like_another_waits_for_the_head(
    head, officer, slum, round_2570
):
    alike(factories.saved_survey(by=officer, place=slum), factories.saved_survey(by=officer, place=slum))
    reply = home(head)
    assert reply.context["home"].alike == 1 and 'href="/duplicates/"' in reply.content.decode()


def test_what_the_department_sent_back_stands_on_top_with_its_reason(head, department, slum, round_2570):
    sent_back("1026", round_2570, department, "ค่าเช่าหลายแบบสูงผิดปกติ")
    body = home(head).content.decode()
    assert body.index("ค่าเช่าหลายแบบสูงผิดปกติ") < body.index("ครอบคลุมทั้งเขต")


def test_another_districts_reasons_are_not_told(head, department, round_2570):
    sent_back("1006", round_2570, department, "เป็นเรื่องของเขตอื่น")
    assert "เป็นเรื่องของเขตอื่น" not in home(head).content.decode()


def test_the_head_sees_first_what_is_furthest_behind_the_days_of_the_round(officer, head, round_2570):
    begun = factories.community("1026", "เริ่มแล้ว", expected_households=4)
    untouched = factories.community("1026", "ยังไม่เริ่ม", expected_households=3)
    factories.submitted_survey(by=officer, place=begun)
    assert [row.community for row in home(head).context["home"].communities][:2] == [untouched, begun]


@pytest.mark.parametrize(
    ("opens", "closes", "part"), [(-10, 9, 0.55), (-10, -1, 1.0), (1, 10, 0.0), (0, 0, 1.0)]
)
def test_the_days_of_a_round_pass_evenly(opens, closes, part, reference):
    today = timezone.localdate()
    days = {"opens_on": today + timedelta(days=opens), "closes_on": today + timedelta(days=closes)}
    assert elapsed(factories.open_round(**days), today) == part


@pytest.mark.parametrize(("left", "said"), [(5, "เหลือ 5 วัน"), (0, "ปิดรอบวันนี้"), (-2, "รอบปิดแล้วเมื่อ"), (60, "")])
def test_the_end_of_the_round_is_told_in_time(left, said, reference):
    today = timezone.localdate()
    round = factories.open_round(closes_on=today + timedelta(days=left))
    found = closing_of(round, "1026", today=today)
    assert said in found and bool(said) == bool(found)


def test_an_extension_moves_the_end_for_its_district_alone(reference):
    today = timezone.localdate()
    round = factories.open_round(closes_on=today)
    round.extensions.create(district_id="1026", closes_on=today + timedelta(days=7), reason="น้ำท่วม")
    assert "เหลือ 7 วัน" in closing_of(round, "1026", today=today)
    assert closing_of(round, "1006", today=today) == "ปิดรอบวันนี้"


def test_the_round_is_named_in_the_language_of_the_page(officer, reference):
    factories.open_round(name="สำรวจครั้งใหม่", name_en="The new survey")
    client = factories.client_of(officer)
    client.cookies["django_language"] = "en"
    body = client.get("/").content.decode()
    assert "The new survey" in body and "สำรวจครั้งใหม่" not in body
    assert "สำรวจครั้งใหม่" in home(officer).content.decode()


def queries_of(user):
    client = factories.client_of(user)
    client.get("/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/").status_code == 200
    return len(queries)


@pytest.mark.parametrize(("role", "number"), [("officer", 20), ("head", 24)])
def test_ten_surveys_take_as_many_queries_as_sixty(role, number, slum, round_2570):
    user = factories.person(role, "1026")
    for state in ("draft", "returned", "submitted"):
        factories.listed_surveys(10, by=user, place=slum, state=state)
    few = queries_of(user)
    for state in ("draft", "returned", "submitted"):
        factories.listed_surveys(50, by=user, place=slum, state=state)
    assert queries_of(user) == few == number
