"""How districts stand, read from figures, plans and the register, and whom they would be told of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communities.models import Community
from plans.models import Target
from plans.readers.outstanding import outstanding
from plans.readers.situations import situations
from surveys.models import RoundExtension, Survey
from tests import factories
from tests.plans.reminded import (
    AT,
    DAY,
    PATIENCE,
    TODAY,
    a_round,
    done,
    due_in,
    given_back,
    overdue_decision,
    told_to,
)
from tests.plans.test_expected import plan_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def round(reference):
    return a_round()


def approved(place, head, round, households: int, *, days: int = 99) -> None:
    """A plan in force that began with the round and takes so many days."""
    dates = {"starts_on": round.opens_on, "ends_on": round.opens_on + days * DAY}
    plan = plan_of(place, head, round)
    Target.objects.create(plan=plan, round=round, community=place, households=households, **dates)


def standing(round, code: str = "1026"):
    return situations(round=round, today=TODAY, patience=PATIENCE)[code]


def test_without_a_plan_the_register_is_spread_over_the_days_of_the_round(slum, round):
    done(slum, 30)
    one = standing(round)
    assert (one.has_plan, one.pace.due, one.pace.counted, one.pace.behind) == (False, 50, 30, 20)


def test_an_approved_plan_is_what_the_district_is_measured_against(slum, head, round):
    approved(slum, head, round, 40)
    done(slum, 18)
    one = standing(round)
    assert (one.has_plan, one.pace.expected, one.pace.due, one.pace.behind) == (True, 40, 20, 2)


def test_households_outside_registered_communities_do_not_catch_up(slum, round):
    done(Community.objects.outside().get(district="1026"), 40)
    assert standing(round).pace.behind == 50


def test_drafts_and_forms_given_back_are_not_sent(slum, officer, round):
    done(slum, 3, state="draft")
    given_back(slum, officer, 1, 9)
    assert standing(round).unsent == 5


def test_only_forms_given_back_long_enough_ago_are_counted(slum, officer, round):
    given_back(slum, officer, 2, 3, 4, 11)
    one = standing(round)
    assert (one.returned, one.returned_since) == (2, TODAY - 11 * DAY)


def test_forms_of_another_round_or_place_are_not_counted(slum, other_slum, officer, other_officer, round):
    given_back(other_slum, other_officer, 9)
    factories.open_round("2569", opens_on=round.opens_on - 400 * DAY, closes_on=round.opens_on - 100 * DAY)
    given_back(slum, officer, 9)
    Survey.objects.filter(district="1026").update(round="2569")
    assert (standing(round).returned, standing(round, "1006").returned) == (0, 1)


def test_an_extension_moves_the_end_of_its_district_alone(slum, reference):
    round = a_round(closes_on=TODAY - DAY)
    later = {"closes_on": TODAY + 5 * DAY, "reason": "น้ำท่วม"}
    RoundExtension.objects.create(round=round, district_id="1026", **later)
    due = due_in(round)
    assert "closing" in due["1026"] and "1006" not in due


def test_only_overdue_decisions_are_counted(head, round):
    overdue_decision("1026", head)
    overdue_decision("1026", head, due_on=TODAY)
    assert standing(round).decisions == 1


def test_only_districts_with_something_to_be_told_are_named(slum, other_slum, round):
    done(slum, 50)
    assert due_in(round).get("1026") is None and due_in(round)["1006"] == {"behind"}


def people_of(round, code: str = "1026") -> dict[str, list[str]]:
    found = {one.district.pk: one for one in outstanding(round=round, today=TODAY, patience=PATIENCE)}
    return {matter.due.kind.value: [who.username for who in matter.people] for matter in found[code].matters}


def test_officers_and_heads_of_the_district_are_told(slum, officer, head, other_head, department, round):
    assert people_of(round) == {"behind": ["head.1026", "officer.1026"]}


def test_decisions_are_told_to_the_head_alone(officer, head, round):
    overdue_decision("1026", head)
    assert people_of(round)["decisions"] == ["head.1026"]


def test_who_cannot_sign_in_is_not_told(slum, officer, head, round):
    head.is_active = False
    head.save()
    assert people_of(round) == {"behind": ["officer.1026"]}


def test_what_was_told_lately_is_named_with_its_day_and_not_fresh(slum, officer, round):
    told_to(officer, round=round, at=AT - 6 * DAY)
    [one] = outstanding(round=round, today=TODAY, patience=PATIENCE)
    assert (one.fresh, one.people, one.mails) == ((), (), 0)
    assert one.matters[0].last == TODAY - 6 * DAY


def test_what_was_told_a_week_ago_is_fresh_again(slum, officer, round):
    told_to(officer, round=round, at=AT - 7 * DAY)
    [one] = outstanding(round=round, today=TODAY, patience=PATIENCE)
    assert len(one.fresh) == 1


def test_a_reminder_of_another_round_stands_in_nobodys_way(slum, officer, round):
    told_to(officer, round=factories.open_round("2569"), at=AT)
    [one] = outstanding(round=round, today=TODAY, patience=PATIENCE)
    assert len(one.fresh) == 1


def test_mails_are_counted_once_for_each_person_with_an_address(slum, officer, head, round, settings):
    settings.SENDS_MAIL = True
    head.email = "head@example.go.th"
    head.save()
    overdue_decision("1026", head)
    [one] = [
        row for row in outstanding(round=round, today=TODAY, patience=PATIENCE) if row.district.pk == "1026"
    ]
    assert (len(one.fresh), len(one.people), one.mails) == (2, 2, 1)


def queries(round) -> int:
    round = type(round).objects.get(pk=round.pk)
    with CaptureQueriesContext(connection) as found:
        outstanding(round=round, today=TODAY, patience=PATIENCE)
    return len(found)


def test_the_whole_city_takes_as_many_queries_as_one_district(slum, officer, round):
    given_back(slum, officer, 9)
    few = queries(round)
    for number in range(1001, 1020):
        factories.community(str(number), "ชุมชนหนึ่ง")
        factories.person("head", str(number))
    assert queries(round) == few == 13
