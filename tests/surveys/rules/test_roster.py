"""The roster at its edges: names, ids, births, and the household that the relations make."""

import pytest

from surveys.rules import Neighbours
from tests.factories import citizen_id
from tests.surveys.rules.asking import fields, form, nearly, problems, years_old

GOOD, OTHER = citizen_id(1), citizen_id(2)
HEAD = {"relation": "head"}


@pytest.mark.parametrize(
    ("name", "is_missing"),
    [
        ("สมชาย", False),
        ("ก", False),
        ("unknown", False),
        ("refused", False),
        ("", True),
        (None, True),
        ("   ", True),
        ("\u200b\ufeff", True),
        (["สมชาย"], False),
    ],
)
def test_everybody_has_a_name(name, is_missing):
    entry = form(members=[{"first_name": "ฟ้าใส"}, {"first_name": name}])
    assert fields("first_name_missing", entry) == (["members-1-first_name"] if is_missing else [])


@pytest.mark.parametrize(
    ("typed", "is_wrong"),
    [
        (GOOD, False),
        (f"{GOOD[0]}-{GOOD[1:5]}-{GOOD[5:10]}-{GOOD[10:12]}-{GOOD[12]}", False),
        (citizen_id(1, first="0"), False),
        (citizen_id(1, first="8"), False),
        (citizen_id(1, first="9"), True),
        (GOOD[:12], True),
        (GOOD + "0", True),
        (GOOD[:12] + str((int(GOOD[12]) + 1) % 10), True),
        (GOOD[1] + GOOD[0] + GOOD[2:], True),
        ("AA1234567", True),
        ("", True),
        (None, True),
        ("unknown", False),
        ("refused", False),
        ([1], False),
    ],
)
@pytest.mark.parametrize("kind", ["thai13", "pink13"])
def test_a_citizen_id_is_complete_and_right(kind, typed, is_wrong):
    """A zero in front is real; what is no text at all is reported as unreadable."""
    entry = form(members=[{"id_kind": kind, "citizen_id": typed}])
    assert fields("citizen_id_invalid", entry) == (["members-0-citizen_id"] if is_wrong else [])


@pytest.mark.parametrize("kind", ["passport", "none", "refused", None])
def test_without_a_card_there_is_no_number_to_check(kind):
    assert fields("citizen_id_invalid", form(members=[{"id_kind": kind, "citizen_id": "12"}])) == []


@pytest.mark.parametrize("position", [0, 1, *range(3, 13)])
def test_a_slip_in_a_digit_is_seen(position):
    """In any but the third: its weight is eleven, which the registry's sum cannot see."""
    digit = str((int(GOOD[position]) + 1) % (9 if position == 0 else 10))
    slipped = GOOD[:position] + digit + GOOD[position + 1 :]
    assert fields("citizen_id_invalid", form(members=[{"id_kind": "thai13", "citizen_id": slipped}]))


@pytest.mark.parametrize(
    ("ids", "named"),
    [
        ([GOOD, OTHER], []),
        ([GOOD, GOOD], [0, 1]),
        ([GOOD, f" {GOOD[:5]}-{GOOD[5:]}"], [0, 1]),
        ([GOOD, OTHER, GOOD], [0, 2]),
        ([GOOD, GOOD, GOOD], [0, 1, 2]),
        (["", ""], []),
        ([None, None], []),
        (["unknown", "unknown"], []),
        (["refused", "refused"], []),
    ],
)
def test_two_people_do_not_share_a_number(ids, named):
    members = [{"id_kind": "thai13", "citizen_id": one} for one in ids]
    assert fields("citizen_id_twice", form(members=members)) == [f"members-{n}-citizen_id" for n in named]


@pytest.mark.parametrize("is_near", [True, False])
def test_a_number_in_another_form_wants_a_reason_wherever_that_form_is(is_near):
    neighbours = Neighbours(citizen_ids={OTHER: is_near})
    members = [{"id_kind": "thai13", "citizen_id": one} for one in (GOOD, OTHER)]
    (problem,) = problems("citizen_id_elsewhere", form(members=members), neighbours=neighbours)
    assert problem.field == "members-1-citizen_id" and "เขต" not in problem.sentence


@pytest.mark.parametrize("typed", [None, "", "unknown", "refused"])
def test_no_number_is_found_nowhere(typed):
    entry = form(members=[{"id_kind": "thai13", "citizen_id": typed}])
    assert fields("citizen_id_elsewhere", entry, neighbours=Neighbours(citizen_ids={GOOD: True})) == []


@pytest.mark.parametrize(
    ("birth", "named"),
    [
        ({"birth_date": "21/11/2569"}, []),
        ({"birth_date": "22/11/2569"}, ["birth_date"]),
        ({"birth_date": "2027-01-01"}, ["birth_date"]),
        ({"birth_year": "2569"}, []),
        ({"birth_year": "2570"}, ["birth_year"]),
        ({"birth_year": 2027}, ["birth_year"]),
        ({"birth_date": "unknown", "birth_year": "2570"}, []),
        ({"birth_date": "1/1/2530", "birth_year": "2570"}, []),
        ({}, []),
    ],
)
def test_nobody_is_born_tomorrow(birth, named):
    """A year counts only where no day was given in any way."""
    entry = form(members=[birth])
    assert fields("birth_date_future", entry) == [f"members-0-{key}" for key in named]


