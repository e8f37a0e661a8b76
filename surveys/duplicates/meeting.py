"""Which forms share a trait: one statement however many forms, and bounded however common a trait is.

A key that more than `COMMON` forms have says little about any of them, and forms that share it alone would be
compared by the million; it brings nobody together.
"""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from surveys.duplicates.keys import Key
from surveys.models import Survey

COMMON = 30
MOST_KEYS = 200
Shared = dict[tuple[UUID, UUID], set[str]]

JOIN = (
    "SELECT mine.survey_id, other.survey_id, mine.kind FROM surveys_trait mine "
    "JOIN surveys_trait other ON other.key = mine.key AND other.survey_id <> mine.survey_id "
    "WHERE mine.survey_id IN ({marks}) AND NOT EXISTS "
    f"(SELECT 1 FROM surveys_trait common WHERE common.key = mine.key LIMIT 1 OFFSET {COMMON})"
)
OF_ONE_KEY = (
    "SELECT * FROM (SELECT key, kind, survey_id FROM surveys_trait "
    f"WHERE key = %s AND district_id = %s LIMIT {COMMON + 1}) found"
)


def shared_by(ids: Iterable[UUID]) -> Shared:
    """For each of these forms and every other that shares a trait with it: the kinds they share."""
    keys = [_stored(key) for key in ids]
    shared: Shared = defaultdict(set)
    if not keys:
        return shared
    with connection.cursor() as cursor:
        cursor.execute(JOIN.format(marks=", ".join(["%s"] * len(keys))), keys)
        for mine, other, kind in cursor:
            shared[_uuid(mine), _uuid(other)].add(kind)
    return shared


def sharing(keys: set[Key], *, district: str) -> dict[UUID, set[str]]:
    """Forms of one district that have any of these keys, with the kinds; keys of very many forms left out."""
    asked = sorted(key for _kind, key in keys)[:MOST_KEYS]
    if not asked:
        return {}
    with connection.cursor() as cursor:
        parameters = [cell for key in asked for cell in (_stored(key), district)]
        cursor.execute(" UNION ALL ".join([OF_ONE_KEY] * len(asked)), parameters)
        return _without_common(cursor.fetchall())


def _without_common(rows: list[tuple]) -> dict[UUID, set[str]]:
    by_key: dict[object, list[tuple]] = defaultdict(list)
    for key, kind, survey in rows:
        by_key[key].append((kind, survey))
    found: dict[UUID, set[str]] = defaultdict(set)
    for holders in by_key.values():
        for kind, survey in holders if len(holders) <= COMMON else ():
            found[_uuid(survey)].add(kind)
    return found


def _stored(key: UUID) -> object:
    return Survey._meta.pk.get_db_prep_value(key, connection)


def _uuid(value: object) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)
