"""A document for those who see no personal data: names masked, everything else about a person left out."""

import pytest

from surveys.entry import Entry, Row
from surveys.masking import MASKS, PERSONAL_SUMS, masked, readable
from surveys.questionnaire import questions

SECRET = "ลับสุดยอด"
LEVELS = {"answers": "survey", "members": "member", "debts": "debt"}
PERSONAL = [
    (part, key) for part, level in LEVELS.items() for key, q in questions(level).items() if q.personal
]
PLAIN = [
    (part, key) for part, level in LEVELS.items() for key, q in questions(level).items() if not q.personal
]


def document(**given) -> dict:
    empty = {"answers": {}, "members": [], "debts": [], "confirmed": {}, "problems": [], "computed": {}}
    return {**empty, "photos": [], "comments": [], "updated_by": "", "revision": 3, **given}


def of_part(part: str, row: dict) -> dict:
    """The row as it is shown, when it stands in that part of a document."""
    found = masked(document(**{part: row if part == "answers" else [row]}))[part]
    return found if part == "answers" else found[0]


@pytest.mark.parametrize(("part", "key"), PERSONAL)
def test_a_personal_answer_is_masked_or_left_out(part, key):
    shown = of_part(part, {key: SECRET})
    assert SECRET not in str(shown) and shown.keys() <= MASKS.keys()


@pytest.mark.parametrize(("part", "key"), PLAIN)
def test_an_answer_that_is_not_personal_is_shown(part, key):
    if key not in MASKS:
        assert of_part(part, {key: 7}) == {key: 7}


@pytest.mark.parametrize("part", LEVELS)
def test_what_nobody_has_declared_is_left_out(part):
    assert of_part(part, {"a_question_of_next_year": SECRET}) == {}


@pytest.mark.parametrize(
    ("part", "key", "value", "shown"),
    [
        ("members", "first_name", "สมชาย", "สม…"),
        ("members", "last_name", "ใจดี", "ใจ…"),
        ("members", "citizen_id", "1234567890121", "x-xxxx-xxxxx-12-1"),
        ("members", "citizen_id", 1234567890121, "x-xxxx-xxxxx-12-1"),
    ],
)
def test_names_and_numbers_keep_a_few_signs(part, key, value, shown):
    assert of_part(part, {key: value}) == {key: shown}


@pytest.mark.parametrize(
    "given",
    [
        {"confirmed": {"age": SECRET}},
        {"problems": [{"field": "soi", "code": "x", "sentence": SECRET, "reason": SECRET}]},
        {"comments": [{"text": SECRET}]},
        {"photos": [{"id": SECRET}]},
        *({"computed": {key: SECRET}} for key in PERSONAL_SUMS),
    ],
)
def test_what_people_wrote_freely_is_not_shown(given):
    assert SECRET not in str(masked(document(**given)))


def test_where_a_problem_is_and_of_which_kind_stays():
    problem = {"field": "soi", "code": "x", "severity": "hard", "sentence": SECRET, "reason": SECRET}
    assert masked(document(problems=[problem]))["problems"] == [{**problem, "sentence": "", "reason": ""}]


def test_what_is_computed_without_a_person_stays():
    kept = {"overcrowded": True, "vulnerability": 40, "target_groups": ["low_income"]}
    assert masked(document(computed=kept))["computed"] == kept


def test_the_document_itself_is_left_as_it_was():
    given = document(answers={"phone": "0812345678"}, members=[{"first_name": "สมชาย"}])
    assert masked(given)["members"] != given["members"] == [{"first_name": "สมชาย"}]
    assert (given["answers"], masked(given)["revision"]) == ({"phone": "0812345678"}, 3)


def test_hidden_and_unreadable_answers_are_not_even_read():
    row = Row({"soi": "7"}, {"rent_house": "refused"}, {"phone": SECRET}, {"bedrooms": SECRET})
    found = readable(Entry(row, [row], [row], {"age": SECRET}))
    clean = Row({"soi": "7"}, {"rent_house": "refused"})
    assert (found.survey, found.members, found.debts, found.confirmed) == (clean, [clean], [clean], {})
