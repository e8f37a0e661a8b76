"""An address with several keys: one of the own district, another of the other, in every mixture."""

from itertools import product

import pytest

from tests.matrix.asking import ask, did_too_much, outcome, said_too_much
from tests.matrix.expected import Cell
from tests.matrix.routes import OF_NO_DISTRICT, ROUTES

pytestmark = pytest.mark.django_db
ASKED_BY = ("officer", "head", "officer_of_1006", "department", "admin")
NOT_DONE = {"401", "403", "404", "405", "409", "422"}
NESTED = sorted(name for name, route in ROUTES.items() if len(set(route.registers) - OF_NO_DISTRICT) > 1)


def mixtures(route) -> list[tuple[str, ...]]:
    """Whose each key is; keys of no district stay as they are."""
    kinds = [("own",) if register in OF_NO_DISTRICT else ("own", "other") for register in route.registers]
    districts = [place for place, kind in enumerate(kinds) if len(kind) > 1]
    return [one for one in product(*kinds) if len({one[place] for place in districts}) > 1]


@pytest.mark.parametrize("name", NESTED)
def test_a_child_of_another_parent_is_not_found_and_not_touched(name, cast, writes):
    """F01, F02, F18: the key of the parent is the person's own, that of the child is not, and the reverse."""
    route, wrong = ROUTES[name], []
    for mixture, method, person in product(mixtures(route), route.listed_methods, ASKED_BY):
        keys = [cast.rows[each] for each in zip(route.registers, mixture, strict=True)]
        cell = Cell(route, method, person, "/".join(mixture))
        reply = ask(cast, cell, keys)
        found = outcome(reply)
        wrong += [f"{cell}: {found}"] if found not in NOT_DONE else []
        wrong += [*said_too_much(cell, found, reply), *did_too_much(cell, "404", writes.taken())]
    assert wrong == []


def test_the_nested_addresses_are_known():
    assert {"meeting_delete", "decision_settle", "job_file", "api-photo", "duplicate_beside"} <= set(NESTED)
