"""Where two databases are tested in turn, a test that touches none runs with the first alone.

`ONLY_DATABASE_TESTS=1` leaves out what asks for no database: pure functions, templates, the shape of the code.
"""

import os

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def _asks_for_database(item) -> bool:
    return (
        bool(DATABASE_FIXTURES & set(item.fixturenames)) or item.get_closest_marker("django_db") is not None
    )


def pytest_collection_modifyitems(config, items):
    if not os.environ.get("ONLY_DATABASE_TESTS"):
        return
    left_out = [item for item in items if not _asks_for_database(item)]
    items[:] = [item for item in items if _asks_for_database(item)]
    config.hook.pytest_deselected(items=left_out)
