"""The matrix over mutants, each in a process split off from this one; writes down which were noticed.

Not collected with the others: `test_mutants` runs it with SQLite in memory, which a split process takes along.
"""

import json
import os
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction

from tests.faults.mutants import MUTANTS, Mutant
from tests.matrix.asking import wrong_in
from tests.matrix.cast import Cast, standing_cast
from tests.matrix.routes import ROUTES
from tests.matrix.test_ids_in_bodies import CASES
from tests.matrix.test_ids_in_bodies import (
    test_a_key_of_another_district_in_a_body_is_refused_like_one_that_is_not_there as body,
)
from tests.matrix.test_ids_in_queries import (
    test_a_key_of_another_district_in_the_address_is_answered_like_one_that_is_not_there as query,
)
from tests.matrix.test_mixed_keys import NESTED
from tests.matrix.test_mixed_keys import test_a_child_of_another_parent_is_not_found_and_not_touched as mixed
from tests.matrix.watching import Writes

AT_ONCE = 2
NOTICED, MISSED, NOT_IN_PLACE = 1, 0, 2


@pytest.fixture
def cast(db) -> Iterator[Cast]:
    with standing_cast() as made:
        yield made


def checks_of(cast: Cast, name: str) -> Iterator[Callable]:
    """Everything the matrix asks of a route."""

    def table() -> None:
        assert list(wrong_in(cast, ROUTES[name])) == []

    def watched(test: Callable) -> None:
        writes = Writes()
        with connection.execute_wrapper(writes):
            test(name, cast, writes)

    yield table
    yield from (lambda case=case: body(case, cast) for case in CASES if case.route == name)
    yield from (lambda: watched(mixed) for _once in (1,) if name in NESTED)
    yield lambda: watched(query)


def is_noticed(cast: Cast, routes: str) -> bool:
    for check in (check for name in routes.split() for check in checks_of(cast, name)):
        try:
            with transaction.atomic():
                check()
                transaction.set_rollback(True)
        except Exception:
            traceback.print_exc(limit=1)
            return True
    return False


def in_a_split_process(cast: Cast, mutant: Mutant | None, routes: str) -> int:
    """The number of a new process, which ends with what it found."""
    number = os.fork()
    if number:
        return number
    code = NOT_IN_PLACE
    try:
        with Path(os.environ.get("MUTANTS_LOG", os.devnull)).open("a") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
            if mutant is None or mutant.put_in_place():
                code = NOTICED if is_noticed(cast, routes) else MISSED
    finally:
        os._exit(code)


def found_by(cast: Cast, mutants: list[tuple[Mutant | None, str]]) -> dict[str, int]:
    """What became of each, so many at a time."""
    waiting, running, found = list(mutants), {}, {}
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            mutant, routes = waiting.pop(0)
            running[in_a_split_process(cast, mutant, routes)] = mutant.name if mutant else routes
        number, status = os.wait()
        found[running.pop(number)] = os.waitstatus_to_exitcode(status)
    return found


@pytest.mark.django_db
def test_every_mutant_is_tried(cast, capfd):
    found = found_by(cast, [(mutant, mutant.routes) for mutant in MUTANTS])
    assert [name for name, code in found.items() if code not in (NOTICED, MISSED)] == []
    report = {name: code == NOTICED for name, code in found.items()}
    Path(os.environ["MUTANTS_REPORT"]).write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")


@pytest.mark.django_db
def test_the_code_as_it_is_is_found_to_be_right(cast):
    """What is noticed above is not something that is always wrong."""
    routes = sorted({name for mutant in MUTANTS for name in mutant.routes.split()})
    halves = [" ".join(routes[::2]), " ".join(routes[1::2])]
    assert set(found_by(cast, [(None, half) for half in halves]).values()) == {MISSED}
