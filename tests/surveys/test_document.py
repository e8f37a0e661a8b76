"""The document of a form: remarks in their threads, and what stands where nothing was said."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import User
from communities.models import Community, Household
from surveys.choices import Severity, State
from surveys.document import document
from surveys.entry import Entry, Row
from surveys.masking import masked
from surveys.models import Comment, Survey
from surveys.problems import Problem

MOMENT = datetime(2026, 11, 21, 7, 2, tzinfo=UTC)
HEAD, OFFICER = User(username="h", first_name="สมศรี", last_name="ใจดี"), User(username="o")


def form(**given) -> Survey:
    survey = Survey(round_id="2570", district_id="1026", revision=3, **given)
    survey.household = Household()
    survey.updated_by, survey.created_at, survey.updated_at = HEAD, MOMENT, MOMENT
    return survey


def said(key: int, text: str = "ตรวจ", parent: int | None = None, **given) -> Comment:
    return Comment(pk=key, parent_id=parent, text=text, by=HEAD, at=MOMENT + timedelta(minutes=key), **given)


def threads(*comments: Comment) -> list[dict]:
    return document(form(), Entry(), [], comments)["comments"]


def test_remarks_stand_in_the_order_they_came_with_their_answers_below():
    found = threads(said(1), said(2), said(3, "แก้แล้ว", 1), said(4, "ยัง", 1), said(5, "ครับ", 2))
    below = [[reply["text"] for reply in one["replies"]] for one in found]
    assert ([one["id"] for one in found], below) == ([1, 2], [["แก้แล้ว", "ยัง"], ["ครับ"]])


def test_an_answer_to_a_remark_that_is_not_there_is_left_out():
    assert [one["id"] for one in threads(said(2, parent=1), said(3))] == [3]


@pytest.mark.parametrize(
    ("moments", "answered", "settled"),
    [
        ({}, False, False),
        ({"answered_at": MOMENT}, True, False),
        ({"settled_at": MOMENT}, False, True),
        ({"answered_at": MOMENT, "settled_at": MOMENT}, True, True),
    ],
)
def test_a_remark_says_how_it_stands(moments, answered, settled):
    (found,) = threads(said(1, field="rent_house", **moments))
    assert (found["field"], found["answered"], found["settled"]) == ("rent_house", answered, settled)


def test_an_answer_has_no_standing_of_its_own():
    (thread,) = threads(said(1), said(2, "แก้แล้ว", 1, answered_at=MOMENT))
    assert thread["replies"][0].keys() == {"id", "text", "by", "at"}


def test_who_wrote_is_shown_by_name_and_when():
    (found,) = threads(said(1))
    assert (found["by"], found["at"]) == (HEAD.display_name, MOMENT + timedelta(minutes=1))


def test_a_form_without_a_community_has_no_name_of_one():
    found = document(form(), Entry(), [], ())
    assert (found["community"], found["community_name"]) == (None, "")
    place = Community(pk=7, name="ร่วมใจ")
    found = document(form(community=place), Entry(), [], ())
    assert (found["community"], found["community_name"]) == (7, "ร่วมใจ")


@pytest.mark.parametrize("state", State.values)
def test_a_state_is_said_as_its_plain_word(state):
    found = document(form(state=State(state)), Entry(), [], ())["state"]
    assert (found, type(found)) == (state, str)


def test_problems_are_told_in_the_order_they_were_found():
    told = [Problem(field, Severity.SOFT, "x", "ตรวจ") for field in ("soi", "road", "moo")]
    found = document(form(), Entry(), told, ())["problems"]
    assert [one["field"] for one in found] == ["soi", "road", "moo"]


def test_everything_typed_is_in_the_document_hidden_and_unreadable_too():
    row = Row({"soi": "7"}, {"road": "refused"}, {"flood_depth": 30}, {"rent_house": "ถูก"})
    found = document(form(), Entry(survey=row), [], ())["answers"]
    assert found == {"soi": "7", "road": "refused", "flood_depth": 30, "rent_house": "ถูก"}


def test_a_masked_document_has_the_same_parts_as_a_whole_one():
    whole = document(form(), Entry(Row({"soi": "7"}), confirmed={"a": "จริง"}), [], [said(1)])
    shown = masked(whole)
    assert shown.keys() == whole.keys()
    assert (shown["answers"], shown["confirmed"], shown["comments"]) == ({}, {}, [])
    assert shown["updated_by"] != whole["updated_by"] and shown["revision"] == 3
