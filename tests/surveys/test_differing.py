"""A form laid flat: what differs between two states of it, and how it stood before a change."""

from copy import deepcopy

import pytest

from surveys.differing import changes, flat, undo


def content(**given) -> dict:
    return {"answers": {}, "members": [], "debts": [], "confirmed": {}, **given}


CHILD = {"first_name": "ฟ้าใส", "welfare": ["gold_card"]}
STATES = {
    "nothing": content(),
    "answers": content(answers={"rent_house": 3000, "problems": ["flood", "fire"]}),
    "other answers": content(answers={"rent_house": 3500, "soi": "7"}),
    "a member": content(members=[CHILD]),
    "two members": content(members=[{"first_name": "มานะ"}, CHILD]),
    "a debt": content(debts=[{"source": "informal", "balance": 20000}]),
    "confirmed": content(confirmed={"rent_high@rent_house": "ตรวจแล้ว", "age": "ถามแล้ว"}),
    "all": content(
        answers={"soi": "9"}, members=[CHILD], debts=[{"source": "bank"}], confirmed={"age": "จริง"}
    ),
}
PAIRS = [(old, new) for old in STATES for new in STATES]


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("nothing", {}),
        ("answers", {"rent_house": 3000, "problems": ["flood", "fire"]}),
        ("a member", {"members-0-first_name": "ฟ้าใส", "members-0-welfare": ["gold_card"]}),
        ("a debt", {"debts-0-source": "informal", "debts-0-balance": 20000}),
        ("confirmed", {"confirmed-rent_high@rent_house": "ตรวจแล้ว", "confirmed-age": "ถามแล้ว"}),
    ],
)
def test_a_form_is_laid_flat_by_the_names_of_its_inputs(state, found):
    assert flat(STATES[state]) == found


def test_rows_are_counted_from_the_top():
    names = [name for name in flat(STATES["two members"]) if name.endswith("first_name")]
    assert names == ["members-0-first_name", "members-1-first_name"]


def test_laying_flat_leaves_the_form_as_it_was():
    given = deepcopy(STATES["all"])
    flat(given)["soi"] = "another"
    assert given == STATES["all"]


@pytest.mark.parametrize("name", STATES)
def test_a_form_does_not_differ_from_itself(name):
    assert changes(STATES[name], deepcopy(STATES[name])) == {}


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_a_change_undone_gives_the_form_before_it(old, new):
    changed = changes(STATES[old], STATES[new])
    assert undo(flat(STATES[new]), [changed]) == flat(STATES[old])


@pytest.mark.parametrize(("old", "new"), PAIRS)
def test_a_change_read_backwards_is_the_change_back(old, new):
    back = {field: [after, before] for field, (before, after) in changes(STATES[old], STATES[new]).items()}
    assert changes(STATES[new], STATES[old]) == back


@pytest.mark.parametrize("middle", STATES)
def test_changes_are_undone_the_newest_first(middle):
    first = changes(STATES["nothing"], STATES[middle])
    second = changes(STATES[middle], STATES["all"])
    assert undo(flat(STATES["all"]), [second, first]) == {}


def test_fields_of_a_change_stand_in_one_order():
    changed = changes(STATES["nothing"], STATES["all"])
    assert list(changed) == sorted(changed) and changed["soi"] == [None, "9"]
