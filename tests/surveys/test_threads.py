"""Remarks and the answers to them: who writes, when a thread is open, what the field was and is."""

import pytest
from django.utils import timezone

from surveys import actions
from surveys.actions.moving import looked_at
from surveys.choices import State
from surveys.models import Comment, Survey
from surveys.readers.trail import trail_of
from surveys.refusals import Conflict, Refused, ThreadSettled, TooLong, WrongState
from tests import factories

pytestmark = pytest.mark.django_db


def now():
    return timezone.now()


@pytest.fixture
def returned(officer, head, slum, round_2570):
    """A form that came back with a remark on the rent and one on the grandmother's income."""
    survey = factories.submitted_survey(by=officer, place=slum)
    comments = [("rent_house", "ค่าเช่ารวมน้ำไฟหรือไม่"), ("members-3-income_month", "ยายมีรายได้ไหม")]
    return actions.send_back(survey=survey, by=head, at=now(), comments=comments)


def content_of(survey):
    return looked_at(Survey.objects.get(pk=survey.pk), at=now())[0].content()


def mend(survey, officer, **answers):
    """The officer changes answers and sends the form in again."""
    survey.refresh_from_db()
    content = content_of(survey)
    given = {**content, "answers": {**content["answers"], **answers}, "revision": survey.revision}
    actions.save(survey_id=survey.pk, given=given, by=officer, at=now())
    return actions.submit(survey=survey, by=officer, at=now())


def threads_now(survey):
    survey = Survey.objects.get(pk=survey.pk)
    return trail_of(survey, looked_at(survey, at=now())[0], personal=True).threads.all


def first(survey):
    return survey.comments.order_by("pk").first()


def test_an_officer_answers_below_the_remark(returned, officer):
    actions.answer(survey=returned, thread=first(returned).pk, text=" รวมแล้ว ", by=officer, at=now())
    thread = threads_now(returned)[0]
    assert [(said.text, said.by) for said in thread.answers] == [("รวมแล้ว", officer.display_name)]


def test_a_remark_waits_then_is_said_to_be_mended_then_closed_by_the_head(returned, officer, head):
    seen = [threads_now(returned)[0].status]
    mend(returned, officer, rent_house=3500)
    seen.append(threads_now(returned)[0].status)
    actions.settle(survey=returned, thread=first(returned).pk, by=head, at=now())
    seen.append(threads_now(returned)[0].status)
    assert seen == ["open", "answered", "settled"]


def test_the_head_sees_what_the_field_was_and_is_in_words(returned, officer):
    mend(returned, officer, rent_house=3500)
    rent, income = threads_now(returned)
    assert (rent.was, rent.now, rent.is_unchanged) == ("3,000 บาท/เดือน", "3,500 บาท/เดือน", False)
    assert (income.was, income.now, income.is_unchanged) == ("ว่าง", "ว่าง", True)


def test_a_remark_follows_its_member_when_a_row_above_goes(returned, officer):
    content = content_of(returned)
    content["members"].pop(1)
    given = {**content, "revision": returned.revision}
    actions.save(survey_id=returned.pk, given=given, by=officer, at=now())
    thread = threads_now(returned)[1]
    assert (thread.field, thread.label) == ("members-2-income_month", "ยายมี ใจดี · รายได้")


def test_a_remark_on_a_member_who_is_gone_stays_and_says_so(returned, officer):
    content = content_of(returned)
    content["members"].pop(3)
    actions.save(
        survey_id=returned.pk, given={**content, "revision": returned.revision}, by=officer, at=now()
    )
    thread = threads_now(returned)[1]
    assert (thread.field, thread.now, thread.is_unchanged) == ("", "ลบแถวนี้แล้ว", False)


def test_returning_again_keeps_what_was_not_closed_open(returned, officer, head):
    mend(returned, officer)
    rent, income = returned.comments.order_by("pk")
    answers = [(income.pk, "ยังไม่ตอบ")]
    actions.send_back(survey=returned, by=head, at=now(), settled={rent.pk}, answers=answers)
    found = {thread.pk: (thread.status, len(thread.answers)) for thread in threads_now(returned)}
    assert found == {rent.pk: ("settled", 0), income.pk: ("open", 1)}


def test_closing_all_threads_leaves_nothing_to_return_for(returned, officer, head):
    mend(returned, officer)
    keys = set(returned.comments.values_list("pk", flat=True))
    with pytest.raises(Refused):
        actions.send_back(survey=returned, by=head, at=now(), settled=keys)
    assert Survey.objects.get().state == State.SUBMITTED


