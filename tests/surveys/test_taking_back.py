"""What a file wrote is taken back row by row: all of it, or what nobody has touched since."""

import pytest
from django.utils import timezone

from communities.models import Household
from surveys import actions, figures
from surveys.actions.taking_back import edited, take_back
from surveys.entry import entry_of
from surveys.models import Change, Comment, DeletedSurvey, Survey
from tests.factories import open_round
from tests.surveys.file_rows import row, written_rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def open_today(round_2570):
    """Every row is of the open round."""


def back(rows, by) -> set[int]:
    return take_back(rows, by=by, at=timezone.now())


def said(survey: Survey) -> dict:
    return entry_of(survey, survey.members.all(), survey.debts.all()).content()


def touch(how: str, survey: Survey, officer, head) -> None:
    """Something a person does to an imported form."""
    words = {"survey": survey, "at": timezone.now()}
    if how == "approve":
        actions.approve(by=head, **words)
    elif how == "remark":
        Comment.objects.create(survey=survey, text="ตรวจ", by=head, at=timezone.now())
    else:
        actions.send_back(by=head, reason="ดูใหม่", **words)
    if how == "move":
        survey.refresh_from_db()
        place = row(survey.community).community
        twin = type(place).objects.create(district=place.district, name="อีกแห่ง", type_id="slum")
        actions.move_community(survey=survey, to=twin, by=officer, at=timezone.now())
    if how == "delete":
        actions.delete(survey=survey, by=officer, at=timezone.now(), reason="ซ้ำ")


def test_created_forms_go_with_their_households_and_leave_no_mark(slum, officer):
    rows = written_rows(row(slum), row(slum, "b", number=2), by=officer)
    assert back(rows, officer) == set()
    assert not Survey.objects.exists() and not Household.objects.exists()
    assert not DeletedSurvey.objects.exists() and figures.differences() == []


def test_what_was_taken_back_may_come_in_again(slum, officer):
    first = written_rows(row(slum), by=officer)
    back(first, officer)
    again = written_rows(row(slum), by=officer)
    assert [one.deed for one in again] == ["created"] and again[0].subject == first[0].subject


def test_a_household_that_has_another_form_stays(slum, officer):
    rows = written_rows(row(slum), row(slum, "b", number=2), by=officer)
    homes = [Survey.objects.get(pk=one.subject).household for one in rows]
    open_round("2571", fiscal_year=2571)
    Survey.objects.filter(pk=rows[1].subject).update(round="2571")
    Survey.objects.filter(pk=rows[1].subject).update(household=homes[0])
    back(rows[:1], officer)
    assert set(Household.objects.all()) == set(homes)


def test_changed_forms_say_again_what_they_said(slum, officer):
    written_rows(row(slum, soi="7"), by=officer)
    before = said(Survey.objects.get())
    fewer = {"members": row(slum).members[:2], "debts": ()}
    changed = written_rows(row(slum, given=fewer, soi="8", members_living=2), by=officer)
    assert [one.deed for one in changed] == ["updated"] and said(Survey.objects.get()) != before
    assert back(changed, officer) == set()
    assert said(Survey.objects.get()) == before and figures.differences() == []


def test_taking_back_a_change_is_told_in_the_history_the_other_way_round(slum, officer, head):
    written_rows(row(slum, soi="7"), by=officer)
    back(written_rows(row(slum, soi="8"), by=officer), head)
    last = Change.objects.order_by("revision").last()
    assert (last.revision, last.fields, last.by) == (3, {"soi": ["8", "7"]}, head)
    found = Survey.objects.get()
    assert (found.revision, found.updated_by, found.sent_hash) == (3, head, "")


def test_the_household_gets_its_former_name_back(slum, officer):
    written_rows(row(slum), by=officer)
    before = Household.objects.values().get()
    back(written_rows(row(slum, house_no="99/9"), by=officer), officer)
    assert Household.objects.values().get() == before


@pytest.mark.parametrize("how", ["approve", "return", "move", "delete", "remark"])
def test_a_form_that_somebody_worked_on_since_is_named_and_left(how, slum, officer, head):
    rows = written_rows(row(slum), row(slum, "b", number=2), by=officer)
    touch(how, Survey.objects.get(pk=rows[1].subject), officer, head)
    assert edited(rows) == {2}
    before = list(Survey.objects.filter(pk=rows[1].subject).values())
    assert back(rows, officer) == {2}
    assert list(Survey.objects.values()) == before and figures.differences() == []


def test_a_form_that_a_later_file_changed_is_not_taken_back_by_the_earlier(slum, officer):
    first = written_rows(row(slum, soi="7"), by=officer)
    written_rows(row(slum, soi="8"), by=officer)
    assert back(first, officer) == {1} and Survey.objects.get().soi == "8"


def test_a_remark_on_a_form_that_was_there_before_the_file_does_not_keep_it(slum, officer, head):
    """Only what the file made would take the remark away with it."""
    written_rows(row(slum, soi="7"), by=officer)
    changed = written_rows(row(slum, soi="8"), by=officer)
    touch("remark", Survey.objects.get(), officer, head)
    assert edited(changed) == set()
    back(changed, officer)
    assert Survey.objects.get().soi == "7" and Comment.objects.count() == 1


def test_taking_back_twice_takes_nothing_more(slum, officer):
    written_rows(row(slum, soi="7"), by=officer)
    changed = written_rows(row(slum, soi="8"), by=officer)
    back(changed, officer)
    before = Survey.objects.values().get()
    assert back(changed, officer) == {1}
    assert Survey.objects.values().get() == before


def test_nothing_to_take_back_is_no_fault(officer):
    assert back([], officer) == set()


def test_looking_for_what_was_edited_is_two_statements(slum, officer, django_assert_num_queries):
    rows = written_rows(*(row(slum, str(n), number=n) for n in range(1, 8)), by=officer)
    with django_assert_num_queries(2):
        assert edited(rows) == set()
