"""What is older than the time the trail is kept goes by whole links, and the chain stays verifiable."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Sum

from audit import marks
from audit.checking import cut_content
from audit.choices import Kind
from audit.events import note
from audit.models import Cut, Entry, Seal
from audit.sealing import prints_of

LEAST = timedelta(days=90)
PART = 500


def kept_since(at: datetime) -> datetime:
    """From when on the trail has to be kept, at this time: 90 days at the very least."""
    return at - max(timedelta(days=settings.AUDIT_KEEPS_DAYS), LEAST)


def drop(*, at: datetime, by=None) -> int:
    """Drop the links whose entries are all older than the trail is kept; the number of entries dropped."""
    before = kept_since(at)
    links = _links_to_drop(before)
    if links:
        with transaction.atomic():
            cut = _cut(links, before, at=at, by=by)
            note(
                Kind.TRAIL_DROPPED,
                at=at,
                by=by,
                detail={"entries": cut.entries, "before": marks.moment(before)},
            )
    return _remove_what_is_cut()


def _links_to_drop(before: datetime) -> list[int]:
    """The numbers of the oldest links, as far as none of them holds an entry that is to be kept."""
    cut = Cut.objects.aggregate(last=Max("number"))["last"] or 0
    rows = Seal.objects.filter(number__gt=cut).order_by("number").values_list("number", "newest_at")
    numbers = []
    for number, newest_at in rows.iterator():
        if newest_at >= before:
            break
        numbers.append(number)
    return numbers


def _cut(numbers: list[int], before: datetime, *, at: datetime, by) -> Cut:
    links = Seal.objects.filter(number__gte=numbers[0], number__lte=numbers[-1])
    told = links.aggregate(entries=Sum("entries"), last=Max("last_id"))
    digest = bytes(Seal.objects.get(number=numbers[-1]).digest)
    cut = Cut(
        number=numbers[-1],
        at=at,
        before=before,
        by=by,
        last_id=told["last"],
        entries=told["entries"],
        digest=digest,
    )
    cut.mark = marks.signed(cut_content(cut))
    cut.save(force_insert=True)
    return cut


def _remove_what_is_cut() -> int:
    """Link by link, so that a process that is stopped half-way goes on here next time."""
    cut = Cut.objects.aggregate(last=Max("number"))["last"] or 0
    dropped = 0
    for link in Seal.objects.filter(number__lte=cut).order_by("number").iterator(chunk_size=50):
        keys = list(prints_of(link.held))
        with transaction.atomic():
            for start in range(0, len(keys), PART):
                _remove(Entry.objects.filter(pk__in=keys[start : start + PART]))
            _remove(Seal.objects.filter(number=link.number))
        dropped += len(keys)
    return dropped


def _remove(rows) -> None:
    rows._raw_delete(rows.db)