def test_nobody_writes_in_a_closed_thread(returned, officer, head):
    actions.settle(survey=returned, thread=first(returned).pk, by=head, at=now())
    with pytest.raises(ThreadSettled):
        actions.answer(survey=returned, thread=first(returned).pk, text="ก", by=officer, at=now())


def test_a_thread_of_another_form_cannot_be_written_in(returned, officer, slum):
    other = factories.submitted_survey(by=officer, place=slum)
    with pytest.raises(ThreadSettled):
        actions.answer(survey=other, thread=first(returned).pk, text="ก", by=officer, at=now())


@pytest.mark.parametrize(("text", "refusal"), [("", Refused), (" \n", Refused), ("ก" * 501, TooLong)])
def test_an_answer_is_neither_empty_nor_cut(text, refusal, returned, officer):
    with pytest.raises(refusal):
        actions.answer(survey=returned, thread=first(returned).pk, text=text, by=officer, at=now())
    assert Comment.objects.count() == 2


def test_an_answer_to_an_older_revision_is_a_conflict(returned, officer):
    with pytest.raises(Conflict):
        actions.answer(survey=returned, thread=first(returned).pk, text="ก", by=officer, at=now(), revision=9)


def test_a_closed_thread_can_be_opened_again(returned, head):
    key = first(returned).pk
    for is_settled in (True, False):
        actions.settle(survey=returned, thread=key, by=head, at=now(), is_settled=is_settled)
    found = first(returned)
    assert (found.settled_at, found.settled_by) == (None, None)


def test_the_threads_of_an_approved_form_stay_as_they_are(returned, officer, head):
    actions.approve(survey=mend(returned, officer), by=head, at=now())
    with pytest.raises(WrongState):
        actions.settle(survey=returned, thread=first(returned).pk, by=head, at=now(), is_settled=False)


def test_the_head_adds_a_remark_to_a_form_that_is_with_the_officer(returned, head):
    actions.remark(survey=returned, field="soi", text="ซอยใด", by=head, at=now())
    assert [thread.field for thread in threads_now(returned)][-1] == "soi"


def test_an_overall_reason_is_a_thread_of_the_whole_form(officer, head, slum, round_2570):
    survey = factories.submitted_survey(by=officer, place=slum)
    actions.send_back(survey=survey, by=head, at=now(), reason="ลงพื้นที่ใหม่")
    (thread,) = threads_now(survey)
    assert (thread.field, thread.label, thread.first.text) == ("", "ทั้งแบบ", "ลงพื้นที่ใหม่")


def post(user, survey, place, **given):
    return factories.client_of(user).post(f"/surveys/{survey.pk}/{place}/", given, follow=True)


def test_an_officer_answers_on_the_page_of_a_form_that_waits(returned, officer):
    mend(returned, officer)
    returned.refresh_from_db()
    given = {"thread": first(returned).pk, "text": "แก้แล้ว", "revision": returned.revision}
    reply = post(officer, returned, "answer", **given)
    assert "แก้แล้ว" in reply.content.decode() and Comment.objects.filter(parent=first(returned)).exists()


def test_only_a_head_closes_a_thread(returned, officer, head):
    given = {"thread": first(returned).pk, "revision": returned.revision}
    assert post(officer, returned, "settle", **given).status_code == 403
    post(head, returned, "settle", **given)
    assert first(returned).settled_by == head


def test_the_review_puts_open_threads_and_changes_first(returned, officer, head):
    mend(returned, officer, rent_house=3500)
    reply = factories.client_of(head).get(f"/review/{returned.pk}/")
    body = reply.content.decode()
    assert [one.label for one in reply.context["changed"]] == ["ค่าเช่าบ้าน"]
    assert body.index("เรื่องที่ยังไม่ปิด 2 เรื่อง") < body.index("ดูก่อน") < body.index("ระบบคำนวณ")
    assert "ยังไม่ได้แก้" in body


def test_a_decision_on_what_was_not_read_keeps_the_words_and_shows_what_changed(returned, officer, head):
    mend(returned, officer, rent_house=3500)
    key, seen = first(returned).pk, returned.revision
    given = {"revision": seen, f"answer-{key}": "ยังไม่ชัด", "comment-soi": "ซอยใด", "settled": key}
    reply = factories.client_of(head).post(f"/review/{returned.pk}/return/", given)
    body = reply.content.decode()
    assert reply.status_code == 409 and 'value="ยังไม่ชัด"' in body and 'value="ซอยใด"' in body
    assert [one.after for one in reply.context["meanwhile"]] == ["3,500 บาท/เดือน"]
    assert Survey.objects.get().state == State.SUBMITTED
