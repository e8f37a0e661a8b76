"""The chain: a worker seals what was written since, link after link, so that writing an entry waits for nobody."""

import struct
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import islice

from django.db import IntegrityError, transaction
from django.db.models import Max

from audit import heads, marks
from audit.models import Cut, Entry, Seal

EVERY = timedelta(minutes=1)
LATE = timedelta(hours=2)
VERY_LATE = timedelta(days=2)
MOST = 2_000
LINKS_AT_ONCE = 25
HELD = struct.Struct(f">q{marks.PRINT_BYTES}s")


def seal_due(*, at: datetime) -> int:
    """Seal when the newest link is a minute old; the number of entries sealed."""
    newest = Seal.objects.order_by("-number").values_list("at", flat=True).first()
    return seal(at=at, links=LINKS_AT_ONCE) if newest is None or newest <= at - EVERY else 0


def seal(*, at: datetime, late: timedelta = LATE, links: int | None = None) -> int:
    """Seal every entry that no link holds, with at most so many links; the number of entries.

    An entry whose transaction ended after newer ones were sealed is found while these links are younger than `late`.
    """
    sealed = 0
    for keys in _in_parts(_waiting(at - late, most=links and links * MOST)):
        try:
            link = _add_link(list(Entry.objects.filter(pk__in=keys).order_by("pk")), at=at)
        except IntegrityError:  # another worker was quicker
            break
        heads.keep(link)
        sealed += link.entries
    return sealed


def _waiting(since: datetime, *, most: int | None) -> list[int]:
    """The keys of the entries that no link holds, in their order."""
    settled = Seal.objects.filter(at__lt=since).aggregate(last=Max("last_id"))["last"]
    cut = Cut.objects.aggregate(last=Max("last_id"))["last"]
    links = Seal.objects.filter(at__gte=since).values_list("held", flat=True)
    known = {key for held in links for key in prints_of(held)}
    keys = Entry.objects.filter(pk__gt=settled or cut or 0).order_by("pk").values_list("pk", flat=True)
    return list(islice((key for key in keys.iterator() if key not in known), most))


def _in_parts(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), MOST):
        yield keys[start : start + MOST]


def _add_link(entries: list[Entry], *, at: datetime) -> Seal:
    with transaction.atomic():
        number, before = newest_link()
        link = Seal(
            number=number + 1,
            at=at,
            first_id=entries[0].pk,
            last_id=entries[-1].pk,
            newest_at=max(entry.at for entry in entries),
            entries=len(entries),
            held=b"".join(HELD.pack(entry.pk, marks.print_of(entry)) for entry in entries),
        )
        link.digest = marks.digest(content_of(link, before))
        link.save(force_insert=True)
    return link


def newest_link() -> tuple[int, bytes]:
    """Number and hash of the link that the next one follows."""
    for links in (Seal.objects.order_by("-number"), Cut.objects.order_by("-number")):
        if newest := links.values_list("number", "digest").first():
            return newest[0], bytes(newest[1])
    return 0, b""


def content_of(link: Seal, before: bytes) -> bytes:
    """What the hash of a link is taken of: everything it says, and the hash of the link before it."""
    said = (link.number, marks.moment(link.at), link.first_id, link.last_id)
    more = (marks.moment(link.newest_at), link.entries, sha256(bytes(link.held)).hexdigest(), before.hex())
    return "|".join(map(str, (*said, *more))).encode()


def prints_of(held: bytes) -> dict[int, bytes]:
    """The entries that a link holds, with their prints."""
    return dict(HELD.iter_unpack(bytes(held)))


def unsealed() -> int:
    """How many entries wait for their seal: many mean that no worker runs."""
    newest = Seal.objects.aggregate(last=Max("last_id"))["last"] or 0
    return Entry.objects.filter(pk__gt=newest).count()
