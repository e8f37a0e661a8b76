"""The shape of a request's body: what is asked for by name is of its kind, or the body is refused."""

from types import SimpleNamespace

import pytest

from surveys.api import bodies
from surveys.refusals import BadBody, TooManyRows

NO_OBJECT = [None, [], "text", 5, True, 1.5, [{}]]
NO_NUMBER = ["1", 1.5, True, False, [], {}]
NO_TEXT = [1, True, [], {}, ["a"]]
NO_LIST = ["a", 1, {}, True]


def body(data):
    return SimpleNamespace(data=data, fingerprint="f" * 64)


@pytest.mark.parametrize("data", NO_OBJECT)
@pytest.mark.parametrize("read", [bodies.mapping, bodies.payload, bodies.fingerprint])
def test_a_body_that_is_no_object_is_refused(read, data):
    with pytest.raises(BadBody):
        read(body(data))


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"answers": {}, "members": [], "debts": [], "confirmed": {}, "revision": 0},
        {"answers": None, "members": None, "debts": None, "confirmed": None, "revision": None},
        {"members": [{}, {"first_name": "ก"}], "debts": [{"source": 5}]},
        {"something": "else", "answers": {"rent_house": ["odd"]}},
    ],
)
def test_a_payload_of_the_right_shape_is_handed_on_as_it_came(data):
    assert bodies.payload(body(data)) is data


@pytest.mark.parametrize("name", ["answers", "confirmed"])
@pytest.mark.parametrize("value", [[], "x", 1, True])
def test_answers_and_confirmations_are_objects(name, value):
    with pytest.raises(BadBody):
        bodies.payload(body({name: value}))


@pytest.mark.parametrize("name", ["members", "debts"])
@pytest.mark.parametrize("value", [*NO_LIST, [1], ["a"], [None], [[]], [{}, True]])
def test_rosters_are_lists_of_objects(name, value):
    with pytest.raises(BadBody):
        bodies.payload(body({name: value}))


@pytest.mark.parametrize("name", ["members", "debts"])
def test_a_roster_is_at_most_as_long_as_the_longest(name):
    longest = [{}] * bodies.LONGEST_ROSTER
    assert bodies.payload(body({name: longest}))
    with pytest.raises(TooManyRows):
        bodies.payload(body({name: [*longest, {}]}))


@pytest.mark.parametrize("value", NO_NUMBER)
def test_a_revision_is_a_whole_number(value):
    with pytest.raises(BadBody):
        bodies.payload(body({"revision": value}))


@pytest.mark.parametrize(
    ("given", "found"), [({}, None), ({"a": None}, None), ({"a": 0}, 0), ({"a": -7}, -7)]
)
def test_a_key_that_is_not_named_is_none(given, found):
    assert bodies.key(given, "a") == found


@pytest.mark.parametrize(
    ("given", "found"), [({}, set()), ({"a": None}, set()), ({"a": []}, set()), ({"a": [2, 1, 2]}, {1, 2})]
)
def test_keys_are_a_set(given, found):
    assert bodies.keys(given, "a") == found


@pytest.mark.parametrize("value", [*NO_LIST, ["1"], [True], [None], [1, []]])
def test_keys_of_another_shape_are_refused(value):
    with pytest.raises(BadBody):
        bodies.keys({"a": value}, "a")


@pytest.mark.parametrize(
    ("given", "found"), [({}, ""), ({"a": None}, ""), ({"a": ""}, ""), ({"a": " ก "}, " ก ")]
)
def test_a_text_is_taken_as_it_came(given, found):
    assert bodies.text(given, "a") == found


@pytest.mark.parametrize("value", NO_TEXT)
def test_what_is_no_text_is_refused(value):
    with pytest.raises(BadBody):
        bodies.text({"a": value}, "a")


@pytest.mark.parametrize("unsaid", [True, False])
@pytest.mark.parametrize(
    ("given", "said"), [({}, None), ({"a": None}, None), ({"a": True}, True), ({"a": False}, False)]
)
def test_yes_and_no_are_heard_and_silence_is_what_was_agreed(given, said, unsaid):
    assert bodies.flag(given, "a", unsaid=unsaid) is (unsaid if said is None else said)


@pytest.mark.parametrize("value", ["yes", "", 0, 1, [], {}])
def test_what_is_neither_yes_nor_no_is_refused(value):
    with pytest.raises(BadBody):
        bodies.flag({"a": value}, "a", unsaid=True)


def test_the_fingerprint_is_that_of_the_body_as_it_came():
    assert bodies.fingerprint(body({})) == "f" * 64
