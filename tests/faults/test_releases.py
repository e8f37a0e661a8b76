"""Whoever runs an earlier release comes to the present with every value, and so does an old backup."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from bkkhousing.backup.tables import LEFT_OUT, Table, applied, known, tables_at
from tests.faults.site import asking
from tests.plugins.postgres import PrivateCluster
from tests.releases.loading import DERIVED, RELEASES, postgres_at, sqlite_at, values_of

UPGRADE = """
import django
from django.conf import settings
from django.core.management import call_command
django.setup()
for command in ("migrate", "rebuild_figures", "verify_figures", "verify_sealed"):
    call_command(command, verbosity=0)
"""
OLD = "0.2.0"
ENGINES = ("sqlite", "postgres")


@pytest.fixture(scope="module")
def cluster():
    cluster = PrivateCluster()
    cluster.start()
    yield cluster
    cluster.stop()


@pytest.fixture
def database_of(cluster, tmp_path, django_db_blocker):
    """The address of the database of a release on an engine."""

    def address(engine: str, release: str) -> str:
        return sqlite_at(release, tmp_path) if engine == "sqlite" else postgres_at(release, cluster)

    with django_db_blocker.unblock():
        yield address


def carried(then: list[Table], now: list[Table]) -> dict[str, list[str]]:
    """The columns of then that there still are; a table that is gone is not carried."""
    present = {table.name: {field.attname for field in table.fields} for table in now}
    return {
        table.name: [field.attname for field in table.fields if field.attname in present.get(table.name, ())]
        for table in then
        if table.name not in DERIVED
    }


def hashes(tables: list[Table], columns: dict[str, list[str]]) -> dict[str, dict]:
    return {table.name: values_of(table, columns[table.name]) for table in tables if table.name in columns}


def run(address: str, *command: object, **surroundings: object) -> None:
    """In a process of its own, as the program is made for one kind of database."""
    around = {
        **os.environ,
        "DATABASE_URL": address,
        **{name: str(value) for name, value in surroundings.items()},
    }
    subprocess.run([sys.executable, *map(str, command)], cwd=settings.BASE_DIR, env=around, check=True)


def shape() -> dict[str, tuple]:
    """Columns, keys and indexes of every table, whatever they are called."""
    with connection.cursor() as cursor:
        return {
            table: (columns_of(cursor, table), keys_of(cursor, table))
            for table in connection.introspection.table_names(cursor)
        }


def columns_of(cursor, table: str) -> set[tuple]:
    found = connection.introspection.get_table_description(cursor, table)
    return {(column.name, column.type_code, column.null_ok) for column in found}


def keys_of(cursor, table: str) -> list[str]:
    found = connection.introspection.get_constraints(cursor, table).values()
    return sorted(
        f"{each['columns']} {each.get('orders')} {each['unique']} {each['foreign_key']} {each['check']}"
        for each in found
        if not each["check"] or not each["columns"]
    )


@pytest.fixture(scope="module")
def new_shape(cluster, tmp_path_factory, django_db_blocker):
    """What the migrations make of an empty database, by engine."""
    path = tmp_path_factory.mktemp("new") / "new.sqlite3"
    subprocess.run(cluster.program("psql", "-q", cluster.url, "-c", "CREATE DATABASE new"), check=True)
    addresses = {"sqlite": f"sqlite:///{path}", "postgres": cluster.url.replace("/postgres?", "/new?")}
    found = {}
    with django_db_blocker.unblock():
        for engine, address in addresses.items():
            with asking(address):
                call_command("migrate", verbosity=0)
                found[engine] = shape()
    return found


def test_the_dumps_of_every_release_are_there():
    assert RELEASES == ["0.1.0", "0.2.0", "0.3.0", "0.4.0"]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("release", RELEASES)
def test_every_release_comes_to_the_present_with_every_value(database_of, new_shape, release, engine):
    """T16: rows of every table equal, figures equal to a recomputation, tables as in a new database."""
    address = database_of(engine, release)
    with asking(address):
        then = tables_at(applied())
        columns = carried(then, tables_at(known()))
        before = hashes(then, columns)
        assert sum(map(len, before.values())) > 1_000
        run(address, "-c", UPGRADE)
        after, shaped = hashes(tables_at(known()), columns), shape()
    assert {name: rows for name, rows in before.items() if not rows.items() <= after[name].items()} == {}
    assert {
        name: shaped.get(name) for name in new_shape[engine] if shaped.get(name) != new_shape[engine][name]
    } == {}


@pytest.mark.parametrize("engine", ENGINES)
def test_an_old_backup_comes_to_the_present_on_the_other_database(database_of, cluster, tmp_path, engine):
    """T16: made with the tables of its time, loaded into them, then migrated; every row has the same text in both."""
    old, path = database_of(engine, OLD), tmp_path / "old.backup"
    with asking(old):
        then = tables_at(applied())
        columns = carried(then, tables_at(known()))
        before = hashes(then, columns)
    run(old, "manage.py", "backup", path, VAR_DIR=tmp_path / "then")
    new = empty(ENGINES[1 - ENGINES.index(engine)], cluster, tmp_path)
    run(new, "manage.py", "restore", path, VAR_DIR=tmp_path / "now")
    with asking(new):
        after = hashes(tables_at(known()), columns)
    lacking = {name: rows for name, rows in before.items() if not rows.items() <= after[name].items()}
    assert set(lacking) <= LEFT_OUT.keys()


def empty(engine: str, cluster: PrivateCluster, folder: Path) -> str:
    """The address of a database without tables."""
    if engine == "sqlite":
        return f"sqlite:///{folder / 'empty.sqlite3'}"
    subprocess.run(cluster.program("psql", "-q", cluster.url, "-c", "CREATE DATABASE empty"), check=True)
    return cluster.url.replace("/postgres?", "/empty?")
