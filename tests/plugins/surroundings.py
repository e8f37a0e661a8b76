"""Decides, before the settings load, which database and which values a test run works with.

TEST_DATABASE=postgres (or --postgres) asks for PostgreSQL: the one DATABASE_URL names, or else a
private one that lives as long as the run. TEST_DATABASE=sqlite asks for SQLite whatever else is set.
Nothing of this machine's own `var/` is read or written.
"""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from bkkhousing.lib import translations
from tests.plugins.postgres import PrivateCluster

ROOT = Path(__file__).resolve().parents[2]
SQLITE = "sqlite:///:memory:"


def pytest_addoption(parser):
    parser.addoption("--postgres", action="store_true", help="run on PostgreSQL instead of SQLite")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config):
    """A wrapper runs before every other plugin's hook, also before Django's settings load."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        prepare(early_config)
    return (yield)


def prepare(config) -> None:
    """Set the environment that this process and its workers read."""
    folder = tempfile.mkdtemp(prefix="bkkhousing-tests-")
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    (Path(folder) / "static").mkdir()
    os.environ.update(
        VAR_DIR=folder,
        ENV_FILE=os.devnull,
        SECRET_KEY="only-for-tests-" + "0" * 32,
        BLIND_INDEX_KEY="for-tests-alone-" + "1" * 32,
        DATA_KEYS="to-seal-in-tests-" + "2" * 32,
        BACKUP_KEY="backups-of-tests-" + "3" * 32,
        DEBUG="off",
        HASHED_STATIC="off",
        BEHIND_TLS="off",
        SECOND_FACTOR_REQUIRED="off",
        RATE_LIMITS="off",
        REQUEST_LINES="off",
    )
    translations.compile_catalogues(ROOT / "locale")
    choose_database(config)


def choose_database(config) -> None:
    given = os.environ.get("DATABASE_URL", "")
    asked = "postgres" if config.known_args_namespace.postgres else os.environ.get("TEST_DATABASE", "")
    is_postgres = given.startswith("postgres")
    vendor = asked or ("postgres" if is_postgres else "sqlite")
    if vendor == "postgres" and not is_postgres:
        cluster = PrivateCluster()
        config.add_cleanup(cluster.stop)
        os.environ["DATABASE_URL"] = cluster.start()
    if vendor == "sqlite" and not given.startswith("sqlite"):
        os.environ["DATABASE_URL"] = SQLITE
    os.environ["TEST_DATABASE"] = vendor
