"""The head's queue and decisions."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import AccessRecord
from surveys import actions
from surveys.choices import State
from surveys.models import Comment
from tests import factories

pytestmark = pytest.mark.django_db


def said(reply):
    return [str(message) for message in reply.context["messages"]]


def waiting(reply):
    return [one.pk for one in reply.context["waiting"]]


@pytest.fixture
def submitted(officer, slum, round_2570):
    return factories.submitted_survey(by=officer, place=slum)


@pytest.fixture
def desk(head):
    """The head's browser."""
    return factories.client_of(head)


def decide(desk, survey, what, **given):
    return desk.post(f"/review/{survey.pk}/{what}/", {"revision": survey.revision, **given}, follow=True)


def test_the_longest_waiting_comes_first(desk, officer, slum, round_2570):
    now = timezone.now()
    for days in (1, 9, 4):
        sent = now - timedelta(days=days)
        factories.listed_surveys(1, by=officer, place=slum, state="submitted", submitted_at=sent)
    reply = desk.get("/review/")
    assert [one.waited for one in reply.context["waiting"]] == ["9 วัน", "4 วัน", "1 วัน"]


def test_only_submitted_surveys_of_the_own_district_wait(
    desk, other_officer, other_slum, submitted, officer, slum
):
    factories.submitted_survey(by=other_officer, place=other_slum)
    factories.saved_survey(by=officer, place=slum)
    reply = desk.get("/review/")
    assert waiting(reply) == [submitted.pk] and reply.context["number"] == 1


def test_the_queue_can_be_cut_to_one_community(desk, officer, submitted):
    other = factories.community("1026", "เก้าพัฒนา")
    elsewhere = factories.submitted_survey(by=officer, place=other)
    assert waiting(desk.get(f"/review/?community={other.pk}")) == [elsewhere.pk]


def test_a_hundred_and_twenty_in_the_queue_are_each_shown_once(desk, officer, slum, round_2570):
    factories.listed_surveys(120, by=officer, place=slum, state="submitted")
    found, address = [], "/review/"
    while address:
        reply = desk.get(address)
        found += waiting(reply)
        place = reply.context["page"].next
        address = f"/review/?after={place}" if place else ""
    assert len(found) == len(set(found)) == 120


@pytest.mark.parametrize("role", ["officer", "department", "analyst", "admin"])
def test_only_heads_review(role, submitted):
    client = factories.client_of(factories.person(role, "1026" if role == "officer" else None))
    assert client.get("/review/").status_code == 403
    assert client.get(f"/review/{submitted.pk}/").status_code == 403
    assert client.post(f"/review/{submitted.pk}/approve/").status_code == 403


@pytest.mark.parametrize("end", ["", "approve/", "return/"])
def test_another_districts_survey_cannot_be_reached(end, other_head, submitted):
    client = factories.client_of(other_head)
    ask = client.post if end else client.get
    given = {"revision": submitted.revision, "reason": "ก"} if end else {}
    assert ask(f"/review/{submitted.pk}/{end}", given).status_code == 404
    assert ask(f"/review/{uuid.uuid4()}/{end}", given).status_code == 404
    submitted.refresh_from_db()
    assert submitted.state == State.SUBMITTED


def test_approving_goes_on_to_the_next(desk, officer, slum, submitted):
    following = factories.submitted_survey(by=officer, place=slum)
    reply = decide(desk, submitted, "approve")
    submitted.refresh_from_db()
    assert submitted.state == State.APPROVED and said(reply)[0].startswith("อนุมัติแล้ว")
    assert reply.redirect_chain[-1][0] == f"/review/{following.pk}/"


def test_after_the_last_comes_the_queue_with_its_filter(desk, slum, submitted):
    reply = decide(desk, submitted, "approve", community=slum.pk)
    assert reply.redirect_chain[-1][0] == f"/review/?community={slum.pk}"


def test_returning_keeps_the_comment_of_each_field(desk, submitted):
    given = {"comment-rent_house": " ตรวจค่าเช่า ", "comment-members-0-citizen_id": "ดูบัตร", "comment-soi": " "}
    decide(desk, submitted, "return", **given)
    submitted.refresh_from_db()
    assert submitted.state == State.RETURNED
    comments = set(Comment.objects.values_list("field", "text"))
    assert comments == {("rent_house", "ตรวจค่าเช่า"), ("members-0-citizen_id", "ดูบัตร")}


