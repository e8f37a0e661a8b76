"""The nightly comparison: every form that changed since the last one meets all others that share a trait."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from surveys.choices.duplicates import Verdict
from surveys.duplicates.matching import Match, matched
from surveys.duplicates.meeting import shared_by
from surveys.duplicates.races import once_more
from surveys.duplicates.rows import Form, forms_of, outside_communities
from surveys.models import Decision, Pair, Round, Traced

BATCH = 2_000
Two = tuple[UUID, UUID]


def compare_waiting(*, at: datetime, round: Round | None = None) -> int:
    """Compare all forms that wait for it; returns how many pairs are shown to people because of them."""
    outside, apart, found = outside_communities(), told_apart(), 0
    while ids := _waiting(round):
        found += once_more(lambda ids=ids: _compare(ids, apart, outside, at))
    return found


def compare_now(ids: Iterable[UUID], *, at: datetime) -> int:
    """Compare these forms at once, as after a merge was undone."""
    return _compare(list(ids), told_apart(), outside_communities(), at)


def told_apart() -> set[Two]:
    """Households of which somebody said that they are not one."""
    rows = Decision.objects.filter(verdict=Verdict.APART)
    return set(rows.values_list("first", "second"))


def ordered(one: UUID, other: UUID) -> Two:
    """Two households as a pair names them."""
    return (one, other) if one < other else (other, one)


def _waiting(round: Round | None) -> list[UUID]:
    """The next forms, those of one community together: they meet the same others, which are then read once."""
    rows = Traced.objects.filter(is_compared=False)
    rows = rows.filter(survey__round=round) if round else rows
    return list(rows.order_by("survey__community", "pk").values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def _compare(ids: list[UUID], apart: set[Two], outside: frozenset[int], at: datetime) -> int:
    best = best_matches(ids, apart, outside)
    _write(ids, [_pair(*found, at) for found in best.values()])
    Traced.objects.filter(pk__in=ids).update(is_compared=True)
    return len(best)


def best_matches(
    ids: list[UUID], apart: set[Two], outside: frozenset[int]
) -> dict[Two, tuple[Form, Form, Match]]:
    """For every two households in which one of these forms is alike enough: their two most alike forms."""
    best: dict[Two, tuple[Form, Form, Match]] = {}
    for one, other, kinds in _meetings(ids, outside):
        two = ordered(one.household, other.household)
        if one.household == other.household or two in apart:
            continue
        match = matched(one.profile, other.profile, kinds)
        if match.is_shown and (two not in best or match.points > best[two][2].points):
            best[two] = (one, other, match) if two[0] == one.household else (other, one, match)
    return best


def _meetings(ids: list[UUID], outside: frozenset[int]) -> Iterator[tuple[Form, Form, set[str]]]:
    """Forms that share a trait, each two once."""
    mine = set(ids)
    shared = {two: kinds for two, kinds in shared_by(ids).items() if two[1] not in mine or two[0] < two[1]}
    forms = forms_of({key for two in shared for key in two}, outside=outside)
    for (one, other), kinds in shared.items():
        if one in forms and other in forms:
            yield forms[one], forms[other], kinds


def _pair(first: Form, second: Form, match: Match, at: datetime) -> Pair:
    return Pair(
        first_id=first.household,
        second_id=second.household,
        first_survey_id=first.id,
        second_survey_id=second.id,
        first_district_id=first.district,
        second_district_id=second.district,
        score=match.score,
        reasons=match.reasons,
        found_at=at,
    )


def _write(ids: list[UUID], pairs: list[Pair]) -> None:
    """Put in what was found, and take out open pairs of these forms that are alike no more."""
    still = {(pair.first_id, pair.second_id) for pair in pairs}
    of_these = Q(first_survey__in=ids) | Q(second_survey__in=ids)
    before = Pair.objects.undecided().filter(of_these).values_list("pk", "first_id", "second_id")
    gone = [pk for pk, *two in before if tuple(two) not in still]
    Pair.objects.filter(pk__in=gone).delete()
    Pair.objects.bulk_create(
        pairs,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["first_survey", "second_survey", "score", "reasons"],
    )
