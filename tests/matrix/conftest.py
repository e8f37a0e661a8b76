"""The cast of the matrix, made once for a module; every test takes back what its requests wrote."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.test import override_settings

from tests.matrix.cast import Cast, standing_cast
from tests.matrix.watching import Writes


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Cast]:
    folder = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=folder), django_db_blocker.unblock(), standing_cast() as made:
        yield made


@pytest.fixture(autouse=True)
def taken_back(request) -> Iterator[None]:
    if "cast" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("cast")
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def writes(cast) -> Iterator[Writes]:
    """The tables that requests of this test write to."""
    watching = Writes()
    with connection.execute_wrapper(watching):
        yield watching
