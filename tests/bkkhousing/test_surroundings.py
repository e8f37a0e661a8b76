"""Which database a run works on."""

import os
from types import SimpleNamespace

import pytest

from tests.plugins import surroundings

GIVEN = "postgres://bkk@db/bkk"


@pytest.fixture
def choose(monkeypatch):
    cluster = SimpleNamespace(start=lambda: "postgres://private", stop=lambda: None)
    monkeypatch.setattr(surroundings, "PrivateCluster", lambda: cluster)

    def run(url: str = "", asked: str = "", option: bool = False) -> tuple[str, str]:
        monkeypatch.setenv("DATABASE_URL", url)
        monkeypatch.setenv("TEST_DATABASE", asked)
        config = SimpleNamespace(
            known_args_namespace=SimpleNamespace(postgres=option), add_cleanup=lambda cleanup: None
        )
        surroundings.choose_database(config)
        return os.environ["TEST_DATABASE"], os.environ["DATABASE_URL"]

    return run


def test_sqlite_is_used_when_nothing_is_asked(choose):
    assert choose() == ("sqlite", surroundings.SQLITE)


def test_the_option_brings_up_a_private_postgresql(choose):
    assert choose(url="sqlite:////somewhere", option=True) == ("postgres", "postgres://private")


def test_a_postgresql_that_is_named_is_the_one_used(choose):
    assert choose(url=GIVEN, asked="postgres") == ("postgres", GIVEN)


def test_a_named_postgresql_is_used_without_asking(choose):
    assert choose(url=GIVEN) == ("postgres", GIVEN)


def test_sqlite_can_be_asked_for_beside_a_named_postgresql(choose):
    assert choose(url=GIVEN, asked="sqlite") == ("sqlite", surroundings.SQLITE)
