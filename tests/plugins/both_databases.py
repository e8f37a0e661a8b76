"""Where two databases are tested in turn, a test that touches none runs with the first alone.

`ONLY_DATABASE_TESTS=1` leaves out what asks for no database: pure functions, templates, the shape of the code.
It leaves out, too, a further case of a dear test that runs with both: marked `either_database`, it would say the same.
"""

import os

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def _asks_for_database(item) -> bool:
    return (
        bool(DATABASE_FIXTURES & set(item.fixturenames)) or item.get_closest_marker("django_db") is not None
    )


def _runs_with_both(item) -> bool:
    return _asks_for_database(item) and item.get_closest_marker("either_database") is None


def pytest_configure(config):
    config.addinivalue_line("markers", "either_database: a further case whose outcome one database settles")


def pytest_collection_modifyitems(config, items):
    if not os.environ.get("ONLY_DATABASE_TESTS"):
        return
    left_out = [item for item in items if not _runs_with_both(item)]
    items[:] = [item for item in items if _runs_with_both(item)]
    config.hook.pytest_deselected(items=left_out)
