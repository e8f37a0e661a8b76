"""What an address of the dashboard asks for, and what it may not ask for."""

from datetime import date

import pytest

from dashboards.filters import STATE_WORDS, DashboardFilter, NoSuchFilter, asked_of, in_force
from dashboards.indicators import COVERAGE, CROWDED, ON_MAP
from surveys.choices import State
from surveys.choices.survey import APPROVED_STATES, COUNTED_STATES
from tests.dashboards.seen import round_called

ROUNDS = tuple(round_called(code) for code in ("2571", "2570", "2569"))
IN_2570 = date(2027, 1, 5)


def asked(**given: str):
    return asked_of(given, ROUNDS, IN_2570)


@pytest.mark.parametrize(
    ("today", "code"),
    [
        (date(2026, 9, 30), "2569"),
        (date(2026, 10, 1), "2570"),
        (date(2027, 9, 30), "2570"),
        (date(2027, 10, 1), "2571"),
        (date(2030, 1, 1), "2571"),
        (date(2001, 1, 1), "2571"),
    ],
)
def test_the_open_round_is_in_force_and_else_the_newest(today, code):
    assert in_force(ROUNDS, today).pk == code


def test_of_two_open_rounds_the_newest_is_in_force():
    both = (round_called("2570-พิเศษ", year=2570), round_called("2570"))
    assert in_force(both, IN_2570) is both[0]


def test_an_address_without_filters_is_the_first_page():
    found = asked()
    assert (found.round.pk, found.before.pk, found.indicator) == ("2570", "2569", COVERAGE)
    assert (found.states, found.state_words, found.parameters) == (COUNTED_STATES, "ส่งแล้วขึ้นไป", {})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"round": "2570"}, {}),
        ({"round": "2569"}, {"round": "2569"}),
        ({"state": "counted"}, {}),
        ({"state": ""}, {}),
        ({"state": "draft"}, {"state": "draft"}),
        ({"map": "coverage"}, {}),
        ({"map": "rent", "round": "2571"}, {"map": "rent", "round": "2571"}),
        ({"district": "1026", "page": "7"}, {}),
    ],
)
def test_an_address_keeps_only_what_differs_from_the_first_page(given, kept):
    assert asked(**given).parameters == kept


@pytest.mark.parametrize(
    ("state", "states"),
    [
        ("approved", APPROVED_STATES),
        ("accepted", (State.ACCEPTED,)),
        ("submitted", (State.SUBMITTED,)),
        ("returned", (State.RETURNED,)),
        ("draft", (State.DRAFT,)),
    ],
)
def test_a_state_chooses_which_forms_count_and_is_said_in_words(state, states):
    found = asked(state=state)
    assert (found.states, found.state_words) == (states, str(STATE_WORDS[state]))


@pytest.mark.parametrize(
    "given",
    [
        {"round": "2599"},
        {"round": "๒๕๗๐"},
        {"round": " 2570"},
        {"state": "DRAFT"},
        {"state": "gone"},
        {"map": "income"},
        {"map": "__class__"},
        {"round": "2570", "state": "draft", "map": "x" * 5_000},
    ],
)
def test_a_filter_that_does_not_exist_names_nothing(given):
    with pytest.raises(NoSuchFilter):
        asked(**given)


@pytest.mark.parametrize(("code", "before"), [("2571", "2570"), ("2570", "2569"), ("2569", None)])
def test_a_round_is_compared_with_the_one_of_the_year_before(code, before):
    assert getattr(asked(round=code).before, "pk", None) == before


def test_a_second_round_of_a_year_is_not_compared_with_the_first():
    rounds = (round_called("2570-พิเศษ", year=2570), *ROUNDS[1:])
    assert asked_of({"round": "2570-พิเศษ"}, rounds, IN_2570).before.pk == "2569"


def test_the_form_offers_every_round_and_measure_and_stands_on_what_is_seen():
    form = DashboardFilter(asked(map="overcrowded", state="draft"), ROUNDS, ranks=True)
    assert [code for code, _label in form.fields["round"].choices] == ["2571", "2570", "2569"]
    assert [key for key, _label in form.fields["map"].choices] == [one.key for one in ON_MAP]
    assert form.initial == {"round": "2570", "state": "draft", "map": CROWDED.key, "compare": ""}


@pytest.mark.parametrize("ranks", [True, False])
def test_the_measure_is_chosen_only_where_parts_are_put_in_order(ranks):
    form = DashboardFilter(asked(map="rent"), ROUNDS, ranks=ranks)
    assert form["map"].is_hidden is not ranks
    assert 'value="rent"' in str(form["map"])
