"""What happened to accounts and to the system: one line of the trail each, and one for many of a flood."""

import atexit
from datetime import datetime

from audit.choices import Kind
from audit.floods import Count, Held, What
from audit.marks import hashed
from audit.models import Entry, write

__all__ = ["counted", "hashed", "note"]

FLOODS = frozenset((Kind.REFUSED, Kind.SIGN_IN_FAILED, Kind.LOCKED))


def note(
    kind: Kind,
    *,
    at: datetime,
    by=None,
    address: str = "",
    subject: str = "",
    subject_id="",
    detail: dict | None = None,
) -> None:
    """Write down an event; `detail` holds codes and counts, never what a person typed or is called.

    Of a sign-in that failed, `by` is the account when it is known, and the name that was typed goes in as
    `hashed(name)`: people type passwords there.
    """
    by_id = by.pk if by is not None else None
    told = tuple(sorted((detail or {}).items()))
    what = What(Kind(kind), by_id, address[:45], subject or kind, told)
    if kind in FLOODS:
        counted.add(what, at=at, key=str(subject_id))
    else:
        write([_entry(what, at=at, subject_id=str(subject_id))])


def _entry(
    what: What, *, at: datetime, subject_id: str = "", rows: int = 1, keys: list[str] | None = None
) -> Entry:
    return Entry(
        by_id=what.by_id,
        at=at,
        deed=what.kind,
        subject=what.subject[:60],
        subject_id=subject_id[:60],
        scope={**dict(what.told), **({"keys": keys} if keys else {})},
        address=what.address,
        rows=rows,
    )


def _write_counted(what: What, held: Held) -> None:
    keys = sorted(held.keys)
    named = {"subject_id": keys[0]} if len(keys) == 1 else {"keys": keys}
    write([_entry(what, at=held.at, rows=held.number, **named)])


counted = Count(_write_counted)
atexit.register(counted.flush)
