"""How the project talks to its database: SQLite beside the code, PostgreSQL in production."""

SQLITE_OPTIONS = {
    "timeout": 20,
    # Taking the write lock at BEGIN makes a second writer wait instead of failing half-way.
    "transaction_mode": "IMMEDIATE",
    # FULL, not NORMAL: a form whose saving was acknowledged must survive a power cut.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
}


def connection_settings(parsed: dict, *, prepare_statements: bool) -> dict:
    """Complete what DATABASE_URL said with the options each engine needs."""
    connection = {**parsed, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    given = parsed.get("OPTIONS", {})
    if "sqlite" in parsed["ENGINE"]:
        return {**connection, "OPTIONS": {**SQLITE_OPTIONS, **given}}
    # A pooler that hands one server connection to many clients cannot keep prepared statements.
    prepared = {"server_side_binding": True, "prepare_threshold": 5} if prepare_statements else {}
    return {**connection, "OPTIONS": {**prepared, **given}}
