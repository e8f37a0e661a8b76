"""Where two databases are tested in turn, the second run asks only what the first has not settled.

`ONLY_DATABASE_TESTS=1` leaves out what asks for no database: pure functions, templates, the shape of the code.  Of a
test with many cases the first three run with both, the others with one; where the SQL itself is what the cases try,
the mark `every_case` keeps them all, and `either_database` leaves out even the first.
"""

import os
from collections import Counter

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
CASES_WITH_BOTH = 3
MARKS = (
    "either_database: a case whose outcome one database settles",
    "every_case: cases that try the SQL itself, all of which run with both databases",
)


def _asks_for_database(item) -> bool:
    return (
        bool(DATABASE_FIXTURES & set(item.fixturenames)) or item.get_closest_marker("django_db") is not None
    )


def _is_further_case(item, seen: Counter) -> bool:
    """Whether enough cases of the same test came before it."""
    if not hasattr(item, "callspec") or item.get_closest_marker("every_case"):
        return False
    test = item.nodeid.partition("[")[0]
    seen[test] += 1
    return seen[test] > CASES_WITH_BOTH


def pytest_configure(config):
    for mark in MARKS:
        config.addinivalue_line("markers", mark)


def pytest_collection_modifyitems(config, items):
    if not os.environ.get("ONLY_DATABASE_TESTS"):
        return
    seen: Counter = Counter()
    kept, left_out = [], []
    for item in items:
        settled = item.get_closest_marker("either_database") is not None or not _asks_for_database(item)
        (left_out if settled or _is_further_case(item, seen) else kept).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left_out)
