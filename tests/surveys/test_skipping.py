"""Skip logic: truth tables of every kind of condition, and laws that hold for all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.skipping import holds, over, unless, when

KEYS = ("want", "problems", "floods_per_year")
CODES = ("", "buy", "none", "flood")


def asked(condition, **answers) -> bool:
    return holds(condition, answers.get)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("buy", True),
        ("none", False),
        ("", False),
        (None, False),
        (("buy", "none"), True),
        (["none", "buy"], True),
        (("none",), False),
        ((), False),
        ([], False),
        (1, False),
    ],
)
def test_when_holds_for_its_codes_and_unless_for_the_others(answer, expected):
    assert asked(when("want", "buy", "nearby"), want=answer) is expected
    assert asked(unless("want", "buy", "nearby"), want=answer) is not expected


@pytest.mark.parametrize("blank", ["", None, (), []])
def test_blank_is_the_empty_code(blank):
    assert asked(when("want", ""), want=blank)
    assert not asked(unless("want", ""), want=blank)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (1, True),
        (0, False),
        (-1, False),
        (0.5, True),
        ("1", False),
        ("refused", False),
        (None, False),
        (True, False),
    ],
)
def test_over_compares_numbers_only(answer, expected):
    assert asked(over("floods_per_year", 0), floods_per_year=answer) is expected


@pytest.mark.parametrize(("one", "other"), [(False, False), (False, True), (True, False), (True, True)])
def test_all_and_any_combine(one, other):
    parts = [when("want", "buy" if one else "no"), when("form", "flat" if other else "no")]
    assert asked({"all": parts}, want="buy", form="flat") is (one and other)
    assert asked({"any": parts}, want="buy", form="flat") is (one or other)


@pytest.mark.parametrize("nothing", [None, {}])
def test_a_question_without_a_condition_is_always_shown(nothing):
    assert asked(nothing)


def test_conditions_are_plain_data_that_a_browser_can_read():
    assert when("want", "buy", "nearby") == {"question": "want", "in": ["buy", "nearby"]}
    assert unless("want", "nearby", "buy") == {"question": "want", "not_in": ["buy", "nearby"]}
    assert over("floods_per_year", 0) == {"question": "floods_per_year", "over": 0}


def test_a_condition_of_an_unknown_kind_is_an_error():
    with pytest.raises(KeyError):
        asked({"question": "want", "like": "b%"}, want="buy")


SIMPLE = st.one_of(
    st.builds(lambda key, codes: when(key, *codes), st.sampled_from(KEYS), st.lists(st.sampled_from(CODES))),
    st.builds(
        lambda key, codes: unless(key, *codes), st.sampled_from(KEYS), st.lists(st.sampled_from(CODES))
    ),
    st.builds(over, st.sampled_from(KEYS), st.integers(-1, 3)),
)
CONDITIONS = st.recursive(
    SIMPLE,
    lambda parts: st.builds(lambda word, some: {word: some}, st.sampled_from(("all", "any")), st.lists(parts, max_size=3)),
    max_leaves=6,
)  # fmt: skip
ANSWER = st.one_of(
    st.none(), st.integers(-1, 4), st.sampled_from(CODES), st.lists(st.sampled_from(CODES[1:]))
)
ANSWERS = st.fixed_dictionaries(dict.fromkeys(KEYS, ANSWER))


@given(st.lists(CONDITIONS, max_size=4), ANSWERS)
def test_all_and_any_are_those_of_logic(parts, answers):
    each = [holds(part, answers.get) for part in parts]
    assert holds({"all": parts}, answers.get) is all(each)
    assert holds({"any": parts}, answers.get) is any(each)


@given(st.sampled_from(KEYS), st.lists(st.sampled_from(CODES)), ANSWERS)
def test_when_and_unless_are_opposites(key, codes, answers):
    assert holds(when(key, *codes), answers.get) is not holds(unless(key, *codes), answers.get)


@given(CONDITIONS, ANSWERS)
def test_a_tuple_and_a_list_say_the_same(condition, answers):
    turned = {key: tuple(value) if isinstance(value, list) else value for key, value in answers.items()}
    assert holds(condition, turned.get) is holds(condition, answers.get)
