"""Writing a plan section by section, and beginning one from the last round's."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from plans import actions
from plans.models import SurveyPlan
from plans.refusals import NothingToCopy, NotOfDistrict, PlanLocked, Stale
from tests import factories
from tests.plans import written

pytestmark = pytest.mark.django_db


def save(round, by, revision: int = 0, *, rows=None, **fields) -> SurveyPlan:
    made = {"revision": revision, "by": by, "at": timezone.now()}
    return actions.save_plan(round=round, district=by.district, fields=fields, rows=rows, **made)


def test_the_first_save_begins_the_plan(round_2570, head):
    plan = save(round_2570, head, areas="ริมคลอง")
    assert (plan.state, plan.revision, plan.areas, plan.created_by) == ("draft", 1, "ริมคลอง", head)


def test_a_section_leaves_the_others_as_they_are(round_2570, head, slum):
    made = written.plan(round_2570, head, slum)
    plan = save(round_2570, head, made.revision, process="อีกอย่าง")
    assert (plan.process, plan.areas, plan.methods) == ("อีกอย่าง", "ริมคลอง", ("door_to_door",))
    assert (plan.communities.count(), plan.milestones.count(), plan.people.count()) == (1, 1, 1)


def test_rows_given_replace_those_stored_in_their_order(round_2570, head, slum):
    made = written.plan(round_2570, head, slum)
    market = factories.community("1026", "หลังตลาด")
    rows = {"communities": [written.community_row(market, 30), written.community_row(slum, 20)]}
    plan = save(round_2570, head, made.revision, rows=rows)
    found = list(plan.communities.values_list("order", "community__name", "households"))
    assert found == [(1, "หลังตลาด", 30), (2, "ร่วมใจพัฒนา", 20)]


def test_a_stale_page_changes_nothing_and_is_told_what_is_stored(round_2570, head):
    save(round_2570, head, areas="ของคนแรก")
    with pytest.raises(Stale) as refused:
        save(round_2570, head, areas="ของคนหลัง")
    assert refused.value.stored.areas == "ของคนแรก"
    assert SurveyPlan.objects.get().revision == 1


def test_who_begins_a_plan_that_is_there_already_is_stale(round_2570, head, slum):
    written.plan(round_2570, head, slum)
    with pytest.raises(Stale):
        save(round_2570, head, 0, areas="เริ่มใหม่")


@pytest.mark.parametrize("decided", [False, True])
def test_a_plan_that_the_department_has_is_not_written(round_2570, head, department, slum, decided):
    plan = (
        written.approved(round_2570, head, department, slum)
        if decided
        else written.sent(round_2570, head, slum)
    )
    with pytest.raises(PlanLocked):
        save(round_2570, head, plan.revision, areas="แอบแก้")


def test_a_community_of_another_district_is_refused_and_nothing_is_kept(round_2570, head, slum, other_slum):
    rows = {"communities": [written.community_row(slum), written.community_row(other_slum)]}
    with pytest.raises(NotOfDistrict):
        save(round_2570, head, rows=rows, areas="ริมคลอง")
    assert not SurveyPlan.objects.exists()


def test_the_same_community_twice_is_refused_by_the_database(round_2570, head, slum):
    rows = {"communities": [written.community_row(slum), written.community_row(slum)]}
    with pytest.raises(IntegrityError), transaction.atomic():
        save(round_2570, head, rows=rows)


@pytest.mark.parametrize("bad", [{"households": 0}])
def test_a_community_without_households_is_refused_by_the_database(round_2570, head, slum, bad):
    with pytest.raises(IntegrityError), transaction.atomic():
        save(round_2570, head, rows={"communities": [written.community_row(slum, **bad)]})


def test_days_in_the_wrong_order_are_refused_by_the_database(round_2570, head):
    days = {"starts_on": written.in_days(2), "ends_on": written.in_days(1)}
    with pytest.raises(IntegrityError), transaction.atomic():
        save(round_2570, head, **days)


def test_the_days_of_the_plan_are_those_of_the_round_until_it_names_its_own(round_2570, head):
    plan = save(round_2570, head)
    assert (plan.first_day, plan.last_day) == (round_2570.opens_on, round_2570.closes_on)
    round_2570.extensions.create(
        district=head.district, closes_on=round_2570.closes_on + timedelta(days=9), reason="น้ำท่วม"
    )
    assert plan.last_day == round_2570.closes_on + timedelta(days=9)


@pytest.fixture
def earlier(head, slum):
    opens = written.in_days(-500)
    round = factories.open_round("2568", opens_on=opens, closes_on=opens + timedelta(days=200))
    days = {"starts_on": opens, "ends_on": opens + timedelta(days=9)}
    plan = written.plan(round, head, written.community_row(slum, 77, **days))
    return plan


def test_a_copy_says_what_the_last_plan_said_without_its_days(earlier, round_2570, head, slum):
    made = {"by": head, "at": timezone.now()}
    plan = actions.copy_plan(round=round_2570, district=head.district, source=earlier, **made)
    assert (plan.state, plan.revision, plan.areas, plan.tools) == ("draft", 1, "ริมคลอง", ("paper",))
    row = plan.communities.get()
    assert (row.community, row.households, row.starts_on, row.ends_on) == (slum, 77, None, None)
    assert plan.milestones.get().starts_on is None and plan.people.get().interviewers == 4


def test_the_plan_that_was_copied_stays(earlier, round_2570, head):
    actions.copy_plan(round=round_2570, district=head.district, source=earlier, by=head, at=timezone.now())
    earlier.refresh_from_db()
    assert (earlier.revision, earlier.communities.count()) == (1, 1)


def test_nothing_is_copied_over_a_plan_that_is_there(earlier, round_2570, head, slum):
    written.plan(round_2570, head, slum)
    with pytest.raises(NothingToCopy):
        actions.copy_plan(
            round=round_2570, district=head.district, source=earlier, by=head, at=timezone.now()
        )


def test_another_districts_plan_is_not_copied(earlier, round_2570, other_head):
    words = {"round": round_2570, "district": other_head.district, "by": other_head, "at": timezone.now()}
    with pytest.raises(NothingToCopy):
        actions.copy_plan(source=earlier, **words)
