"""What a request leaves behind: rows it wrote, words in its answer, lines in the log, keys in the cache."""

import hashlib
import json
import logging
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from urllib.parse import quote

from django.apps import apps
from django.core.cache import cache
from django.db import connection

WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.IGNORECASE)
TRACES = ("audit_", "accounts_session", "accounts_signintry")
"""Beginnings of the tables to which a refusal may be written: who was refused what, and sessions."""

CSRF = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+|("csrf_?[tT]oken": ")[^"]+')


class Writes:
    """Names of the tables that statements wrote to; hand it to `connection.execute_wrapper`."""

    def __init__(self) -> None:
        self.tables: set[str] = set()

    def __call__(self, execute, sql, params, many, context):
        if found := WRITES.match(sql):
            self.tables.add(found[1])
        return execute(sql, params, many, context)

    def taken(self) -> set[str]:
        """Tables written to since the last time, without those that hold traces of asking."""
        found, self.tables = self.tables, set()
        return {table for table in found if not table.startswith(TRACES)}


class Lines(logging.Handler):
    """Log lines as they would be written down."""

    def __init__(self) -> None:
        super().__init__()
        self.formatter = logging.getLogger("django").handlers[0].formatter
        self.written: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.written.append(self.format(record))


@contextmanager
def lines_of_the_log() -> Iterator[Lines]:
    """Everything the project and Django write down, whatever the level."""
    lines, loggers = Lines(), [logging.getLogger(name) for name in ("", "django", "django.server")]
    for logger in loggers:
        logger.addHandler(lines)
    try:
        yield lines
    finally:
        for logger in loggers:
            logger.removeHandler(lines)


def pattern_of(words: Collection[str]) -> re.Pattern[bytes]:
    """Finds the words in a body, plain, as JSON writes them or as an address does."""
    written = {form.encode() for word in words for form in (word, json.dumps(word)[1:-1], quote(word))}
    return re.compile(b"|".join(map(re.escape, sorted(written))))


def seen_in(reply, pattern: re.Pattern[bytes]) -> list[str]:
    """Words found in the body or in a header of an answer: its address, the name of its file."""
    head = str(sorted(reply.headers.items())).encode()
    return [found.decode() for found in pattern.findall(head + reply.told)]


def read_out(reply):
    """The same answer with its body kept as `told`, also where it is streamed."""
    reply.told = b"".join(reply.streaming_content) if reply.streaming else reply.content
    return reply


def cache_keys() -> list[str]:
    """The keys in the cache of this process, which is where tests keep one."""
    return list(getattr(cache, "_cache", {}))


def hash_of_all_rows() -> str:
    """One hash of every row of every table but those that hold traces."""
    made = hashlib.sha256()
    with connection.cursor() as cursor:
        for table in sorted(model._meta.db_table for model in apps.get_models()):
            if not table.startswith(TRACES):
                cursor.execute(f"SELECT * FROM {table}")
                made.update(repr((table, sorted(map(repr, cursor.fetchall())))).encode())
    return made.hexdigest()