def test_returning_without_a_word_is_refused(desk, submitted):
    reply = decide(desk, submitted, "return")
    submitted.refresh_from_db()
    assert submitted.state == State.SUBMITTED and "บอกก่อนว่าต้องแก้อะไร" in said(reply)[0]


def test_returning_for_an_overall_reason_is_enough(desk, submitted):
    decide(desk, submitted, "return", reason="ลงพื้นที่ใหม่")
    assert submitted.moves.last().reason == "ลงพื้นที่ใหม่"


def test_approving_with_comments_written_is_refused_and_keeps_them(desk, submitted):
    reply = decide(desk, submitted, "approve", **{"comment-rent_house": "ตรวจค่าเช่า"})
    submitted.refresh_from_db()
    assert submitted.state == State.SUBMITTED and 'value="ตรวจค่าเช่า"' in reply.content.decode()


def test_a_survey_that_was_decided_meanwhile_says_so(desk, head, submitted):
    actions.approve(survey=submitted, by=head, at=timezone.now())
    reply = decide(desk, submitted, "return", reason="ช้าไป")
    submitted.refresh_from_db()
    assert submitted.state == State.APPROVED and "เปลี่ยนสถานะไปแล้ว" in said(reply)[0]


def test_what_was_not_read_cannot_be_approved(desk, submitted):
    reply = desk.post(f"/review/{submitted.pk}/approve/", {"revision": submitted.revision - 1}, follow=True)
    submitted.refresh_from_db()
    assert submitted.state == State.SUBMITTED and said(reply)


@pytest.mark.parametrize("what", ["approve", "return"])
def test_opening_the_address_of_a_decision_decides_nothing(what, desk, submitted):
    reply = desk.get(f"/review/{submitted.pk}/{what}/")
    submitted.refresh_from_db()
    assert reply.url == f"/review/{submitted.pk}/" and submitted.state == State.SUBMITTED


def test_doubts_with_their_reasons_come_first(desk, officer, slum, round_2570):
    payload = factories.household_of_four(slum, rent_house=12000)
    payload["confirmed"] = {"rent_over_income_share": "รวมค่าน้ำค่าไฟ"}
    survey = factories.saved_survey(by=officer, place=slum, payload=payload)
    actions.submit(survey=survey, by=officer, at=timezone.now())
    doubts = desk.get(f"/review/{survey.pk}/").context["doubts"]
    assert [(one.field, one.reason) for one in doubts] == [("rent_house", "รวมค่าน้ำค่าไฟ")]


def test_changes_since_the_return_are_shown(desk, officer, head, slum, submitted):
    comments = [("soi", "ใส่ซอย")]
    actions.send_back(survey=submitted, by=head, at=timezone.now(), comments=comments)
    payload = {"revision": submitted.revision, **_content(submitted, soi="เพชรบุรี 7")}
    actions.save(survey_id=submitted.pk, given=payload, by=officer, at=timezone.now())
    actions.submit(survey=submitted, by=officer, at=timezone.now())
    changed = desk.get(f"/review/{submitted.pk}/").context["changed"]
    assert [(one.field, one.before, one.after) for one in changed] == [("soi", "ว่าง", "เพชรบุรี 7")]


def _content(survey, **answers):
    content = actions.moving.looked_at(survey, at=timezone.now())[0].content()
    return {**content, "answers": {**content["answers"], **answers}}


def test_an_amount_far_from_the_neighbours_is_pointed_out(desk, officer, slum, round_2570):
    for _number in range(12):
        factories.submitted_survey(by=officer, place=slum)
    far = factories.submitted_survey(by=officer, place=slum, floor_area=100)
    outliers = desk.get(f"/review/{far.pk}/").context["outliers"]
    assert [one.field for one in outliers] == ["floor_area"] and "เฉลี่ยของชุมชน 30" in outliers[0].sentence


def test_every_answer_has_room_for_a_comment_without_any_script(desk, submitted):
    body = desk.get(f"/review/{submitted.pk}/").content.decode()
    for field in ("rent_house", "members-3-first_name", "debts-0-balance"):
        assert f'name="comment-{field}"' in body


def test_a_survey_that_does_not_wait_is_shown_to_read(desk, officer, slum, round_2570):
    draft = factories.saved_survey(by=officer, place=slum)
    assert desk.get(f"/review/{draft.pk}/").url == f"/surveys/{draft.pk}/"