@pytest.mark.parametrize(
    ("birth", "hard", "soft"),
    [
        (years_old(120), [], ["birth_date"]),
        (nearly(121), [], ["birth_date"]),
        (years_old(121), ["birth_date"], []),
        (years_old(101), [], ["birth_date"]),
        (nearly(101), [], []),
        (years_old(100), [], []),
        ({"birth_year": "2449"}, [], ["birth_year"]),
        ({"birth_year": "2448"}, ["birth_year"], []),
        ({"birth_year": "2469"}, [], []),
        ({"birth_year": "unknown"}, [], []),
        ({"birth_date": "22/11/2569"}, [], []),
    ],
)
def test_a_hundred_is_rare_and_more_than_a_hundred_and_twenty_wrong(birth, hard, soft):
    entry = form(members=[birth])
    assert fields("age_over_120", entry) == [f"members-0-{key}" for key in hard]
    assert fields("age_over_100", entry) == [f"members-0-{key}" for key in soft]


@pytest.mark.parametrize(
    ("member", "is_named"),
    [
        ({**HEAD, **years_old(18)}, False),
        ({**HEAD, **nearly(18)}, True),
        ({**HEAD, **years_old(0)}, True),
        ({**HEAD, "birth_date": "22/11/2570"}, False),
        ({**HEAD}, False),
        ({"relation": "child", **years_old(3)}, False),
        ({**years_old(3)}, False),
    ],
)
def test_a_head_under_eighteen_wants_a_reason(member, is_named):
    """A birth in the future has a rule of its own."""
    assert fields("head_under_18", form(members=[member])) == (["members-0-birth_date"] if is_named else [])


@pytest.mark.parametrize(
    ("relation", "is_missing"),
    [("head", False), ("tenant", False), ("", True), (None, True), ("cousin", False), (1, False)],
)
def test_everybody_stands_in_a_relation(relation, is_missing):
    entry = form(members=[{"relation": relation}])
    assert fields("relation_missing", entry) == (["members-0-relation"] if is_missing else [])


@pytest.mark.parametrize(
    ("relations", "named", "count"),
    [
        ([], None, 0),
        (["head"], None, 1),
        (["child", "head"], None, 1),
        (["child"], "members-0-relation", 0),
        ([None, None], "members-0-relation", 0),
        (["head", "head"], "members-1-relation", 2),
        (["head", "child", "head", "head"], "members-3-relation", 3),
    ],
)
def test_a_household_has_one_head(relations, named, count):
    found = problems("head_not_one", form(members=[{"relation": one} for one in relations]))
    assert [problem.field for problem in found] == ([named] if named else [])
    assert not found or f"{count} คน" in found[0].sentence.rsplit("มี", 1)[1]


@pytest.mark.parametrize(
    ("relations", "named"),
    [
        (["head", "spouse"], []),
        (["head", "spouse", "spouse"], ["members-2-relation"]),
        (["spouse", "spouse", "spouse", "head"], ["members-2-relation"]),
        (["head"], []),
    ],
)
def test_a_second_spouse_wants_a_reason(relations, named):
    assert fields("spouses_many", form(members=[{"relation": one} for one in relations])) == named


@pytest.mark.parametrize(
    ("head", "child", "is_named"),
    [(40, 28, False), (40, 29, True), (40, 40, True), (20, 40, True), (40, 0, False)],
)
def test_a_child_is_twelve_years_younger(head, child, is_named):
    members = [{**HEAD, **years_old(head)}, {"relation": "child", **years_old(child)}]
    assert fields("child_too_old", form(members=members)) == (["members-1-birth_date"] if is_named else [])


@pytest.mark.parametrize(
    ("head", "parent", "is_named"),
    [(40, 52, False), (40, 51, True), (40, 40, True), (40, 20, True), (40, 90, False)],
)
def test_a_parent_is_twelve_years_older(head, parent, is_named):
    members = [{"relation": "parent", **years_old(parent)}, {**HEAD, **years_old(head)}]
    assert fields("parent_too_young", form(members=members)) == (["members-0-birth_date"] if is_named else [])


@pytest.mark.parametrize("relation", ["child_in_law", "grandchild", "parent_in_law", "sibling", "lodger"])
def test_other_relations_may_be_of_any_age(relation):
    entry = form(members=[{**HEAD, **years_old(40)}, {"relation": relation, **years_old(40)}])
    assert fields("child_too_old", entry) == fields("parent_too_young", entry) == []


@pytest.mark.parametrize("rule", ["child_too_old", "parent_too_young"])
def test_without_the_age_of_both_nobody_is_compared(rule):
    relation = "child" if rule == "child_too_old" else "parent"
    assert fields(rule, form(members=[HEAD, {"relation": relation, **years_old(40)}])) == []
    assert fields(rule, form(members=[{**HEAD, **years_old(40)}, {"relation": relation}])) == []
