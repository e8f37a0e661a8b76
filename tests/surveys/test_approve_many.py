"""Approving many at once: what changed meanwhile is left and named, everything else goes through."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from surveys import actions, figures
from surveys.choices import State
from surveys.models import Comment, Move, Survey
from tests import factories

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def desk(head):
    return factories.client_of(head)


@pytest.fixture
def three(officer, slum, round_2570):
    return [factories.submitted_survey(by=officer, place=slum) for _n in range(3)]


def seen(surveys):
    return {survey.pk: survey.revision for survey in surveys}


def ticked(surveys, **given):
    return {"chosen": [f"{one.pk}:{one.revision}" for one in surveys], **given}


def states():
    return sorted(Survey.objects.values_list("state", flat=True))


def test_all_are_approved_with_a_move_each_and_the_figures_follow(three, head):
    result = actions.approve_many(seen=seen(three), by=head, at=NOW)
    assert (len(result.approved), result.refused, result.gone) == (3, [], 0)
    assert states() == [State.APPROVED] * 3
    moves = Move.objects.filter(to_state=State.APPROVED)
    assert {(move.by, move.at, move.from_state) for move in moves} == {(head, NOW, State.SUBMITTED)}
    assert moves.count() == 3 and figures.differences() == []


def test_one_that_changed_is_named_and_the_others_go_through(three, head):
    Survey.objects.filter(pk=three[0].pk).update(revision=9)
    actions.approve(survey=three[1], by=head, at=NOW)
    result = actions.approve_many(seen=seen(three), by=head, at=NOW)
    assert [one.pk for one in result.approved] == [three[2].pk]
    why = {survey.pk: sentence for survey, sentence in result.refused}
    assert "มีผู้แก้" in why[three[0].pk] and "อนุมัติแล้ว" in why[three[1].pk]
    assert figures.differences() == []


def test_a_deleted_one_is_counted_as_gone_and_another_districts_is_not_touched(
    three, head, other_officer, other_slum
):
    theirs = factories.submitted_survey(by=other_officer, place=other_slum)
    result = actions.approve_many(seen={**seen([theirs]), uuid.uuid4(): 1}, by=head, at=NOW)
    theirs.refresh_from_db()
    assert (result.approved, result.gone, theirs.state) == ([], 2, State.SUBMITTED)


def test_their_threads_are_closed(three, head, officer):
    actions.send_back(survey=three[0], by=head, at=NOW, comments=[("soi", "ซอยผิด")])
    actions.submit(survey=three[0], by=officer, at=NOW)
    actions.approve_many(seen=seen(three), by=head, at=NOW)
    assert Comment.objects.get().settled_by == head


def statements(number, *, head, officer, slum):
    surveys = factories.listed_surveys(number, by=officer, place=slum, state="submitted")
    with CaptureQueriesContext(connection) as queries:
        actions.approve_many(seen=seen(surveys), by=head, at=NOW)
    return len(queries)


def test_fifty_take_as_many_statements_as_two(head, officer, slum, round_2570):
    few = statements(2, head=head, officer=officer, slum=slum)
    assert statements(50, head=head, officer=officer, slum=slum) == few <= 13


def test_the_confirmation_lists_each_with_its_revision_and_approves_nothing_yet(desk, three):
    reply = desk.post("/review/approve/", ticked(three))
    assert {(line.pk, line.revision) for line in reply.context["lines"]} == set(seen(three).items())
    assert states() == [State.SUBMITTED] * 3


def test_one_that_changed_before_the_confirmation_is_left_out_of_it(desk, three):
    Survey.objects.filter(pk=three[0].pk).update(revision=9)
    reply = desk.post("/review/approve/", ticked(three))
    assert (len(reply.context["lines"]), reply.context["changed"]) == (2, 1)


def test_confirming_tells_what_was_approved_and_what_was_not(desk, three):
    Survey.objects.filter(pk=three[0].pk).update(revision=9)
    reply = desk.post("/review/approve/", ticked(three, sure="yes"))
    body = reply.content.decode()
    assert (reply.status_code, len(reply.context["approved"])) == (409, 2)
    assert "ไม่ได้อนุมัติ 1 แบบ" in body and "มีผู้แก้คำตอบหลังจากคุณเปิดหน้า" in body


def test_nothing_ticked_goes_back_to_the_queue_with_its_filter(desk, slum, round_2570):
    reply = desk.post("/review/approve/", {"community": slum.pk})
    assert reply.url == f"/review/?community={slum.pk}"


@pytest.mark.parametrize("chosen", ["x", "x:1", f"{uuid.UUID(int=1)}:x", f"{uuid.UUID(int=1)}"])
def test_what_cannot_be_read_is_left_out(chosen, desk, round_2570):
    assert desk.post("/review/approve/", {"chosen": [chosen], "sure": "yes"}).status_code == 302
