"""Sealed values: they come back whole, are never equal, and do not open with a wrong key or in another place."""

import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from bkkhousing.lib.sealing import Seal, UnknownKey, Unopened, is_sealed, key_name, keyring

OLD, NEW = "an older key, long enough for anything", "the newest key, long enough for anything"
ID = Seal("tests.person.citizen_id", blind=True)
PHONE = Seal("tests.person.phone")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(text=TEXTS)
def test_what_is_sealed_comes_back(text):
    for seal in (ID, PHONE):
        assert seal.unseal(seal.seal(text)) == text


@given(text=TEXTS.filter(len))
def test_a_sealed_value_does_not_show_what_it_holds(text):
    first, second = PHONE.seal(text), PHONE.seal(text)
    assert first != second
    assert is_sealed(first) and (len(text) < 4 or text not in first)


def test_blank_stays_blank():
    assert ID.seal("") == PHONE.seal("") == ID.unseal("") == ""


@given(place=st.integers(0, 10_000), text=TEXTS.filter(len))
def test_a_changed_value_does_not_open(place, text):
    sealed = ID.seal(text)
    place %= len(sealed)
    other = "A" if sealed[place] != "A" else "B"
    if place == 0:
        return
    with pytest.raises((Unopened, UnknownKey)):
        ID.unseal(sealed[:place] + other + sealed[place + 1 :])


@given(length=st.integers(10, 80))
def test_a_cut_value_does_not_open(length):
    sealed = PHONE.seal("0812345678")
    with pytest.raises(Unopened):
        PHONE.unseal(sealed[: min(length, len(sealed) - 1)])


def test_a_value_does_not_open_in_another_column():
    with pytest.raises(Unopened, match="tests.person.phone"):
        PHONE.unseal(Seal("tests.other.phone").seal("0812345678"))


def test_a_missing_key_is_named():
    with override_settings(DATA_KEYS=[OLD]):
        sealed = PHONE.seal("0812345678")
    with override_settings(DATA_KEYS=[NEW]), pytest.raises(UnknownKey, match=key_name(sealed)):
        PHONE.unseal(sealed)


def test_older_keys_open_and_the_newest_seals():
    with override_settings(DATA_KEYS=[OLD]):
        sealed = ID.seal("1234567890121")
    with override_settings(DATA_KEYS=[NEW, OLD]):
        assert ID.unseal(sealed) == "1234567890121"
        assert not ID.is_fresh(sealed) and ID.is_fresh(ID.seal("1234567890121"))
        assert key_name(ID.seal("1")) == keyring().newest


def test_equal_values_are_found_by_what_the_index_key_makes_of_them():
    one, other = ID.seal("1234567890121"), ID.seal("1234567890121")
    assert ID.blinded("1234567890121") in one and ID.blinded("1234567890121") in other
    assert ID.blinded("1234567890121") != ID.blinded("1234567890122")
    assert Seal("tests.other.citizen_id", blind=True).blinded("1") != ID.blinded("1")


def test_a_new_key_of_the_index_makes_a_value_stale():
    sealed = ID.seal("1234567890121")
    with override_settings(BLIND_INDEX_KEY="another key, long enough for anything at all"):
        assert ID.unseal(sealed) == "1234567890121"
        assert not ID.is_fresh(sealed)


def test_text_from_before_is_read_as_it_is():
    assert PHONE.unseal("0812345678") == "0812345678"
    assert not PHONE.is_fresh("0812345678")
