"""Reading the bodies of survey requests: their shape is checked here, their content by the rules."""

import re
from collections.abc import Mapping

from surveys.refusals import BadBody, TooManyRows

LONGEST_ROSTER = 500
PLACE = re.compile(r"0|[1-9][0-9]{0,3}")


def mapping(request) -> Mapping:
    """The JSON object of a request."""
    return _checked(request.data, Mapping)


def payload(request) -> Mapping:
    """A survey's payload: objects and lists of objects where the interface wants them."""
    given = mapping(request)
    revision(given)
    for name in ("answers", "confirmed"):
        _member(given, name, Mapping, {})
    for name in ("members", "debts"):
        if len(rows(given, name)) > LONGEST_ROSTER:
            raise TooManyRows
    return given


def changes(request) -> Mapping:
    """The revision that the client has seen, and what it changed since; rows stand under their place, from 0."""
    given = mapping(request)
    if revision(given) is None:
        raise BadBody
    for name in ("answers", "confirmed"):
        _member(given, name, Mapping, {})
    for name in ("members", "debts"):
        for place, row in _member(given, name, Mapping, {}).items():
            _checked(row, Mapping)
            _check_place(place)
    return given


def _check_place(place: str) -> None:
    if not PLACE.fullmatch(place):
        raise BadBody
    if int(place) >= LONGEST_ROSTER:
        raise TooManyRows


def wants_minimum(request) -> bool:
    """Whether the client asks for no more than it needs: `Prefer: return=minimal` (RFC 7240)."""
    wishes = request.headers.get("Prefer", "").lower().split(",")
    return any(wish.partition(";")[0].replace(" ", "") == "return=minimal" for wish in wishes)


def fingerprint(request) -> str:
    """SHA-256 of the body as it came, in hexadecimal: by it the sender knows what has arrived."""
    mapping(request)
    return request.fingerprint


def rows(given: Mapping, name: str) -> list[Mapping]:
    """A list of objects; nothing given is an empty one."""
    return [_checked(row, Mapping) for row in _member(given, name, list, [])]


def text(given: Mapping, name: str) -> str:
    return _member(given, name, str, "")


def revision(given: Mapping) -> int | None:
    """The revision that the client has seen, if it says so."""
    return _member(given, "revision", int, None)


def key(given: Mapping, name: str) -> int | None:
    """The key of a stored row, if the client names one."""
    return _member(given, name, int, None)


def keys(given: Mapping, name: str) -> set[int]:
    """Keys of stored rows; nothing given is none."""
    return {_checked(one, int) for one in _member(given, name, list, [])}


def flag(given: Mapping, name: str, *, unsaid: bool) -> bool:
    """Yes or no; `unsaid` when the client says neither."""
    said = given.get(name)
    if said is None:
        return unsaid
    if not isinstance(said, bool):
        raise BadBody
    return said


def _member(given: Mapping, name: str, kind: type, blank):
    value = given.get(name)
    return blank if value is None else _checked(value, kind)


def _checked(value: object, kind: type):
    if not isinstance(value, kind) or isinstance(value, bool):
        raise BadBody
    return value
