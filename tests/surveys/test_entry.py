"""An entry goes into columns and comes back the same, whatever was typed."""

import json
import uuid
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from bkkhousing.json_bodies import StrictJSONParser
from communities.models import Household
from surveys import payload
from surveys.entry import Entry, Row, entry_of, write_row
from surveys.models import Debt, Member, Survey
from tests.surveys.made_up import payloads

pytestmark = pytest.mark.django_db
ALL = SimpleNamespace(questions=[])
PLACES = ("round", "community")


def stored(entry: Entry, officer) -> Entry:
    """The entry of fresh rows that the database gave back."""
    now = timezone.now()
    household = Household.objects.create(district_id="1026", created_at=now)
    survey = Survey(
        id=uuid.uuid4(), household=household, district_id="1026", round_id="2570", confirmed=entry.confirmed
    )
    survey.created_by = survey.updated_by = officer
    survey.created_at = survey.updated_at = now
    write_row(survey, entry.survey, "survey")
    survey.save()
    for model, level, rows in ((Member, "member", entry.members), (Debt, "debt", entry.debts)):
        for position, row in enumerate(rows):
            made = model(survey=survey, position=position)
            write_row(made, row, level)
            made.save()
    found = Survey.objects.get(pk=survey.pk)
    return entry_of(found, found.members.all(), found.debts.all())


@given(made=payloads(without=PLACES))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_an_entry_comes_back_from_the_database_as_it_was(made, officer, round_2570):
    made = as_the_api_hands_it_on(made)
    entry = payload.read({**made, "answers": {**made["answers"], "round": "2570"}}, ALL)
    again = stored(entry, officer)
    assert again.content() == entry.content()
    assert (again.survey, again.members, again.debts) == (entry.survey, entry.members, entry.debts)


def as_the_api_hands_it_on(made: dict) -> dict:
    """The doors take out what no database keeps."""
    return StrictJSONParser().parse(BytesIO(json.dumps(made).encode()))


def test_two_entries_are_the_same_when_their_contents_are():
    one, other = Entry(Row({"soi": "5"})), Entry(Row(hidden={"soi": "5"}))
    assert one.content() == other.content()
    assert one != other


def test_a_row_says_a_value_before_a_non_answer_before_blank():
    row = Row({"soi": "5"}, {"road": "refused"}, {"room": "2"}, {"floor": "x"})
    assert [row.answer(key) for key in ("soi", "road", "room", "moo")] == ["5", "refused", "", ""]
    assert [row.has(key) for key in ("soi", "road", "floor", "room", "moo")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_rows_are_found_by_level():
    entry = Entry(members=[Row({"first_name": "ก"})], debts=[Row({"source": "bank"})])
    assert (entry.rows("survey"), entry.rows("member"), entry.rows("debt")) == (
        [entry.survey],
        entry.members,
        entry.debts,
    )


@pytest.mark.parametrize(
    ("result", "is_interview"),
    [
        ("", True),
        ("complete", True),
        ("partial", True),
        ("absent", False),
        ("vacant", False),
        ("unknown", False),
    ],
)
def test_an_interview_is_a_visit_that_found_somebody_who_answers(result, is_interview):
    assert Entry(Row({"visit_result": result} if result else {})).is_interview is is_interview


def test_what_is_no_longer_answered_becomes_blank_in_its_column():
    survey = Survey(soi="5", rent_house=3000, problems=("flood",))
    write_row(survey, Row(), "survey")
    assert (survey.soi, survey.rent_house, survey.problems, survey.community_id) == ("", None, (), None)
