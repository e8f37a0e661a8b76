"""Migrations newer than the last release leave the old program working while they run (docs/operations/migrations.md)."""

import re
from collections.abc import Iterator

from django.apps import apps
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from tests.architecture.tree import APPS

LAST_OF_0_4_0 = {
    "accounts": 2,
    "audit": 2,
    "communities": 4,
    "districts": 2,
    "jobs": 1,
    "open_data": 1,
    "plans": 2,
    "surveys": 16,
}
"""The newest migration of each app that the release of this number had; other apps are newer."""
LARGE = {
    "audit": {"accessrecord", "entry"},
    "communities": {"household"},
    "surveys": {"survey", "member", "debt", "change", "move", "comment", "trait", "traced", "importedrow"},
}
"""Models whose tables grow with the surveys: whatever walks over them holds everybody up."""
EXCEPTIONS = {
    (
        "accounts",
        "0004_tokens_carried_over",
    ): "2026-11-21: some dozens of tokens of other systems, carried over at once",
    (
        "audit",
        "0003_the_trail",
    ): "2026-11-21: the model alone is renamed, its table stays; 0.5.0 is put in with a pause",
    ("audit", "0004_guards"): "2026-11-21: puts up triggers, which walk over no row",
    (
        "surveys",
        "0018_sealed_columns",
    ): "2026-11-21: ids and phones are sealed, which old programs cannot read; a pause",
}
"""Migrations that need a pause of the service, each with the date and the reason."""
GONE = (migrations.RemoveField, migrations.DeleteModel, migrations.RenameField, migrations.RenameModel)
STEPS = migrations.AddField | migrations.AlterField


def newer() -> list[migrations.Migration]:
    """Ours, in the order in which they are applied."""
    graph = MigrationLoader(None).graph
    plan = graph._generate_plan([key for key in graph.leaf_nodes() if key[0] in (*APPS, "bkkhousing")], True)
    return [graph.nodes[key] for key in plan if key[0] in (*APPS, "bkkhousing") and is_newer(*key)]


def is_newer(app: str, name: str) -> bool:
    return int(name[:4]) > LAST_OF_0_4_0.get(app, 0)


def state_before() -> ProjectState:
    """The models as the last release knew them."""
    loader = MigrationLoader(None)
    old = [key for key in loader.disk_migrations if not (key[0] in (*APPS, "bkkhousing") and is_newer(*key))]
    return loader.project_state(old)


def problems(one: migrations.Migration, state: ProjectState, new: set[tuple[str, str]]) -> Iterator[str]:
    """What an old program, or people who are waiting, would notice of a migration; brings the state forward."""
    for operation in one.operations:
        yield from (f"{one.app_label}.{one.name}: {found}" for found in faults(operation, one, state, new))
        operation.state_forwards(one.app_label, state)


def faults(operation: Operation, one: migrations.Migration, state: ProjectState, new: set) -> Iterator[str]:
    if isinstance(operation, migrations.SeparateDatabaseAndState):
        for inner in operation.database_operations:
            yield from faults(inner, one, state, new)
        return
    if isinstance(operation, migrations.CreateModel):
        new.add((one.app_label, operation.name_lower))
        return
    model = getattr(operation, "model_name_lower", getattr(operation, "name_lower", ""))
    if isinstance(operation, migrations.RunPython | migrations.RunSQL):
        if one.atomic:
            yield "walks over tables in one transaction"
    elif (one.app_label, model) not in new:
        yield from faults_of_old_table(operation, one.app_label, model, state)


def faults_of_old_table(operation: Operation, app: str, model: str, state: ProjectState) -> Iterator[str]:
    is_large = model in LARGE.get(app, ())
    if isinstance(operation, GONE):
        yield f"{type(operation).__name__} {model}"
    elif isinstance(operation, STEPS) and not operation.field.many_to_many:
        yield from faults_of_column(operation, app, model, state, is_large)
    elif isinstance(operation, migrations.AddIndex) and is_large:
        if not isinstance(operation, AddIndexConcurrently):
            yield f"AddIndex {operation.index.name} holds writers up"
    elif isinstance(operation, migrations.AddConstraint) and is_large:
        yield f"AddConstraint {operation.constraint.name} looks at every row"


