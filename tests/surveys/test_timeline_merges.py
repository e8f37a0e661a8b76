"""The history of a form says that its household was made one with another, and two again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from surveys import actions
from surveys.actions.moving import looked_at
from surveys.models import Merge, Survey
from surveys.readers.timeline import timeline_of
from surveys.readers.trail import trail_of
from tests import factories
from tests.surveys.duplicates import twins

pytestmark = pytest.mark.django_db
LATER = timezone.now() + timedelta(hours=1)
MERGED, UNDONE = "รวมกับครัวเรือนอีกหนึ่งรายการ", "เลิกรวมกับครัวเรือนอีกหนึ่งรายการ"


@pytest.fixture
def two(officer, slum, round_2570):
    return twins.pair_of_forms(by=officer, place=slum, submit=False)


def merged(kept, dropped, by, at=LATER) -> Merge:
    return actions.merge(kept=kept.household, dropped=dropped.household, by=by, at=at)


def told(survey, *, personal=True) -> list[tuple]:
    """What the timeline says of merges, the newest first."""
    survey = Survey.objects.get(pk=survey.pk)
    entry = looked_at(survey, at=timezone.now())[0]
    events = timeline_of(trail_of(survey, entry, personal=personal)).events
    return [(event.what, event.who, event.at) for event in events if event.kind == "merge"]


def test_the_form_that_stayed_tells_of_the_merge(two, head):
    merged(*two, head)
    assert told(two[0]) == [(MERGED, head.display_name, LATER)]


def test_the_form_that_came_along_tells_of_it_too(two, head, officer):
    earlier = twins.earlier_form(two[1], by=officer)
    merged(two[0], earlier, head)
    assert told(earlier) == [(MERGED, head.display_name, LATER)]


def test_a_form_that_came_along_twice_tells_of_both(two, head, officer):
    earlier = twins.earlier_form(two[1], by=officer)
    merged(two[0], earlier, head)
    actions.merge(kept=two[1].household, dropped=two[0].household, by=head, at=LATER + timedelta(days=1))
    assert [at for _what, _who, at in told(earlier)] == [LATER + timedelta(days=1), LATER]


@pytest.mark.parametrize("which", [0, 1], ids=["stayed", "taken away and back"])
def test_undoing_is_told_above_the_merge(which, two, head, officer):
    merge = merged(*two, head)
    undone = LATER + timedelta(minutes=5)
    actions.undo_merge(merge=merge, by=officer, at=undone)
    assert told(two[which]) == [(UNDONE, officer.display_name, undone), (MERGED, head.display_name, LATER)]


def test_a_merge_undone_in_the_same_moment_reads_in_the_right_order(two, head):
    actions.undo_merge(merge=merged(*two, head), by=head, at=LATER)
    assert [what for what, _who, _at in told(two[0])] == [UNDONE, MERGED]


def test_who_sees_no_people_reads_the_role(two, head):
    merged(*two, head)
    assert told(two[0], personal=False) == [(MERGED, str(head.get_role_display()), LATER)]


def test_a_form_that_had_no_part_in_it_says_nothing(two, head, officer, slum):
    other = factories.saved_survey(by=officer, place=slum)
    merged(*two, head)
    assert told(other) == []


@pytest.mark.parametrize(("role", "named"), [("officer", True), ("head", True), ("analyst", False)])
def test_the_page_names_the_person_only_to_those_who_may_see(role, named, two, head, request):
    head.first_name = "ผู้รวมคนเดียว"
    head.save()
    merged(*two, head)
    client = factories.client_of(request.getfixturevalue(role))
    body = client.get(f"/surveys/{two[0].pk}/history/").content.decode()
    assert MERGED in body and ("ผู้รวมคนเดียว" in body) == named


def test_the_other_household_is_not_named(two, head):
    merge = merged(*two, head)
    body = factories.client_of(head).get(f"/surveys/{two[0].pk}/history/").content.decode()
    assert str(merge.dropped) not in body and str(two[1].pk) not in body


def asked(survey) -> int:
    entry, found = looked_at(survey, at=timezone.now())[0], Survey.objects.get(pk=survey.pk)
    with CaptureQueriesContext(connection) as queries:
        timeline_of(trail_of(found, entry, personal=True))
    return len(queries)


def test_many_merges_are_read_by_the_query_that_reads_one(two, head):
    merge = merged(*two, head)
    one = asked(two[0])
    facts = {"district_id": "1026", "by": head, "beside": merge.beside}
    for number in range(5):
        at = LATER + timedelta(days=number)
        Merge.objects.create(kept=twins.new_id(), dropped=twins.new_id(), at=at, undone_at=at, **facts)
    assert asked(two[0]) == one == 5
