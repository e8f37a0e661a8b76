"""The Department accepts a district's part of a round or sends it back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from districts.models import District
from surveys import actions, figures
from surveys.choices import State
from surveys.models import DistrictDecision, DistrictRound, Move, Survey
from surveys.readers.district_rounds import district_line, district_lines
from surveys.refusals import DistrictChanged, ReasonRequired, Refused, StillWaiting
from tests import factories

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()


@pytest.fixture
def district(reference):
    return District.objects.get(pk="1026")


@pytest.fixture
def two_approved(officer, head, slum, round_2570):
    return [factories.approved_survey(by=officer, head=head, place=slum) for _n in range(2)]


@pytest.fixture
def desk(department):
    return factories.client_of(department)


def decide(action, round, district, by, *, decisions=0, surveys=2, **given):
    seen = actions.Seen(decisions, surveys)
    return action(round=round, district=district, by=by, at=NOW, seen=seen, **given)


def states():
    return sorted(Survey.objects.values_list("state", flat=True))


def test_all_approved_forms_are_accepted_and_the_decision_is_kept(
    two_approved, round_2570, district, department
):
    decided = decide(actions.accept_district, round_2570, district, department)
    assert states() == [State.ACCEPTED] * 2 and Move.objects.filter(to_state=State.ACCEPTED).count() == 2
    kept = DistrictDecision.objects.get()
    assert (decided.state, decided.number, kept.state, kept.surveys) == ("accepted", 1, "accepted", 2)
    assert figures.differences() == []


def test_a_district_with_forms_in_review_is_accepted_only_when_that_is_said(
    two_approved, officer, slum, round_2570, district, department
):
    factories.submitted_survey(by=officer, place=slum)
    with pytest.raises(StillWaiting) as refusal:
        decide(actions.accept_district, round_2570, district, department)
    assert "1 แบบ" in refusal.value.sentence and not DistrictRound.objects.exists()
    decided = decide(actions.accept_district, round_2570, district, department, only_approved=True)
    assert (decided.state, states()) == ("partly", [State.ACCEPTED, State.ACCEPTED, State.SUBMITTED])


def test_sent_back_forms_wait_for_the_head_with_the_reason(two_approved, round_2570, district, department):
    decided = decide(actions.send_back_district, round_2570, district, department, reason=" ตรวจพิกัด ")
    assert (decided.state, decided.reason, states()) == ("sent_back", "ตรวจพิกัด", [State.SUBMITTED] * 2)
    assert set(Survey.objects.values_list("submitted_at", flat=True)) == {NOW}
    assert set(Move.objects.filter(at=NOW).values_list("reason", flat=True)) == {"ตรวจพิกัด"}
    assert figures.differences() == []


def test_accepted_forms_come_back_only_when_that_is_said(two_approved, round_2570, district, department):
    decide(actions.accept_district, round_2570, district, department)
    with pytest.raises(Refused):
        decide(
            actions.send_back_district, round_2570, district, department, decisions=1, surveys=0, reason="ก"
        )
    given = {"decisions": 1, "reason": "ก", "with_accepted": True}
    decide(actions.send_back_district, round_2570, district, department, **given)
    assert states() == [State.SUBMITTED] * 2 and figures.differences() == []


def test_a_district_is_not_sent_back_without_a_reason(two_approved, round_2570, district, department):
    with pytest.raises(ReasonRequired):
        decide(actions.send_back_district, round_2570, district, department, reason=" ")
    assert states() == [State.APPROVED] * 2


@pytest.mark.parametrize("seen", [{"decisions": 1}, {"surveys": 1}])
def test_numbers_that_changed_since_the_page_was_read_are_refused(
    seen, two_approved, round_2570, district, department
):
    with pytest.raises(DistrictChanged):
        decide(actions.accept_district, round_2570, district, department, **seen)
    assert states() == [State.APPROVED] * 2


def test_other_districts_and_rounds_are_left_alone(
    two_approved, other_officer, other_head, other_slum, round_2570, district, department
):
    theirs = factories.approved_survey(by=other_officer, head=other_head, place=other_slum)
    decide(actions.accept_district, round_2570, district, department)
    theirs.refresh_from_db()
    assert theirs.state == State.APPROVED


def statements(number, round, district, *, officer, place, by, decisions):
    factories.listed_surveys(number, by=officer, place=place, state="approved")
    with CaptureQueriesContext(connection) as queries:
        decide(actions.accept_district, round, district, by, surveys=number, decisions=decisions)
    return len(queries)


def test_four_thousand_forms_take_as_many_statements_as_four(round_2570, district, officer, slum, department):
    given = {"officer": officer, "place": slum, "by": department}
    decide_first = statements(1, round_2570, district, **given, decisions=0)
    few = statements(4, round_2570, district, **given, decisions=1)
    assert statements(4_000, round_2570, district, **given, decisions=2) == few <= decide_first <= 22


def test_the_list_counts_every_district_from_the_figures(two_approved, officer, slum, round_2570):
    sent = factories.submitted_survey(by=officer, place=slum)
    Survey.objects.filter(pk=sent.pk).update(submitted_at=NOW - timedelta(days=9))
    lines = {line.code: line for line in district_lines(round_2570, TODAY)}
    line = lines["1026"]
    assert len(lines) == 50 and (line.approved, line.submitted, line.oldest_days) == (2, 1, 9)
    assert (line.standing, lines["1006"].standing) == ("partly", "empty")


def test_the_page_of_one_district_counts_as_the_list_does(two_approved, round_2570, district):
    (listed,) = [line for line in district_lines(round_2570, TODAY) if line.code == "1026"]
    alone = district_line(round_2570, district, TODAY)
    assert {name: number for name, number in alone.counts.items() if number} == {
        name: number for name, number in listed.counts.items() if number
    }


def test_the_department_accepts_on_the_page(desk, two_approved, round_2570):
    given = {"round": "2570", "decisions": 0, "approved": 2, "locked": 2, "what": "accept"}
    reply = desk.post("/review/districts/1026/", given, follow=True)
    assert "2 แบบ" in str(next(iter(reply.context["messages"]))) and states() == [State.ACCEPTED] * 2


def test_other_numbers_than_the_page_showed_are_a_conflict_and_keep_what_was_written(desk, two_approved):
    given = {"round": "2570", "decisions": 0, "approved": 9, "what": "send_back", "reason": "ตรวจพิกัด"}
    reply = desk.post("/review/districts/1026/", given)
    body = reply.content.decode()
    assert reply.status_code == 409 and "เปลี่ยนไปหลังจากคุณเปิดหน้า" in body and "ตรวจพิกัด" in body
    assert states() == [State.APPROVED] * 2


def test_the_head_reads_the_reason_in_the_queue_until_the_forms_are_decided(
    desk, head, two_approved, round_2570, district, department
):
    decide(actions.send_back_district, round_2570, district, department, reason="ตรวจพิกัด")
    reply = factories.client_of(head).get("/review/")
    assert [one.reason for one in reply.context["given_back"]] == ["ตรวจพิกัด"]
    assert {one.sent_back_for for one in reply.context["waiting"]} == {"ตรวจพิกัด"}
    seen = {survey.pk: survey.revision for survey in two_approved}
    actions.approve_many(seen=seen, by=head, at=NOW)
    assert factories.client_of(head).get("/review/").context["given_back"] == []


@pytest.mark.parametrize("address", ["/review/districts/", "/review/districts/1026/"])
def test_only_the_department_decides_about_districts(address, head, officer, analyst, round_2570):
    codes = {factories.client_of(user).get(address).status_code for user in (head, officer, analyst)}
    assert codes == {403}


@pytest.mark.parametrize("address", ["/review/districts/9999/", "/review/districts/x/"])
def test_a_district_that_is_not_there_is_not_found(address, desk, round_2570):
    assert desk.get(address).status_code == 404


def test_the_list_takes_as_many_queries_with_many_forms(desk, officer, slum, round_2570):
    def queries():
        with CaptureQueriesContext(connection) as found:
            desk.get("/review/districts/")
        return len(found)

    queries()
    few = queries()
    factories.listed_surveys(200, by=officer, place=slum, state="submitted")
    assert queries() == few <= 8
