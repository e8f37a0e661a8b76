"""What happened to accounts and to the system: one line of the trail each."""

from datetime import datetime

from audit.choices import Kind
from audit.marks import hashed
from audit.models import Entry, write

__all__ = ["hashed", "note"]


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
    entry = Entry(
        by=by if by is not None and by.pk else None,
        at=at,
        deed=Kind(kind),
        subject=subject or Kind(kind),
        subject_id=str(subject_id),
        scope=detail or {},
        address=address[:45],
    )
    write([entry])
