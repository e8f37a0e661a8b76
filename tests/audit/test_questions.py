"""Whose records did this account see or take, and who saw this household: answered from the trail alone."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from audit.choices import Deed, Kind
from audit.events import note
from audit.keys import packed_of, unpacked
from audit.models import Entry, record
from audit.questions import seen_by, watchers, who_saw
from audit.subjects import Subject, register, title_of
from surveys.models import Survey
from tests import factories

pytestmark = pytest.mark.django_db
NOW = timezone.now()
PERIOD = {"since": NOW - timedelta(hours=1), "until": NOW + timedelta(hours=1)}


@pytest.fixture
def surveys(round_2570, officer, slum) -> list[Survey]:
    forms = [
        factories.household_of_four(slum, number=number, house_no=f"{number}") for number in (11, 12, 13)
    ]
    return [factories.saved_survey(by=officer, place=slum, payload=form) for form in forms]


def view(by, subject: str, key="", keys=(), **given) -> None:
    record(
        by=by, at=NOW, deed=given.pop("deed", Deed.VIEW), subject=subject, subject_id=key, keys=keys, **given
    )


def test_a_page_a_list_and_a_photograph_lead_to_households(surveys, officer):
    one, two, three = surveys
    view(officer, "household", one.household_id)
    view(officer, "survey", keys=[one.pk, two.pk])
    view(officer, "survey", three.pk)
    found = seen_by(officer, **PERIOD)
    assert {key: times.number for key, times in found.items()} == {
        one.household_id: 2,
        two.household_id: 1,
        three.household_id: 1,
    }


def test_a_file_that_was_fetched_names_what_was_in_it_when_it_was_made(surveys, head, analyst):
    job = uuid4()
    view(head, "surveys", job, [form.pk for form in surveys[:2]], deed=Deed.EXPORT)
    view(analyst, "surveys file", job, deed=Deed.EXPORT)
    taken = seen_by(analyst, **PERIOD)
    assert set(taken) == {form.household_id for form in surveys[:2]}
    assert {entry.by for entry in who_saw(surveys[0].household_id, **PERIOD)} == {head, analyst}


def test_nothing_outside_the_time_or_of_others_is_answered(surveys, officer, head):
    view(head, "survey", surveys[0].pk)
    later = {"since": NOW + timedelta(minutes=1), "until": NOW + timedelta(hours=1)}
    assert seen_by(officer, **PERIOD) == {} and seen_by(head, **later) == {}
    assert who_saw(surveys[0].household_id, **later) == []


def test_everybody_who_saw_a_household_is_named_however_they_saw_it(surveys, officer, head, administrator):
    one, two, _three = surveys
    view(officer, "survey", one.pk)
    view(head, "survey", two.pk, [one.pk], rows=1)
    view(administrator, "paper", keys=[one.household_id], deed=Deed.EXPORT)
    view(administrator, "household", two.household_id)
    entries = who_saw(one.household_id, **PERIOD)
    assert set(watchers(entries)) == {officer.pk, head.pk, administrator.pk} and len(entries) == 3


def test_a_household_that_is_no_more_is_still_answered_by_its_key(officer):
    gone = uuid4()
    view(officer, "survey", keys=[gone])
    assert list(seen_by(officer, **PERIOD)) == [gone]
    assert len(who_saw(gone, **PERIOD)) == 1


def test_a_key_that_lies_across_two_others_is_no_sighting(officer):
    first, second = uuid4(), uuid4()
    view(officer, "household", keys=[first, second])
    across = (first.bytes + second.bytes)[8:24]
    assert who_saw(next(unpacked(across)), **PERIOD) == []


def test_what_happened_to_accounts_is_no_sighting(surveys, officer):
    note(Kind.SIGNED_IN, at=NOW, by=officer, subject_id=surveys[0].pk)
    assert seen_by(officer, **PERIOD) == {} and who_saw(surveys[0].household_id, **PERIOD) == []


def test_the_keys_of_all_rows_of_a_query_come_in_one_value(surveys, django_assert_num_queries):
    with django_assert_num_queries(1):
        held = packed_of(Survey.objects.all())
    assert set(unpacked(held)) == {form.pk for form in surveys}
    assert packed_of(Survey.objects.none()) == b""


def answer(*command, **given) -> list[dict]:
    out = io.StringIO()
    call_command(*command, stdout=out, **given)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_the_commands_answer_in_csv_without_a_name(surveys, officer):
    view(officer, "survey", surveys[0].pk, reason="=1+1")
    households = answer("seen_by", officer.username)
    assert [line["household"] for line in households] == [str(surveys[0].household_id)]
    lines = answer("who_saw", str(surveys[0].household_id))
    assert lines[0]["account"] == officer.username and lines[0]["reason"] != "=1+1"


def test_the_commands_know_days_and_accounts(surveys, officer):
    view(officer, "survey", surveys[0].pk)
    assert answer("seen_by", officer.username, "--until", "2020-01-01") == []
    with pytest.raises(CommandError, match="no such account"):
        call_command("seen_by", "nobody")


def test_two_subjects_of_one_name_are_refused():
    with pytest.raises(ValueError, match="survey"):
        register(Subject("survey", "another"))
    assert title_of("nothing of ours") == "nothing of ours"


def test_an_event_holds_what_it_was_told_and_no_stranger_as_its_person(officer, django_user_model):
    note(Kind.TOKEN_MADE, at=NOW, by=django_user_model(), address="10.1.2.3" + "0" * 99, detail={"n": 1})
    found = Entry.objects.get()
    assert (found.by, found.deed, found.subject, found.scope) == (None, "token_made", "token_made", {"n": 1})
    assert len(found.address) == 45
