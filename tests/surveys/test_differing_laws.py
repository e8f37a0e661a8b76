"""Laws of changes: what a page sends of a form makes the form it stands for, and nothing else changes."""

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.differing import changes, flat, merged, undo

KEYS = st.sampled_from(("soi", "rent_house", "problems", "a-b", "0"))
VALUES = st.one_of(
    st.sampled_from(("", "๗", "refused", 0, 3000, 24.5, False)), st.lists(st.sampled_from("ก2"), max_size=2)
)
ROWS = st.dictionaries(KEYS, VALUES, max_size=3)
CONTENTS = st.fixed_dictionaries(
    {
        "answers": ROWS,
        "members": st.lists(ROWS, max_size=3),
        "debts": st.lists(ROWS, max_size=2),
        "confirmed": st.dictionaries(KEYS, st.just("ตรวจแล้ว"), max_size=2),
    }
)
few = settings(max_examples=15, deadline=None)


def turning(before: dict, after: dict) -> dict:
    """What has to be said of a row so that it becomes another."""
    return {key: after.get(key) for key in {*before, *after}}


def as_sent(old: dict, new: dict) -> dict:
    """The changes that make one content of another which has no fewer rows."""
    rows = {
        name: {
            str(place): turning(old[name][place] if place < len(old[name]) else {}, row)
            for place, row in enumerate(new[name])
        }
        for name in ("members", "debts")
    }
    return {**{name: turning(old[name], new[name]) for name in ("answers", "confirmed")}, **rows}


def no_shorter(old: dict, new: dict) -> dict:
    """The second content with as many rows as the first at least."""
    return {**new, **{name: new[name] + old[name][len(new[name]) :] for name in ("members", "debts")}}


@given(old=CONTENTS, new=CONTENTS)
@few
def test_any_form_can_be_made_of_any_that_has_no_more_rows(old, new):
    wanted = no_shorter(old, new)
    assert merged(old, as_sent(old, wanted)) == wanted


@given(old=CONTENTS, new=CONTENTS)
@few
def test_the_same_changes_twice_are_the_changes_once(old, new):
    sent = as_sent(old, no_shorter(old, new))
    assert merged(merged(old, sent), sent) == merged(old, sent)


@given(content=CONTENTS)
@few
def test_no_changes_leave_everything_as_it_was(content):
    for nothing in ({}, {"answers": {}, "members": {}, "debts": {}, "confirmed": {}}, {"answers": None}):
        assert merged(content, nothing) == content


@given(old=CONTENTS, new=CONTENTS)
@few
def test_neither_form_nor_changes_are_touched_by_putting_them_together(old, new):
    sent = as_sent(old, no_shorter(old, new))
    kept = deepcopy((old, sent))
    merged(old, sent)
    assert (old, sent) == kept


@given(old=CONTENTS, new=CONTENTS)
@few
def test_only_what_was_said_differs_afterwards(old, new):
    sent = {"answers": turning(old["answers"], new["answers"])}
    found = changes(old, merged(old, sent))
    assert found.keys() <= sent["answers"].keys() and found == changes(
        old, {**old, "answers": new["answers"]}
    )


@given(old=CONTENTS, new=CONTENTS)
@few
def test_what_changed_can_be_taken_back_and_counted(old, new):
    found = changes(old, new)
    assert undo(flat(new), [found]) == flat(old)
    assert all(before != after for before, after in found.values())


@pytest.mark.parametrize("name", ["members", "debts"])
@pytest.mark.parametrize(("rows", "place"), [(0, "1"), (2, "3"), (1, "499")])
def test_no_row_is_begun_beyond_the_next_one(name, rows, place):
    content = {"answers": {}, "members": [], "debts": [], "confirmed": {}, name: [{}] * rows}
    with pytest.raises(IndexError):
        merged(content, {name: {place: {"a": 1}}})


def test_rows_are_taken_by_number_and_not_by_the_look_of_it():
    content = {"answers": {}, "members": [{"a": n} for n in range(9)], "debts": [], "confirmed": {}}
    found = merged(content, {"members": {"10": {"a": "x"}, "9": {"a": "y"}, "2": {"a": "z"}}})["members"]
    assert [row["a"] for row in found] == [0, 1, "z", 3, 4, 5, 6, 7, 8, "y", "x"]
