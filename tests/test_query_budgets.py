"""T23: every key to another table has an index."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey

OWN_APPS = ("accounts", "audit", "communities", "districts", "jobs", "open_data", "plans", "surveys")
NEVER_ASKED_ALONE = {
    "surveys.Erasure.district",
    "surveys.Figure.district",
    "surveys.Pair.second_district",
    "surveys.Survey.subdistrict",
    "surveys.Trait.district",
    "surveys.WorkFigure.district",
    "surveys.WorkFigure.officer",
}
"""Keys to districts and people, who are never deleted, in tables that are always asked by another key as well; each
index would cost every save and every row of an import."""


def unindexed(model) -> Iterator[str]:
    """Keys to other tables by which nothing is found quickly."""
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, model._meta.db_table).values()
    indexed = {
        one["columns"][0]
        for one in constraints
        if one["columns"] and (one["index"] or one["unique"] or one["primary_key"])
    }
    for field in model._meta.local_fields:
        if isinstance(field, ForeignKey) and field.column not in indexed:
            yield f"{model._meta.label}.{field.name}"


@pytest.mark.django_db
@pytest.mark.parametrize("app", OWN_APPS)
def test_every_key_to_another_table_has_an_index(app):
    models = apps.get_app_config(app).get_models(include_auto_created=True)
    found = {name for model in models for name in unindexed(model)}
    assert found - NEVER_ASKED_ALONE == set()
