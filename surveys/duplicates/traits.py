"""Keeping the traits of stored forms: on submitting, and for all that changed when the nightly command comes by."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from surveys import bulk
from surveys.duplicates.keys import VERSION, keys_of
from surveys.duplicates.races import once_more
from surveys.duplicates.rows import Form, forms_of, outside_communities
from surveys.models import Round, Survey, Traced, Trait

BATCH = 2_000


def take(ids: Iterable[UUID]) -> int:
    """Work out and store the traits of these forms, in place of those they had; returns how many there are."""
    return _write(list(forms_of(ids, outside=outside_communities()).values()))


@transaction.atomic
def _write(forms: list[Form]) -> int:
    ids = [form.id for form in forms]
    Trait.objects.filter(survey__in=ids).delete()
    Traced.objects.filter(survey__in=ids).delete()
    empty = Trait()
    traits = [
        bulk.copy_of(empty, survey_id=form.id, district_id=form.district, kind=kind, key=key)
        for form in forms
        for kind, key in keys_of(form.profile)
    ]
    bulk.insert(traits)
    bulk.insert([Traced(survey_id=form.id, revision=form.revision, version=VERSION) for form in forms])
    return len(traits)


def take_stale(round: Round | None = None) -> int:
    """Take the traits of every form that has none yet or was changed since; returns how many forms."""
    outside, taken = outside_communities(), 0
    for ids in _stale(round):
        once_more(lambda ids=ids: _write(list(forms_of(ids, outside=outside).values())))
        taken += len(ids)
    return taken


def _stale(round: Round | None) -> Iterator[list[UUID]]:
    """Keys of forms whose traits are missing or old, batch by batch, in the order of their keys."""
    fresh = Q(traced__revision=F("revision"), traced__version=VERSION)
    rows = Survey.objects.in_round(round).filter(Q(traced=None) | ~fresh).order_by("pk")
    ids = list(rows.values_list("pk", flat=True)[:BATCH])
    while ids:
        yield ids
        ids = list(rows.filter(pk__gt=ids[-1]).values_list("pk", flat=True)[:BATCH])


def forget_all() -> None:
    """Throw all traits away, as after a change of BLIND_INDEX_KEY: the next run takes them anew."""
    with transaction.atomic():
        Trait.objects.all().delete()
        Traced.objects.all().delete()
