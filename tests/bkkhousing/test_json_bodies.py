"""Reading a JSON body strictly: what cannot be stored is refused or cleaned at the door."""

import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework.exceptions import ParseError

from bkkhousing.json_bodies import BodyTooLarge, StrictJSONParser

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)))
NUMBER = st.one_of(st.integers(), st.floats(allow_nan=False, allow_infinity=False))
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBER, TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXT, inner, max_size=3)),
    max_leaves=12,
)


def parse(body: bytes | str):
    return StrictJSONParser().parse(BytesIO(body if isinstance(body, bytes) else body.encode()))


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("{}", {}),
        ("[]", []),
        ("null", None),
        ("0", 0),
        ('"ก"', "ก"),
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        ('{"a": 1.5, "b": [true, null]}', {"a": 1.5, "b": [True, None]}),
        ('{"a": 1, "a": 2}', {"a": 2}),
        ('"\\u0e01"', "ก"),
        ('"\\ud83c\\udfe0"', "🏠"),
        ("123456789012345678901234567890", 123456789012345678901234567890),
    ],
)
def test_json_is_read(body, value):
    assert parse(body) == value


@pytest.mark.parametrize(
    "body",
    [
        "",
        " ",
        "{",
        "}",
        "{'a': 1}",
        '{"a": 1,}',
        '{"a" 1}',
        "NaN",
        "Infinity",
        "-Infinity",
        '{"a": NaN}',
        "1e999",
        "-1e999",
        '{"a": [1e400]}',
        "nul",
        "undefined",
        '"unfinished',
        b"\xff\xfe{}",
        '{"a": "ก"}'.encode("cp874"),
        '{"a": "ก"}'.encode("utf-16"),
        b'"\xed\xa0\x80"',
        "[" * 100_000,
        '{"a":' * 100_000,
        "9" * 5_000,
    ],
)
def test_what_is_no_json_is_refused_by_one_code(body):
    with pytest.raises(ParseError) as refusal:
        parse(body)
    assert refusal.value.get_codes() == "bad_json"


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ('"a\\u0000b"', "ab"),
        ('"\\ud800"', "?"),
        ('"\\udc00x"', "?x"),
        ('{"\\u0000k": "v\\u0000"}', {"k": "v"}),
        ('["\\u0000", {"a": ["\\ud800"]}]', ["", {"a": ["?"]}]),
        ('{"a": 1, "b": "\\u0000", "c": 1.5}', {"a": 1, "b": "", "c": 1.5}),
        ('"\\\\u0000"', "\\u0000"),
    ],
)
def test_what_no_database_stores_is_taken_out(body, value):
    assert parse(body) == value


@given(VALUES)
def test_whatever_json_can_say_is_read_as_it_was_said(value):
    assert parse(json.dumps(value, ensure_ascii=False)) == parse(json.dumps(value)) == value


@given(VALUES)
def test_what_was_read_can_be_stored_as_text(value):
    found = json.dumps(parse(json.dumps(value)), ensure_ascii=False)
    assert "\0" not in found and found.encode("utf-8")


@pytest.mark.parametrize(("size", "is_read"), [(999, True), (1000, True), (1001, False), (100_000, False)])
def test_a_body_has_a_greatest_size(size, is_read, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    body = b'"' + b"a" * (size - 2) + b'"'
    if is_read:
        assert len(parse(body)) == size - 2
        return
    with pytest.raises(BodyTooLarge) as refusal:
        parse(body)
    assert (refusal.value.status_code, refusal.value.get_codes()) == (413, "body_too_large")


def test_no_more_is_read_than_is_allowed(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    stream = BytesIO(b"x" * 10_000)
    with pytest.raises(BodyTooLarge):
        StrictJSONParser().parse(stream)
    assert stream.tell() == 11
