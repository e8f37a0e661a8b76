"""Sends the request of a cell, and says everything that is wrong with what came back."""

import re
from collections.abc import Iterator

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.matrix.cast import ANY_SIGHT, READS, SIGHTS, Cast
from tests.matrix.expected import REFUSED, Cell, cells
from tests.matrix.routes import Route
from tests.matrix.watching import CSRF, Writes, read_out, seen_in

NEW_BY_ANY_KEY = {("api-surveys-detail", "put"), ("api-photo", "put")}
"""Where a key that is not there makes a new row."""


def outcome(reply) -> str:
    to_sign_in = reply.status_code == 302 and reply["Location"].startswith("/accounts/login/")
    return "sign-in" if to_sign_in else str(reply.status_code)


def ask(cast: Cast, cell: Cell, keys: list[str] | None = None, *, data: dict | None = None):
    """The answer to one request; what an admitted one wrote is taken back, what a refused one wrote stays."""
    path = reverse(cell.route.name, args=keys or cast.key(cell.route, cell.whose))
    given = {} if cell.method in ("get", "head", "options") else {"data": cast.body(cell.method, cell.person)}
    if data is not None:
        given = {"data": data}
    if "data" in given and (cell.route.is_api or cell.method != "post"):
        given["content_type"] = "application/json"
    client = cast.clients[cell.person]
    if cell.route.name == "logout" and cell.method == "post":
        client = Client()
    with transaction.atomic():
        reply = read_out(getattr(client, cell.method)(path, **given))
        if outcome(reply) not in REFUSED:
            transaction.set_rollback(True)
    client.cookies.pop("messages", None)  # a word about this request would stand on the next page
    return reply


def wrong_in(cast: Cast, route: Route) -> Iterator[str]:
    """Every cell of a route that is answered otherwise than it should be, or says or does too much."""
    writes = Writes()
    with connection.execute_wrapper(writes):
        for cell in cells(route):
            reply = ask(cast, cell)
            found = outcome(reply)
            if found not in cell.answers:
                yield f"{cell}: {found}, not {cell.answers}"
            yield from said_too_much(cell, found, reply)
            yield from did_too_much(cell, found, writes.taken())
            if found == "404" and (route.name, cell.method) not in NEW_BY_ANY_KEY:
                yield from told_apart(cast, cell, reply)


def said_too_much(cell: Cell, found: str, reply) -> Iterator[str]:
    """Words of districts that the person does not read; in a refusal, any words."""
    forbidden = [ANY_SIGHT] if found in REFUSED else unreadable(cell.person)
    for pattern in forbidden:
        if words := seen_in(reply, pattern):
            yield f"{cell}: {found} tells {words}"


def unreadable(person: str) -> list[re.Pattern[bytes]]:
    return [pattern for whose, pattern in SIGHTS.items() if whose not in READS.get(person, ())]


WRITTEN_BY_LOOKING = {"accounts_devicekey"}


def did_too_much(cell: Cell, found: str, tables: set[str]) -> Iterator[str]:
    """What a refused request or a look at a page wrote."""
    is_look = cell.method in ("get", "head", "options")
    if tables - WRITTEN_BY_LOOKING and (found in REFUSED or is_look):
        yield f"{cell}: {found} wrote to {sorted(tables)}"


def told_apart(cast: Cast, cell: Cell, reply) -> Iterator[str]:
    """A row that a person may not see is answered to the letter like one that is not there."""
    if not cell.route.is_of_a_district:
        return
    nobodys = ask(cast, cell, cast.key(cell.route, "absent"))
    keys = cast.key(cell.route, cell.whose) + cast.key(cell.route, "absent")
    if outcome(nobodys) != "404" or anonymised(reply, keys) != anonymised(nobodys, keys):
        yield f"{cell}: told apart from a row that is not there ({outcome(nobodys)})"


def anonymised(reply, keys: list[str]) -> bytes:
    """The body without the address asked for and without tokens that differ from one page to the next."""
    body = CSRF.sub(b"", reply.told)
    for key in sorted(keys, key=len, reverse=True):
        body = body.replace(key.encode(), b"KEY")
    return body
