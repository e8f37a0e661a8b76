"""The keys of many rows, 16 bytes each, as a line of the trail keeps them."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from uuid import UUID

from django.db.models import Aggregate, BinaryField, QuerySet

KEY_BYTES = 16


class _Together(Aggregate):
    """All keys in one value, put together by the database."""

    output_field = BinaryField()
    empty_result_set_value = b""

    def as_postgresql(self, compiler, connection, **given):
        return super().as_sql(
            compiler, connection, template="string_agg(uuid_send(%(expressions)s), '')", **given
        )

    def as_sqlite(self, compiler, connection, **given):
        return super().as_sql(compiler, connection, template="group_concat(%(expressions)s, '')", **given)


def packed(keys: Iterable[UUID] | bytes) -> bytes:
    """Keys as they are kept; what is packed already stays as it is."""
    return keys if isinstance(keys, bytes) else b"".join(key.bytes for key in keys)


def packed_of(rows: QuerySet) -> bytes:
    """The keys of all rows of a query, in one statement."""
    found = rows.order_by().aggregate(found=_Together("pk"))["found"]
    return bytes.fromhex(found) if isinstance(found, str) else bytes(found or b"")


def unpacked(held: bytes | None) -> Iterator[UUID]:
    """The keys that a line of the trail holds."""
    held = bytes(held or b"")
    return (UUID(bytes=held[start : start + KEY_BYTES]) for start in range(0, len(held), KEY_BYTES))


def keys_among(texts: Iterable[str]) -> list[UUID]:
    """Those of the texts that are keys of households or forms; other registers count their rows."""
    found = []
    for text in texts:
        with suppress(ValueError):
            found.append(UUID(text))
    return found
