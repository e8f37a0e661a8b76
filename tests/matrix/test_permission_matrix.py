"""Every address of ours × every method × every kind of person × rows of both districts, against one table.

The table is `permission_matrix.json`; how it is read, and what follows from it, stands in `matrix/expected.py`.
To add a route: a line for each method of `listed_methods` with the eight people, one answer each, two where the
address takes a key (the row of 1026, then that of 1006).  What is not listed is a failure.
"""

import pytest

from tests.matrix.asking import ask, wrong_in
from tests.matrix.cast import ANY_SIGHT, CANARIES
from tests.matrix.expected import EXPECTED, LISTED, PEOPLE, Cell, all_cells
from tests.matrix.routes import ROUTES
from tests.matrix.watching import hash_of_all_rows, lines_of_the_log, pattern_of

pytestmark = pytest.mark.django_db
ONLY_WHILE_DEVELOPING = {"gallery"}
LEAST_CELLS = 10_000


def test_every_route_is_in_the_table_and_the_table_holds_no_other():
    assert set(EXPECTED) - ONLY_WHILE_DEVELOPING == set(ROUTES) - ONLY_WHILE_DEVELOPING


def test_the_table_answers_for_every_person_and_method():
    for name, route in ROUTES.items():
        assert set(EXPECTED[name]) == set(route.listed_methods), name
        for people in EXPECTED[name].values():
            assert set(LISTED) <= set(people) <= set(PEOPLE), name


def test_the_matrix_is_as_large_as_it_is_said_to_be():
    assert all_cells() >= LEAST_CELLS


@pytest.mark.either_database
@pytest.mark.parametrize("name", sorted(ROUTES))
def test_everybody_gets_what_the_table_says_and_nothing_more(name, cast):
    """F03, F04, F05, F08, F16, T1, T21: answers, words, rows, and lines of the log."""
    with lines_of_the_log() as log:
        assert list(wrong_in(cast, ROUTES[name])) == []
    assert hash_of_all_rows() == cast.hash
    assert [line for line in log.written if ANY_SIGHT.search(line.encode())] == []


def test_the_canaries_are_there_for_those_who_may_see_them(cast):
    for (whose, words), person in zip(CANARIES.items(), ("officer", "officer_of_1006"), strict=True):
        text = ask(cast, Cell(ROUTES["api-surveys-detail"], "get", person, whose)).content
        assert all(pattern_of([word]).search(text) for word in words.all), whose
