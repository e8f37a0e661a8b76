"""Nothing the service keeps is left out of a backup unawares."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from bkkhousing.backup import tables
from bkkhousing.backup.tables import LEFT_OUT, applied, tables_at


def kept() -> set[str]:
    return {table.name for table in tables_at(applied())}


@pytest.mark.django_db
def test_every_model_is_kept_or_left_out_for_a_reason():
    """T15: the build fails for a model that is neither."""
    all_tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert all_tables - kept() - set(LEFT_OUT) == set()


@pytest.mark.django_db
def test_every_table_of_the_database_belongs_to_a_model_or_is_left_out():
    ours = {name for name in connection.introspection.table_names() if not name.startswith("as_found_")}
    assert ours - kept() - set(LEFT_OUT) == set()


@pytest.mark.django_db
def test_every_reason_is_about_a_table_that_exists():
    assert set(LEFT_OUT) - set(connection.introspection.table_names()) == set()
    assert all(len(reason.split()) > 3 for reason in LEFT_OUT.values())


@pytest.mark.django_db
def test_no_kept_table_points_at_one_that_is_left_out():
    pointing = [
        f"{table.name}.{field.name}"
        for table in tables_at(applied())
        for field in table.fields
        if field.remote_field and field.related_model._meta.db_table in LEFT_OUT
    ]
    assert pointing == []


@pytest.mark.django_db
def test_every_column_is_kept():
    for table in tables_at(applied()):
        with connection.cursor() as cursor:
            stored = connection.introspection.get_table_description(cursor, table.name)
        assert set(table.columns) == {column.name for column in stored}, table.name


@pytest.mark.django_db
def test_tables_of_an_earlier_schema_have_the_columns_of_their_time():
    """T16: an old backup is loaded into the tables it came from."""
    first = ("surveys", "0001_initial")
    early = set(MigrationLoader(None).graph.forwards_plan(first))
    named = {table.name: table.columns for table in tables_at(early)}
    assert "surveys_photo" not in named and "sent_hash" not in named["surveys_survey"]


@pytest.mark.django_db
def test_a_database_brought_up_to_date_is_no_stranger_to_a_new_one():
    """T16: migrations of an app that is gone stay named in it."""
    recorder = MigrationRecorder(connection)
    recorder.record_applied("authtoken", "0001_initial")
    assert applied() == tables.known()


def test_a_model_that_is_not_in_the_database_is_no_table():
    meta = type("Meta", (), {"app_label": "surveys", "managed": False, "apps": apps.__class__()})
    view = type("Seen", (models.Model,), {"__module__": __name__, "Meta": meta})
    assert not tables._is_a_table(view)
