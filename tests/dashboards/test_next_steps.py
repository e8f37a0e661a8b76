"""What the officer had best do next."""

import pytest
from django.utils import timezone

from surveys import actions
from tests import factories
from tests.dashboards.test_home import alike

pytestmark = pytest.mark.django_db


def steps(user):
    return factories.client_of(user).get("/").context["home"].steps


def test_a_returned_form_comes_first_and_is_named(officer, head, slum, round_2570):
    factories.saved_survey(by=officer, place=slum, members_living=9)
    survey = factories.submitted_survey(by=officer, place=slum, house_no="88/1")
    actions.send_back(survey=survey, by=head, at=timezone.now(), comments=[("soi", "ใส่ซอย")])
    first = steps(officer)[0]
    assert first.sentence.startswith("1 แบบถูกส่งกลับ — เริ่มที่ 88/1")
    assert first.url == survey.get_absolute_url()


def test_a_draft_without_problems_is_ready_to_be_sent(officer, slum, round_2570):
    factories.saved_survey(by=officer, place=slum)
    assert steps(officer)[0].sentence == "1 ร่างไม่มีข้อที่ต้องแก้แล้ว — อ่านทวนแล้วส่ง"


def test_a_draft_with_problems_is_gone_on_with(officer, slum, round_2570):
    draft = factories.saved_survey(by=officer, place=slum, members_living=9)
    assert [(step.verb, step.url) for step in steps(officer)][0] == ("ทำต่อ", draft.get_absolute_url())


def test_households_that_look_alike_are_compared(officer, slum, round_2570):
    alike(
        factories.submitted_survey(by=officer, place=slum), factories.submitted_survey(by=officer, place=slum)
    )
    assert steps(officer)[0].sentence == "1 คู่อาจเป็นครัวเรือนเดียวกัน — เทียบแล้วตัดสิน"


def test_a_pair_across_the_border_is_not_told(officer, other_officer, slum, other_slum, round_2570):
    here = factories.submitted_survey(by=officer, place=slum)
    alike(here, factories.submitted_survey(by=other_officer, place=other_slum))
    assert [step.url for step in steps(officer)] == [f"/surveys/new/?community={slum.pk}"]


def test_with_nothing_waiting_the_officers_own_community_is_named(officer, slum, round_2570):
    factories.community("1026", "ก่อนใคร")
    factories.submitted_survey(by=officer, place=slum)
    [step] = steps(officer)
    assert step.sentence == "ร่วมใจพัฒนา เหลืออีก 99 ครัวเรือน"


def test_a_finished_community_is_passed_over(officer, round_2570):
    done = factories.community("1026", "ครบแล้ว", expected_households=1)
    factories.submitted_survey(by=officer, place=done)
    assert steps(officer) == ()
