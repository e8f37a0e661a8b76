"""On the second database only tests that touch one run again."""

from types import SimpleNamespace

from tests.plugins.both_databases import pytest_collection_modifyitems


def item(*fixtures: str, marks: tuple[str, ...] = ()):
    return SimpleNamespace(fixturenames=fixtures, get_closest_marker=lambda name: name in marks or None)


def cases(number: int, test: str, marks: tuple[str, ...] = ()) -> list:
    made = [item("db", marks=marks) for _n in range(number)]
    for n, one in enumerate(made):
        one.callspec, one.nodeid = object(), f"{test}[{n}]"
    return made


def left_of(items: list) -> list:
    told = []
    config = SimpleNamespace(hook=SimpleNamespace(pytest_deselected=lambda items: told.extend(items)))
    pytest_collection_modifyitems(config, items)
    return told


PURE, QUERYING, MARKED, SERVED = item("tmp_path"), item("db"), item(marks=("django_db",)), item("live_server")
FURTHER = item("db", marks=("either_database",))


def test_what_touches_no_database_is_left_out_and_said(monkeypatch):
    monkeypatch.setenv("ONLY_DATABASE_TESTS", "1")
    items = [PURE, QUERYING, MARKED, SERVED, FURTHER]
    assert left_of(items) == [PURE, FURTHER]
    assert items == [QUERYING, MARKED, SERVED]


def test_nothing_is_left_out_unless_asked(monkeypatch):
    monkeypatch.setenv("ONLY_DATABASE_TESTS", "")
    items = [PURE, QUERYING]
    assert left_of(items) == []
    assert items == [PURE, QUERYING]


def test_of_many_cases_three_run_again_unless_they_try_the_sql_itself(monkeypatch):
    monkeypatch.setenv("ONLY_DATABASE_TESTS", "1")
    many, others, dear = (
        cases(5, "a.py::test_a"),
        cases(2, "a.py::test_b"),
        cases(5, "b.py::test_c", ("every_case",)),
    )
    items = [*many, *others, *dear]
    assert left_of(items) == many[3:]
    assert items == [*many[:3], *others, *dear]
