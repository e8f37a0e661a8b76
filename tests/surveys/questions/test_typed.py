"""What is typed into each question is stored as meant, and what cannot be read stays as typed."""

import json
import uuid
from types import SimpleNamespace

import pytest

from surveys import payload
from surveys.models import Survey
from surveys.questionnaire import questions
from tests.factories import client_of
from tests.surveys.questions.typed import BY_LEVEL, DEBT, ELSEWHERE, MEMBER, SURVEY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
ALL = SimpleNamespace(questions=[])
CASES = [
    (level, key) for level, examples in BY_LEVEL.items() for key in (*examples, *ELSEWHERE.get(level, {}))
]
UNREADABLE = [case for case in CASES if {**BY_LEVEL[case[0]], **ELSEWHERE.get(case[0], {})}[case[1]][3]]


def example(level: str, key: str) -> tuple:
    return {**BY_LEVEL[level], **ELSEWHERE.get(level, {})}[key]


def needed(level: str, key: str) -> dict:
    """The whole example form but for one answer, so that every question is asked."""
    return {other: BY_LEVEL[level][other][0] for other in BY_LEVEL[level] if other != key}


def read(level: str, key: str, value: object):
    """The row that holds one answer of a question, beside the answers that ask for it."""
    survey = {} if level == "survey" else {"sensitive_consent": "yes"}
    beside = asking(level, key)
    if level == "survey":
        return payload.read({"answers": {**beside, key: value}}, ALL).survey
    rows = "members" if level == "member" else "debts"
    entry = payload.read({"answers": survey, rows: [{**beside, key: value}]}, ALL)
    return (entry.members or entry.debts)[0]


def asking(level: str, key: str) -> dict:
    if key == "income_band":
        return {"income_total": "refused"}
    if key in ("no_house_number", "birth_year"):
        return {}
    return needed(level, key)


def test_every_question_has_an_example():
    for level, examples in BY_LEVEL.items():
        known = set(questions(level)) - {"round", "community"}
        assert {*examples, *ELSEWHERE.get(level, {})} == known


@pytest.mark.parametrize(("level", "key"), CASES)
def test_what_is_typed_is_stored_as_meant(level, key):
    typed, stored, _bad, _code = example(level, key)
    row = read(level, key, typed)
    assert row.plain()[key] == stored and key in row.values


@pytest.mark.parametrize(("level", "key"), CASES)
def test_what_is_stored_is_read_as_itself(level, key):
    _typed, stored, _bad, _code = example(level, key)
    assert read(level, key, stored).plain()[key] == stored


@pytest.mark.parametrize(("level", "key"), UNREADABLE)
def test_what_cannot_be_read_stays_as_typed(level, key):
    _typed, _stored, bad, _code = example(level, key)
    row = read(level, key, bad)
    assert key not in row.values and row.raw[key] == bad


@pytest.mark.parametrize(("level", "key"), UNREADABLE)
def test_what_cannot_be_read_is_reported_by_its_kind(level, key):
    _typed, _stored, bad, code = example(level, key)
    answers = {**asking(level, key), key: bad}
    given = {"answers": answers} if level == "survey" else {"answers": {"sensitive_consent": "yes"}}
    given |= {} if level == "survey" else {"members" if level == "member" else "debts": [answers]}
    entry = payload.read(given, ALL)
    found = {problem.field.split("-")[-1]: problem for problem in entry.unreadable}
    assert found[key].code == code and str(bad) not in str(found[key].sentence)


@pytest.mark.parametrize(("level", "key"), CASES)
@pytest.mark.parametrize("word", ["refused", "unknown"])
def test_a_non_answer_is_kept_wherever_it_is_offered(level, key, word):
    question = questions(level)[key]
    row = read(level, key, word)
    offered = word in question.codes if question.choices else True
    assert row.has(key) and (key in row.raw) is not offered


@pytest.mark.parametrize(("level", "key"), CASES)
@pytest.mark.parametrize("blank", [None, "", []])
def test_blank_is_no_answer(level, key, blank):
    row = read(level, key, blank)
    assert not row.has(key) and key not in row.hidden


def whole_form(place, which: int) -> dict:
    """The form of all examples: typed (0), stored (1) or unreadable (2)."""
    answers = {key: line[which] for key, line in SURVEY.items()}
    people, debts = ({key: line[which] for key, line in level.items()} for level in (MEMBER, DEBT))
    return {
        "revision": 0,
        "answers": {**answers, "round": "2570", "community": place.pk},
        "members": [people],
        "debts": [debts],
        "confirmed": {},
    }


def put(user, key, form):
    return client_of(user).put(f"/api/v1/surveys/{key}/", json.dumps(form), content_type="application/json")


def test_the_whole_form_comes_back_as_meant(officer, slum, round_2570):
    key = uuid.uuid4()
    put(officer, key, whole_form(slum, 0))
    found = client_of(officer).get(f"/api/v1/surveys/{key}/").json()
    meant = whole_form(slum, 1)
    assert found["answers"] == meant["answers"]
    assert (found["members"], found["debts"]) == (meant["members"], meant["debts"])


def test_the_form_as_it_came_back_changes_nothing(officer, slum, round_2570):
    key = uuid.uuid4()
    put(officer, key, whole_form(slum, 0))
    put(officer, key, {**whole_form(slum, 1), "revision": 1})
    assert Survey.objects.get().revision == 1


def test_a_form_that_cannot_be_read_at_all_comes_back_as_it_was_typed(officer, slum, round_2570):
    key = uuid.uuid4()
    typed = whole_form(slum, 2)
    reply = put(officer, key, typed)
    found = client_of(officer).get(f"/api/v1/surveys/{key}/").json()
    health = ("disability", "disability_card", "bedridden", "chronic")
    wanted = {name: value for name, value in typed["answers"].items() if value != []}
    assert reply.status_code == 422
    assert found["answers"] == wanted and found["debts"] == typed["debts"]
    assert found["members"] == [{k: v for k, v in typed["members"][0].items() if k not in health}]


def test_nothing_unreadable_stands_in_a_column(officer, slum, round_2570):
    put(officer, uuid.uuid4(), whole_form(slum, 2))
    survey = Survey.objects.get()
    blank = (None, "", ())
    filled = [key for key in SURVEY if getattr(survey, key) not in blank]
    assert filled == []
