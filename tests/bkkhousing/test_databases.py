"""Each engine gets the options it needs to keep what it acknowledged."""

import sqlite3

import environ
import pytest
from django.db.backends.sqlite3.base import DatabaseWrapper

from bkkhousing.databases import connection_settings

POSTGRES = environ.Env.db_url_config("postgres://bkk@db/bkk?host=/run/socket")


def test_sqlite_waits_writes_ahead_and_reaches_the_disk(tmp_path):
    parsed = environ.Env.db_url_config(f"sqlite:///{tmp_path / 'a.sqlite3'}")
    complete = {"TIME_ZONE": None, "AUTOCOMMIT": True, **connection_settings(parsed, prepare_statements=True)}
    connection = DatabaseWrapper(complete)
    raw: sqlite3.Connection = connection.get_new_connection(connection.get_connection_params())
    answers = [
        raw.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "busy_timeout")
    ]
    raw.close()
    assert answers == ["wal", 2, 20_000]
    assert complete["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_connections_are_kept_and_checked():
    kept = connection_settings(POSTGRES, prepare_statements=True)
    assert (kept["CONN_MAX_AGE"], kept["CONN_HEALTH_CHECKS"]) == (60, True)


@pytest.mark.parametrize(("wanted", "threshold"), [(True, 5), (False, None)])
def test_prepared_statements_can_be_turned_off_for_a_pooler(wanted, threshold):
    options = connection_settings(POSTGRES, prepare_statements=wanted)["OPTIONS"]
    assert options.get("prepare_threshold") == threshold
    assert options["host"] == "/run/socket"
