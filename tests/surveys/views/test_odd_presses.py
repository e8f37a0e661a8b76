"""Buttons pressed with what no page of ours sends: nothing is changed, and the answer is a sentence or "not there"."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from surveys.choices import State
from surveys.models import Comment, Inquiry, Move, PaperForm, Survey
from surveys.refusals import Conflict, ReasonRequired, ThreadSettled, TooLong, WrongState
from tests import factories
from tests.surveys.duplicates import twins

pytestmark = pytest.mark.django_db
NUMBERLESS = ["", "x", "-1", "²", "9" * 5_000]


def press(user, name: str, *keys, **given):
    return factories.client_of(user).post(reverse(name, args=keys), given)


def said(reply) -> list[str]:
    return [str(message) for message in get_messages(reply.wsgi_request)]


def form(by, place, state: str = "submitted") -> Survey:
    return factories.listed_surveys(1, by=by, place=place, state=state, revision=1)[0]


@pytest.fixture
def waiting(officer, slum, round_2570):
    return form(officer, slum)


@pytest.fixture
def remark(waiting, head):
    return Comment.objects.create(survey=waiting, field="soi", text="ซอยใด", by=head, at=timezone.now())


@pytest.mark.parametrize("thread", NUMBERLESS)
def test_a_remark_that_is_not_there_is_neither_answered_nor_closed(thread, waiting, remark, officer, head):
    for user, name in ((officer, "survey_answer"), (head, "survey_settle")):
        reply = press(user, name, waiting.pk, thread=thread, text="แก้แล้ว", revision=waiting.revision)
        assert (reply.status_code, said(reply)) == (302, [str(ThreadSettled.sentence)])
    assert list(Comment.objects.values_list("pk", "settled_at")) == [(remark.pk, None)]


@pytest.mark.parametrize("revision", NUMBERLESS)
def test_a_press_that_does_not_say_what_was_read_decides_nothing(revision, waiting, remark, head):
    for name in ("survey_approve", "survey_return"):
        reply = press(head, name, waiting.pk, revision=revision, reason="ตรวจอีกครั้ง")
        assert (reply.status_code, said(reply)) == (409, [str(Conflict.sentence)])
    assert not Move.objects.exists()


@pytest.mark.parametrize("key", NUMBERLESS[:-1])
def test_a_return_that_answers_an_absent_remark_is_refused_whole(key, waiting, remark, head):
    given = {f"answer-{key}": "ยังไม่ชัด", "comment-soi": "ซอยใด", "revision": waiting.revision}
    reply = press(head, "survey_return", waiting.pk, **given)
    assert said(reply) == [str(ThreadSettled.sentence)]
    assert Survey.objects.get().state == State.SUBMITTED and Comment.objects.count() == 1


@pytest.mark.parametrize("key", NUMBERLESS)
def test_closing_an_absent_remark_closes_none(key, officer, head, slum, round_2570):
    survey = factories.submitted_survey(by=officer, place=slum)
    press(head, "survey_return", survey.pk, settled=key, reason="ถามใหม่", revision=survey.revision)
    assert (
        Survey.objects.get().state == State.RETURNED and not Comment.objects.exclude(settled_at=None).exists()
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("ก" * 501, TooLong.sentence), (" \n\t ", "ยังไม่ได้เขียนอะไร"), ("", "ยังไม่ได้เขียนอะไร")],
)
def test_an_answer_of_no_words_or_too_many_is_refused_in_words(text, sentence, waiting, remark, officer):
    reply = press(
        officer, "survey_answer", waiting.pk, thread=remark.pk, text=text, revision=waiting.revision
    )
    assert said(reply) == [str(sentence)] and Comment.objects.count() == 1


def test_a_character_that_no_database_keeps_is_left_out_of_what_was_said(waiting, remark, officer):
    given = {"thread": remark.pk, "text": "แก้\0แล้ว", "revision": waiting.revision}
    press(officer, "survey_answer", waiting.pk, **given)
    assert Comment.objects.get(parent=remark).text == "แก้แล้ว"


def test_neither_the_name_of_a_field_nor_a_remark_keeps_that_character(officer, head, slum, round_2570):
    survey = factories.submitted_survey(by=officer, place=slum)
    press(head, "survey_return", survey.pk, **{"comment-so\0i": "ซอย\0ใด", "revision": survey.revision})
    assert Comment.objects.values_list("field", "text").get() == ("soi", "ซอยใด")


@pytest.mark.parametrize(
    ("who", "name", "state", "reason", "sentence"),
    [
        ("head", "survey_unlock", "submitted", "ผิด", WrongState.sentence),
        ("head", "survey_unlock", "accepted", "ผิด", WrongState.sentence),
        ("head", "survey_unlock", "approved", "  ", ReasonRequired.sentence),
        ("head", "survey_unlock", "approved", "ก" * 501, TooLong.sentence),
        ("department", "survey_reopen", "approved", "ผิด", WrongState.sentence),
        ("department", "survey_reopen", "draft", "ผิด", WrongState.sentence),
        ("department", "survey_reopen", "accepted", "", ReasonRequired.sentence),
    ],
)
def test_a_locked_form_stays_locked_and_says_why(
    who, name, state, reason, sentence, request, officer, slum, round_2570
):
    one = form(officer, slum, state)
    reply = press(request.getfixturevalue(who), name, one.pk, reason=reason, revision=one.revision)
    assert said(reply) == [str(sentence)] and Survey.objects.get().state == state


@pytest.mark.parametrize("name", ["survey_answer", "survey_settle", "survey_unlock"])
def test_a_form_of_another_district_is_not_there_to_be_pressed_on(name, waiting, other_head):
    assert press(other_head, name, waiting.pk, thread="1", reason="ผิด").status_code == 404


@pytest.mark.parametrize("name", ["survey_answer", "survey_settle", "survey_unlock"])
def test_an_address_that_does_something_does_nothing_when_it_is_only_opened(name, waiting, head):
    assert factories.client_of(head).get(reverse(name, args=[waiting.pk])).status_code == 405


@pytest.fixture
def pair(officer, slum, round_2570):
    return twins.to_decide(form(officer, slum, "draft"), form(officer, slum, "draft"), by=officer)


@pytest.mark.parametrize("keep", ["", "both", "FIRST", "0"])
def test_a_merge_that_keeps_neither_merges_nothing(keep, pair, head):
    before = Survey.objects.count()
    reply = press(head, "duplicate_merge", pair["pairs"], keep=keep)
    assert said(reply) == ["เลือกก่อนว่าจะเก็บแบบไหนไว้"] and Survey.objects.count() == before


@pytest.mark.parametrize("shown", [{}, {"form-x": "1"}, {"form-": ""}, {"form-1": "9" * 5_000}])
def test_a_merge_of_forms_that_nobody_read_merges_nothing(shown, pair, head):
    reply = press(head, "duplicate_merge", pair["pairs"], keep="first", **shown)
    assert reply["Location"] == reverse("duplicate_pair", args=[pair["pairs"]])
    assert said(reply)[0].startswith("ยังไม่ได้รวม") and Survey.objects.count() == 2


def test_forms_of_one_district_are_not_asked_about_as_if_a_border_lay_between(pair, department):
    Inquiry.objects.all().delete()
    for second in ("1026", "", "๑๐๒๖", "\0", "9" * 400):
        press(department, "duplicate_across", first="1026", second=second)
    assert not Inquiry.objects.exists()


def test_a_settled_inquiry_can_be_settled_again_without_harm(pair, head):
    replies = [press(head, "inquiry_settle", pair["inquiries"]) for _press in range(2)]
    assert {reply.status_code for reply in replies} <= {302, 404} and Inquiry.objects.get().settled_by == head


@pytest.mark.parametrize(
    "given",
    [
        {"decisions": "", "approved": ""},
        {"decisions": "0"},
        {"decisions": "0", "approved": "-1"},
        {"decisions": "0", "approved": "9" * 5_000},
        {"decisions": "0", "approved": "0", "with_accepted": "on"},
    ],
)
def test_a_district_is_not_decided_by_numbers_no_page_showed(given, department, round_2570):
    for what in ("accept", "send_back", "none-such"):
        reply = press(department, "district_decide", "1026", round="2570", what=what, reason="ตรวจ", **given)
        assert reply.status_code == 409 and not Move.objects.exists()


@pytest.mark.parametrize(
    ("reason", "sentence"), [("", ReasonRequired.sentence), ("ก" * 501, TooLong.sentence)]
)
def test_a_district_is_not_sent_back_with_no_words_or_too_many(reason, sentence, department, round_2570):
    given = {"round": "2570", "what": "send_back", "decisions": "0", "approved": "0"}
    reply = press(department, "district_decide", "1026", reason=reason, **given)
    assert (reply.status_code, said(reply)) == (422, [str(sentence)])


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "prefilled", "round": "2570"},
        {"kind": "prefilled", "round": "2570", "community": "0"},
        {"kind": "blank", "round": "9999", "number": "1"},
        {"kind": "blank", "round": "", "number": "1"},
        {"kind": "blank", "round": "2570", "number": "9" * 5_000},
        {"kind": "prefilled", "round": "2570", "part": "0"},
    ],
)
def test_what_cannot_be_printed_reserves_no_code_and_says_so(given, officer, round_2570):
    reply = press(officer, "paper_print", **given)
    assert reply.status_code == 302 and len(said(reply)) == 1 and not PaperForm.objects.exists()


def test_a_part_beyond_the_last_household_prints_nothing(officer, slum, round_2570):
    form(officer, slum, "draft")
    given = {"kind": "prefilled", "round": "2570", "community": slum.pk}
    assert said(press(officer, "paper_print", part="2", **given)) == ["ชุมชนนี้ไม่มีครัวเรือนที่ต้องพิมพ์ในรอบนี้"]
    assert press(officer, "paper_print", part="1", **given).status_code == 200


@pytest.mark.parametrize("code", ["x", "000000000", "K7MQ2XHDR", "๑๒๓", "%00", "a" * 900])
def test_a_code_nobody_printed_leads_nowhere(code, officer, round_2570):
    assert factories.client_of(officer).get(f"/p/{code}/").status_code == 404
