"""What becomes of every request: read from `permission_matrix.json`, and what follows from it.

The file holds for each route, method and person one answer, or two where the address takes a key: for the row of
the person's own district 1026, then for that of 1006.  An answer is a status, or `sign-in`.  Eight people stand in
it; of the others one is written out only where their answer does not follow: see `answer_of`.  HEAD is answered
like GET, or not taken; every other method that is not in the file is refused to everybody.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.matrix.routes import METHODS, ROUTES, Route

TABLE = Path(__file__).parent.with_name("permission_matrix.json")
EXPECTED = json.loads(TABLE.read_text(encoding="utf-8"))
LISTED = ("anonymous", "officer", "head", "department", "analyst", "admin", "partner", "disabled")
FOLLOWS = ("officer_of_1006", "moved", "expired", "token", "revoked")
PEOPLE = (*LISTED, *FOLLOWS)
REFUSED = {"sign-in", "401", "403", "404", "405"}
UNKNOWN_METHOD = {"401", "403", "405"}


@dataclass(frozen=True)
class Cell:
    """One request: who asks what, by which method, about whose row."""

    route: Route
    method: str
    person: str
    whose: str

    @property
    def answers(self) -> set[str]:
        """The answers that are right; several only where a method is refused before or after the person is."""
        table = EXPECTED[self.route.name]
        listed = "get" if self.method == "head" else self.method
        if listed not in table:
            return UNKNOWN_METHOD if self.route.is_api else {"405"}
        found = answer_of(self.route, table[listed], self.person).split()
        one = found[-1] if self.whose == "other" else found[0]
        return {one, "405"} if self.method == "head" else {one}

    def __str__(self) -> str:
        return f"{self.method} {self.route.name} by {self.person}, {self.whose}"


def answer_of(route: Route, people: dict[str, str], person: str) -> str:
    """What the table says of a person, or what follows from what it says of another."""
    if person in people:
        return people[person]
    if person in ("expired", "revoked"):
        return people["anonymous"]
    if person == "token":
        return people["officer" if route.is_api else "anonymous"]
    model = "head" if person == "moved" and route.is_of_one_person else "officer"
    return swapped(people[model]) if route.is_of_a_district else people[model]


def swapped(answer: str) -> str:
    """The same seen from the other district."""
    return " ".join(reversed(answer.split()))


def cells(route: Route) -> Iterator[Cell]:
    for method in METHODS:
        for person in PEOPLE:
            yield from (Cell(route, method, person, whose) for whose in route.whose)


def all_cells() -> int:
    return sum(1 for route in ROUTES.values() for _cell in cells(route))
