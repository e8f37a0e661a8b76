"""What a person decided about the names of communities in a file, and what is still to be asked."""

from types import SimpleNamespace

import pytest

from surveys.importing.names import OUTSIDE, SKIP, decided, key_of, told, undecided
from surveys.importing.places import UnmatchedName

NAMES = [("1026", "ร่วมใจ"), ("1026", "ก|ข"), ("1006", "ร่วมใจ"), ("1026", "")]


def deciding(**decisions) -> SimpleNamespace:
    return SimpleNamespace(decisions=decisions)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("decision", [7, OUTSIDE, SKIP])
def test_a_decision_is_found_again_under_its_district_and_name(name, decision):
    assert decided(deciding(**{key_of(name): decision})) == {name: decision}


def test_a_name_of_one_district_decides_nothing_for_another():
    file_import = deciding(**{key_of(("1026", "ร่วมใจ")): SKIP})
    counts = {("1026", "ร่วมใจ"): 3, ("1006", "ร่วมใจ"): 2}
    assert undecided(file_import, counts) == {("1006", "ร่วมใจ"): 2}


def test_with_no_decision_everything_is_asked_and_with_all_nothing():
    counts = dict.fromkeys(NAMES, 1)
    assert undecided(deciding(), counts) == counts
    assert undecided(deciding(**{key_of(name): OUTSIDE for name in NAMES}), counts) == {}


def test_a_decision_about_a_name_that_is_gone_asks_and_answers_nothing():
    assert undecided(deciding(**{"1026|เก่า": 5}), {("1026", "ใหม่"): 1}) == {("1026", "ใหม่"): 1}


def test_names_are_stored_with_those_that_come_nearest():
    found = UnmatchedName("1026", "ร่วมจัย", 4, ((7, "ร่วมใจ", 83), (9, "ร่วมสุข", 60)))
    assert found.nearest == ("ร่วมใจ", "ร่วมสุข")
    assert told([found]) == [
        {"district": "1026", "name": "ร่วมจัย", "rows": 4, "nearest": [[7, "ร่วมใจ", 83], [9, "ร่วมสุข", 60]]}
    ]
