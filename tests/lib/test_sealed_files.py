"""Sealed files come back byte for byte, or not at all."""

import io
import os

import pytest

from bkkhousing.lib.sealed_files import HEAD, PIECE, TAG, SealBroken, SealedReader, SealedWriter, WrongKey

KEY, OTHER_KEY = "a" * 40, "b" * 40
LENGTHS = (0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 7)


def sealed(content: bytes, *, at_once: int = 10_000) -> bytes:
    below = io.BytesIO()
    with SealedWriter(below, KEY) as writer:
        for start in range(0, len(content), at_once):
            writer.write(content[start : start + at_once])
    return below.getvalue()


def opened(stored: bytes, *keys: str) -> bytes:
    return io.BufferedReader(SealedReader(io.BytesIO(stored), *(keys or (KEY,)))).read()


@pytest.mark.parametrize("length", LENGTHS)
def test_what_was_sealed_is_opened_byte_for_byte(length):
    content = os.urandom(length)
    assert opened(sealed(content)) == content


def test_nothing_of_the_content_can_be_read_in_the_file():
    assert b"canary" not in sealed(b"canary" * 20_000)


def test_the_same_content_is_sealed_differently_every_time():
    assert sealed(b"same")[HEAD:] != sealed(b"same")[HEAD:]


@pytest.mark.parametrize(
    "length", [0, 1, HEAD - 1, HEAD, HEAD + TAG, HEAD + PIECE + TAG, -PIECE - TAG - 7, -1]
)
def test_a_cut_file_is_refused_wherever_it_is_cut(length):
    whole = sealed(os.urandom(3 * PIECE))
    with pytest.raises(SealBroken):
        opened(whole[:length])


@pytest.mark.parametrize("place", [0, 10, 20, HEAD, HEAD + PIECE, HEAD + PIECE + TAG + 5, -1])
def test_a_flipped_byte_is_noticed_wherever_it_stands(place):
    changed = bytearray(sealed(os.urandom(2 * PIECE + 9)))
    changed[place] ^= 1
    with pytest.raises(SealBroken):
        opened(bytes(changed))


def test_pieces_that_changed_places_are_refused():
    whole, size = sealed(os.urandom(3 * PIECE)), PIECE + TAG
    first, second = whole[HEAD : HEAD + size], whole[HEAD + size : HEAD + 2 * size]
    with pytest.raises(SealBroken):
        opened(whole[:HEAD] + second + first + whole[HEAD + 2 * size :])


def test_something_behind_the_end_is_refused():
    with pytest.raises(SealBroken):
        opened(sealed(b"content") + b"more")


def test_a_wrong_key_is_told_from_a_broken_file():
    with pytest.raises(WrongKey):
        opened(sealed(b"content"), OTHER_KEY)


def test_a_former_key_still_opens():
    assert opened(sealed(b"content"), OTHER_KEY, KEY) == b"content"


def test_a_file_whose_writing_failed_is_never_whole():
    below = io.BytesIO()
    with pytest.raises(OSError), SealedWriter(below, KEY) as writer:
        writer.write(b"half")
        raise OSError
    with pytest.raises(SealBroken):
        opened(below.getvalue())