def test_reviewing_leaves_a_trace(desk, head, submitted):
    desk.get(f"/review/{submitted.pk}/")
    assert AccessRecord.objects.get().by == head


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_one_in_the_queue_takes_as_many_queries_as_two_thousand(desk, officer, slum, round_2570):
    factories.listed_surveys(1, by=officer, place=slum, state="submitted")
    few = queries_of(desk, "/review/")
    factories.listed_surveys(1_999, by=officer, place=slum, state="submitted")
    assert queries_of(desk, "/review/") == few == 10
    assert queries_of(desk, f"/review/?community={slum.pk}&doubts=plain&days=7") <= few + 2


def test_a_review_takes_as_many_queries_with_one_remark_as_with_many(desk, officer, head, submitted):
    def again(comments):
        actions.send_back(survey=submitted, by=head, at=timezone.now(), comments=comments)
        actions.submit(survey=submitted, by=officer, at=timezone.now())
        return queries_of(desk, f"/review/{submitted.pk}/")

    few = again([("soi", "ซอยใด")])
    assert again([(f"members-{row}-work", "ทำอะไร") for row in range(4)]) == few <= 28


def test_an_empty_queue_says_what_comes_here(desk, round_2570):
    assert "ไม่มีแบบรอตรวจ" in desk.get("/review/").content.decode()


@pytest.fixture
def four(officer, slum, round_2570):
    """Forms in two communities by two people, sent 0, 5, 10 and 40 days ago; one with a doubt, one come again."""
    elsewhere, colleague = factories.community("1026", "เก้าพัฒนา"), factories.person("officer", "1026", "two")
    now = timezone.now()
    made = []
    for days, place, by, given in (
        (0, slum, officer, {}),
        (5, slum, colleague, {"soft_problems": 2}),
        (10, elsewhere, officer, {"reviewed_at": now}),
        (40, elsewhere, officer, {}),
    ):
        given = {**given, "submitted_at": now - timedelta(days=days)}
        made += factories.listed_surveys(1, by=by, place=place, state="submitted", **given)
    return made


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("doubts=doubts", [1]),
        ("doubts=plain", [3, 2, 0]),
        ("again=again", [2]),
        ("again=first", [3, 1, 0]),
        ("again=department", []),
        ("days=3", [3, 2, 1]),
        ("days=30", [3]),
        ("days=7&doubts=plain&again=first", [3]),
        ("days=x&again=nonsense", [3, 2, 1, 0]),
    ],
)
def test_the_queue_is_cut_by_filters_in_the_address(query, numbers, desk, four):
    assert waiting(desk.get(f"/review/?{query}")) == [four[number].pk for number in numbers]


def test_the_queue_is_cut_to_one_persons_forms(desk, four):
    colleague = four[1].updated_by_id
    assert waiting(desk.get(f"/review/?officer={colleague}")) == [four[1].pk]


def test_every_filter_says_how_many_it_would_leave(desk, four, slum):
    form = desk.get("/review/").context["form"]
    told = {name: [label for _key, label in form.fields[name].widget.choices][1:] for name in form.fields}
    assert set(told["community"]) == {f"{slum.name} (2)", "เก้าพัฒนา (2)"}
    assert told["doubts"] == ["มีข้อควรตรวจ (1)", "ไม่มีข้อควรตรวจ (3)"]
    assert told["days"] == ["เกิน 3 วัน (3)", "เกิน 7 วัน (2)", "เกิน 14 วัน (1)", "เกิน 30 วัน (1)"]


def test_a_search_finds_in_the_queue_and_stays_out_of_the_address(desk, officer, slum, submitted):
    other = factories.submitted_survey(by=officer, place=slum)
    reply = desk.post("/review/", {"q": submitted.household.house_no}, follow=True)
    assert reply.redirect_chain == [("/review/?search=1", 302)]
    assert submitted.pk in waiting(reply) and other.pk not in waiting(reply)


def test_a_decision_keeps_the_search_and_the_filter(desk, submitted):
    desk.post("/review/", {"q": submitted.household.house_no})
    reply = decide(desk, submitted, "approve", search="1", days="3")
    assert reply.redirect_chain[-1][0] == "/review/?days=3&search=1"


def test_the_head_of_the_queue_says_how_long_the_oldest_waits(desk, four):
    reply = desk.get("/review/?doubts=doubts")
    assert (reply.context["oldest_days"], reply.context["counts"].all, reply.context["number"]) == (40, 4, 1)


def test_only_plain_forms_can_be_chosen_by_one_button(desk, four):
    body = desk.get("/review/").content.decode()
    assert body.count('name="chosen"') == 4 and body.count(" data-plain") == 2
