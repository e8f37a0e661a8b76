"""The run works on the database it was asked for."""

import os

import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_tests_run_on_the_database_that_was_asked_for():
    vendor = {"postgres": "postgresql"}.get(os.environ["TEST_DATABASE"], "sqlite")
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert connection.vendor == vendor
