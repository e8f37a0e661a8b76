"""Brings a backup back: looks at all of it first, then loads everything in one transaction or nothing."""

from collections.abc import Callable
from dataclasses import dataclass, field
from io import StringIO
from itertools import groupby
from pathlib import Path

from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

from bkkhousing.backup import archive, checking, kept_files, keys, problems, rows
from bkkhousing.backup.checking import Contents
from bkkhousing.backup.problems import BackupProblem
from bkkhousing.backup.tables import FILLED_BY_MIGRATIONS, Table, applied, known, tables_at

PROOFS = (
    ("replay_erasures",),
    ("verify_sealed",),
    ("verify_figures",),
    ("seal_trail", "--after-restore"),
    ("verify_trail",),
)
"""What is done once everything is back, in this order; each ends with an error when something is wrong."""

take_guards_down = import_string("audit.guards.remove")  # by name: the project imports none of its apps
put_guards_up = import_string("audit.guards.install")
GUARDED = import_string("audit.guards.MAY_GO")

SHOWN = 3


@dataclass
class Target:
    """The database that is filled: what it was like before, and the files that were put beside it."""

    before: set
    tables: list[Table]
    put: list[str] = field(default_factory=list)


def name_of_database() -> str:
    """What one types to confirm that everything in it may be replaced."""
    return Path(str(connection.settings_dict["NAME"])).name


def restore(*, path: Path, replaces: bool, tell: Callable[[str], None] = lambda name: None) -> Contents:
    """Fill the database from a backup and prove it; `replaces` lets go of what it held.  `tell` hears each proof."""
    contents = checking.check(path)
    before = applied()
    require_fit(contents, before)
    target = Target(before, tables_at(contents.migrations))
    if before and not replaces:
        require_empty(target)
    if not before:
        migrate_to(contents.migrations)
    fill(target, contents, path)
    if contents.migrations != known():
        bring_forward()
    prove(tell)
    return contents


def require_fit(contents: Contents, before: set) -> None:
    """The program knows all migrations of the file, the database has the same or none, and the keys are here."""
    if contents.head["format"] > archive.FORMAT or contents.migrations - known():
        raise BackupProblem(problems.NEWER)
    if before and before != contents.migrations:
        raise BackupProblem(problems.OTHER_SCHEMA)
    columns = {table.name: table.columns for table in tables_at(contents.migrations)}
    if columns != contents.head["tables"]:
        raise BackupProblem(problems.OTHER_SCHEMA)
    if missing := keys.missing_here(contents.head["keys"]):
        raise BackupProblem(problems.OTHER_KEYS % {"settings": ", ".join(missing)})


def require_empty(target: Target) -> None:
    kept = [table for table in target.tables if table.name not in FILLED_BY_MIGRATIONS]
    held = [table.name for table in kept if not rows.is_empty(table)]
    if held:
        raise BackupProblem(problems.NOT_EMPTY % {"tables": ", ".join(held[:SHOWN])})


def migrate_to(migrations: set) -> None:
    """Make the tables as they were when the backup was made."""
    if migrations == known():
        call_command("migrate", verbosity=0)
        return
    executor = MigrationExecutor(connection)
    nodes = executor.loader.graph.node_map
    followed = {
        before.key for each in migrations for before in nodes[each].parents if before.key[0] == each[0]
    }
    executor.migrate(sorted(migrations - followed))


def bring_forward() -> None:
    """What an update does with a database of an earlier release."""
    call_command("migrate", verbosity=0)
    call_command("rebuild_figures", stdout=StringIO())


def fill(target: Target, contents: Contents, path: Path) -> None:
    """Everything or nothing: what was put into the storage is taken back when the database takes it back."""
    try:
        with transaction.atomic():
            clear(target)
            told = load(target, path)
            rows.number_on(target.tables)
            require_same(target, contents, told)
    except BaseException as error:
        for name in target.put:
            kept_files.remove(name)
        if isinstance(error, DatabaseError):
            raise BackupProblem(problems.NOT_LOADED % {"why": str(error).splitlines()[0]}) from error
        raise


def clear(target: Target) -> None:
    """Remove every row, those of the trail too, which the database otherwise guards."""
    is_guarded = any(table.name in GUARDED and not rows.is_empty(table) for table in target.tables)
    if is_guarded:
        take_guards_down()
    rows.clear(target.tables)
    if is_guarded:
        put_guards_up()


def load(target: Target, path: Path) -> list:
    """Read the file from its beginning to its end into the database and the storage; the sum of its files."""
    tables = {table.name: table for table in target.tables}
    files = rows.Sum()
    with checking.opened(path) as found:
        for (kind, name), entries in groupby(found, key=place_of):
            if kind == archive.TABLES:
                rows.load(tables[name], (entry.content.read() for entry in entries))
            elif kind == archive.FILES:
                for entry in entries:
                    put_file(target, files, entry)
    return files.told


def place_of(entry: archive.Entry) -> tuple[str, str]:
    """Pieces of one table stand together, and so do all files."""
    if entry.name.startswith(archive.TABLES):
        return archive.TABLES, checking.table_of(entry)
    return (archive.FILES, "") if entry.name.startswith(archive.FILES) else ("", entry.name)


def put_file(target: Target, files: rows.Sum, entry: archive.Entry) -> None:
    name = entry.name.removeprefix(archive.FILES)
    hashing = archive.Hashing(entry.content, size=2**62)
    if kept_files.put_back(name, hashing):
        target.put.append(name)
    files.add(checking.line_of_file(name, hashing))


def require_same(target: Target, contents: Contents, files: list) -> None:
    """Every row and file in its place, by count and hash."""
    told = contents.told["tables"]
    differing = [table.name for table in target.tables if rows.sum_of(table) != told[table.name]]
    if differing or files != contents.told["files"]:
        raise BackupProblem(problems.DIFFERS % {"tables": ", ".join(differing[:SHOWN])})


def prove(tell: Callable[[str], None]) -> None:
    """Erase anew who was erased since, then prove what is sealed, the figures and the trail."""
    for command, *options in PROOFS:
        said = StringIO()
        try:
            call_command(command, *options, stdout=said, stderr=said)
        except (CommandError, SystemExit) as error:
            why = said.getvalue().strip() or error
            raise BackupProblem(problems.NOT_PROVED % {"command": command, "why": why}) from error
        tell(command)
