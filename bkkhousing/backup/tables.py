"""Which tables a backup holds, in the form they have now or had under earlier migrations."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

LEFT_OUT = {
    "django_migrations": "the head of the file names the migrations",
    "django_session": "after a restore everybody signs in again",
    "accounts_session": "after a restore everybody signs in again",
    "bkkhousing_spent": "what was spent of hourly limits is of no use later",
    "jobs_worker": "signs of life of processes that do not run beside the restored database",
}
"""Tables that are not kept, each with its reason."""

FILLED_BY_MIGRATIONS = {"django_content_type", "auth_permission"}
"""Tables that hold rows as soon as they are made."""

FORMER_APPS = {
    "authtoken": "0.5.0 carried its tokens over to accounts; its table may still lie there, unused"
}
"""Apps of earlier releases: a database that was brought up to date still names their migrations."""

Migration = tuple[str, str]


@dataclass(frozen=True)
class Table:
    """One table of the database: its model, and the columns that are kept."""

    model: type[models.Model]

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @cached_property
    def fields(self) -> list[models.Field]:
        return [field for field in self.model._meta.local_concrete_fields if not field.generated]

    @property
    def columns(self) -> list[str]:
        return [field.column for field in self.fields]

    @property
    def quoted(self) -> str:
        return connection.ops.quote_name(self.name)

    @property
    def quoted_columns(self) -> str:
        return ", ".join(connection.ops.quote_name(column) for column in self.columns)


def applied() -> set[Migration]:
    """The migrations this database has seen; none where it has no tables yet."""
    return {each for each in MigrationLoader(connection).applied_migrations if each[0] not in FORMER_APPS}


def known() -> set[Migration]:
    """The migrations this program has."""
    return set(MigrationLoader(None).disk_migrations)


def tables_at(migrations: set[Migration]) -> list[Table]:
    """Every table that is kept, as these migrations leave it."""
    found = {model._meta.db_table: model for model in _models_at(migrations) if _is_a_table(model)}
    return [Table(model) for name, model in sorted(found.items()) if name not in LEFT_OUT]


def _models_at(migrations: set[Migration]) -> Iterator[type[models.Model]]:
    loader = MigrationLoader(None)
    if migrations >= set(loader.disk_migrations):
        return apps.get_models(include_auto_created=True)
    state = loader.project_state(sorted(migrations & set(loader.disk_migrations)))
    return state.apps.get_models(include_auto_created=True)


def _is_a_table(model: type[models.Model]) -> bool:
    return model._meta.managed and not model._meta.proxy and not model._meta.swapped
