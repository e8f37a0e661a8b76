"""Guards in the database itself: what the trail holds is neither changed nor removed, whoever asks.

Entries and seals may go once a cut covers them; a cut is a row of the trail too, and carries a mark.
"""

from django.db import connection

WORDS = "the trail is only ever added to"
ENTRIES, SEALS, CUTS = "audit_accessrecord", "audit_seal", "audit_cut"
MAY_GO = {
    ENTRIES: f"OLD.at < (SELECT max(before) FROM {CUTS})",
    SEALS: f"OLD.number <= (SELECT max(number) FROM {CUTS})",
    CUTS: "1 = 0",
}


def install(connection=connection) -> None:
    """Put up the guards of every table."""
    make = _of_postgres if connection.vendor == "postgresql" else _of_sqlite
    with connection.cursor() as cursor:
        for table, may_go in MAY_GO.items():
            for statement in make(table, may_go):
                cursor.execute(statement)


def remove(connection=connection) -> None:
    """Take the guards down: for undoing the migration, and for tests that empty every table."""
    on_table = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for table, name in _names():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + (f" ON {table}" if on_table else ""))


def missing(connection=connection) -> list[str]:
    """The guards that are not where they should be."""
    asked = (
        "SELECT tgname FROM pg_trigger"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        found = {name for (name,) in cursor.fetchall()}
    return [name for _table, name in _names() if name not in found]


def _names() -> list[tuple[str, str]]:
    return [(table, f"{table}_{kept}") for table in MAY_GO for kept in ("unchanged", "kept")]


def _of_postgres(table: str, may_go: str) -> list[str]:
    refuse = f"BEGIN RAISE EXCEPTION '{WORDS}'; END"
    keep = f"BEGIN IF {may_go} THEN RETURN OLD; END IF; RAISE EXCEPTION '{WORDS}'; END"
    return [
        f"CREATE OR REPLACE FUNCTION {table}_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$ {refuse} $$",
        f"CREATE OR REPLACE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS $$ {keep} $$",
        f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_unchanged()",
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_kept()",
    ]


def _of_sqlite(table: str, may_go: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    return [
        f"CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} WHEN ({may_go}) IS NOT TRUE {refuse}",
    ]
