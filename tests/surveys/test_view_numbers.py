"""What addresses and forms send to the views: numbers, keys and choices that make no sense stop nobody."""

from types import SimpleNamespace
from uuid import UUID

import pytest
from django.test import RequestFactory

from bkkhousing.lib.paging import PAGE
from surveys.views import district_rounds, many, paper, threads
from surveys.views.paper import MOST_FORMS
from surveys.views.shells import packed, packed_answer

ONE, TWO = UUID(int=1), UUID(int=2)
BODY = "สวัสดี bkkhousing ".encode() * 50
PACKED = packed(BODY)


@pytest.mark.parametrize(
    ("sent", "number"),
    [
        ("0", 0),
        ("12", 12),
        ("999999999", 999999999),
        ("1234567890", -1),
        ("", -1),
        ("-1", -1),
        ("x", -1),
        ("1.5", -1),
    ],
)
def test_a_number_that_was_not_shown_is_never_right(sent, number):
    assert district_rounds._number({"approved": sent}, "approved") == number


def test_a_number_that_is_missing_is_never_right():
    assert district_rounds._number({}, "approved") == -1


@pytest.mark.parametrize(
    ("sent", "key"),
    [("7", 7), ("", 0), ("-7", 0), ("x", 0), ("7 ", 0), ("9" * 18, int("9" * 18)), ("9" * 19, 0)],
)
def test_a_thread_that_makes_no_sense_is_none(sent, key):
    assert threads._thread(SimpleNamespace(POST={"thread": sent})) == key


@pytest.mark.parametrize(
    ("chosen", "seen"),
    [
        ([], {}),
        ([f"{ONE}:3"], {ONE: 3}),
        ([f"{ONE}:3", f"{TWO}:1"], {ONE: 3, TWO: 1}),
        ([f"{ONE}:3", f"{ONE}:4"], {ONE: 4}),
        ([f"{ONE.hex}:3"], {ONE: 3}),
        ([f"{ONE}", f"{ONE}:", f"{ONE}:x", ":3", "x:3", "", ":"], {}),
        (["x:3", f"{TWO}:2"], {TWO: 2}),
    ],
)
def test_what_was_ticked_is_read_with_its_revision(chosen, seen):
    assert many._seen(chosen) == seen


def test_no_more_than_a_page_is_approved_at_once():
    assert len(many._seen([f"{UUID(int=n)}:1" for n in range(PAGE * 3)])) == PAGE


@pytest.mark.parametrize(
    ("number", "parts"),
    [
        (0, []),
        (1, [(1, 1, 1)]),
        (MOST_FORMS, [(1, 1, MOST_FORMS)]),
        (MOST_FORMS + 1, [(1, 1, MOST_FORMS), (2, MOST_FORMS + 1, MOST_FORMS + 1)]),
        (MOST_FORMS * 2, [(1, 1, MOST_FORMS), (2, MOST_FORMS + 1, MOST_FORMS * 2)]),
    ],
)
def test_a_large_community_is_printed_in_parts(number, parts):
    assert paper._parts(number) == parts


@pytest.mark.parametrize("number", [1, 7, MOST_FORMS - 1, MOST_FORMS * 3 + 5])
def test_the_parts_hold_every_household_once(number):
    printed = [house for _part, first, last in paper._parts(number) for house in range(first, last + 1)]
    assert printed == list(range(1, number + 1))


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("gzip, deflate", "gzip"),
        ("gzip, deflate, br", "br"),
        ("br", "br"),
        ("br;q=1.0, gzip;q=0.8", "br"),
        (" gzip ;q=0.5", "gzip"),
        ("deflate, zstd", ""),
        ("brx, gzipped", ""),
    ],
)
def test_a_page_goes_out_in_the_smallest_encoding_that_is_taken(accepted, encoding):
    body, named = PACKED.body_for(accepted)
    assert named == encoding and body == {"": PACKED.plain, "gzip": PACKED.gzip, "br": PACKED.br}[encoding]


def test_packing_makes_a_page_smaller_and_its_tag_its_own():
    assert len(PACKED.br) < len(PACKED.plain) and len(PACKED.gzip) < len(PACKED.plain) == len(BODY)
    assert packed(BODY).tag == PACKED.tag != packed(BODY + b"!").tag


def answered(**headers):
    request = RequestFactory().get("/", headers=headers)
    return packed_answer(request, BODY, headers={"Cache-Control": "no-cache"}, vary=("Accept-Encoding",))


@pytest.mark.parametrize(
    ("known", "status"), [(PACKED.tag, 304), ("*", 304), ('W/"other"', 200), (f'"x", {PACKED.tag}', 304)]
)
def test_a_browser_that_has_the_page_is_told_so(known, status):
    response = answered(if_none_match=known)
    assert response.status_code == status and bool(response.content) == (status == 200)


@pytest.mark.parametrize(("accepted", "named"), [("br", "br"), ("gzip", "gzip"), ("", None)])
def test_an_answer_says_how_it_is_packed(accepted, named):
    response = answered(accept_encoding=accepted)
    assert response.headers.get("Content-Encoding") == named
    assert (response["Vary"], response["ETag"]) == ("Accept-Encoding", PACKED.tag)