def faults_of_column(
    operation: Operation, app: str, model: str, state: ProjectState, is_large: bool
) -> Iterator[str]:
    field = operation.field
    if isinstance(operation, migrations.AddField):
        if not field.null and field.db_default is models.NOT_PROVIDED:
            yield f"AddField {model}.{operation.name}: old programs do not fill it"
        if is_large and (field.unique or field.db_index):
            yield f"AddField {model}.{operation.name}: its index holds writers up"
        return
    before = state.models[app, model].fields[operation.name]
    if before.null and not field.null:
        yield f"AlterField {model}.{operation.name}: no longer nullable"
    if kind_of(before) != kind_of(field):
        yield f"AlterField {model}.{operation.name}: {kind_of(before)} becomes {kind_of(field)}"


def kind_of(field: models.Field) -> str:
    """What PostgreSQL calls the type; a text that may only grow longer stays what it is."""
    kind = field.get_internal_type()
    return "text" if kind in {"CharField", "TextField", "SlugField", "URLField", "FileField"} else kind


def all_problems() -> dict[tuple[str, str], list[str]]:
    found, new = {}, set()
    state = state_before()
    for one in newer():
        told = list(problems(one, state, new))
        if told:
            found[one.app_label, one.name] = told
    return found


def test_every_new_migration_leaves_the_old_program_working():
    told = {key: said for key, said in all_problems().items() if key not in EXCEPTIONS}
    assert told == {}, "see docs/operations/migrations.md"


def test_every_exception_is_needed_and_says_when_and_why():
    assert set(EXCEPTIONS) - set(all_problems()) == set()
    assert [key for key, why in EXCEPTIONS.items() if not re.fullmatch(r"\d{4}-\d\d-\d\d: .{20,}", why)] == []


def test_the_last_release_finds_its_columns_and_need_not_know_of_new_ones():
    """The old program on the new tables: it reads what it knows, and its INSERTs fill what they must."""
    then = columns_of(state_before().apps.get_models(include_auto_created=True))
    now = columns_of(apps.get_models(include_auto_created=True))
    for table, columns in then.items():
        assert set(columns) <= set(now[table]), table
        fresh = [now[table][name] for name in set(now[table]) - set(columns)]
        assert all(field.null or field.has_db_default() for field in fresh), table


def columns_of(found) -> dict[str, dict[str, models.Field]]:
    return {
        model._meta.db_table: {field.column: field for field in model._meta.local_concrete_fields}
        for model in found
        if not model._meta.proxy
    }


def said_of(*operations: Operation, **attributes) -> list[str]:
    """What is said of a migration of the surveys made of these."""
    made = type("Migration", (migrations.Migration,), {"operations": list(operations), **attributes})
    state = MigrationLoader(None).project_state()
    return list(problems(made("0999_tried", "surveys"), state, set()))


def test_a_column_that_vanishes_or_changes_its_name_is_seen():
    assert said_of(migrations.RemoveField("survey", "moo"))
    assert said_of(migrations.RenameField("survey", "moo", "mu"))


def test_a_column_that_old_programs_would_leave_empty_is_seen():
    assert said_of(migrations.AddField("survey", "mood", models.IntegerField(default=0)))
    assert not said_of(migrations.AddField("survey", "mood", models.IntegerField(null=True)))
    assert not said_of(migrations.AddField("survey", "mood", models.IntegerField(db_default=0)))


def test_a_column_of_another_type_is_seen():
    assert said_of(migrations.AlterField("survey", "moo", models.IntegerField(null=True)))


def test_an_index_that_holds_writers_up_is_seen():
    index = models.Index(fields=["moo"], name="by_moo")
    assert said_of(migrations.AddIndex("survey", index))
    assert not said_of(AddIndexConcurrently("survey", index), atomic=False)


def test_a_walk_over_rows_in_one_transaction_is_seen():
    walk = migrations.RunPython(migrations.RunPython.noop)
    assert said_of(walk) and not said_of(walk, atomic=False)


def test_a_table_that_is_new_itself_may_be_made_in_any_way():
    fields = [("id", models.BigAutoField(primary_key=True)), ("a", models.IntegerField())]
    made = migrations.CreateModel("Fresh", fields)
    assert not said_of(made, migrations.AddField("fresh", "b", models.IntegerField(default=0)))
