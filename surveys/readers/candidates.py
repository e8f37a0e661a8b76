"""Households of the own district that look like the one being filled in, while it is being filled in."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from communities.readers import household_name
from surveys.choices.duplicates import Verdict
from surveys.duplicates.keys import keys_of
from surveys.duplicates.matching import Match, matched
from surveys.duplicates.meeting import sharing
from surveys.duplicates.pairing import ordered
from surveys.duplicates.profiles import of_entry
from surveys.duplicates.rows import Form, forms_of, outside_communities
from surveys.entry import Entry
from surveys.models import Decision, Survey
from surveys.readers.duplicates import said_reasons

MOST = 5


@dataclass(frozen=True)
class Candidate:
    """A stored form that may be of the same household; `joinable` when it is of another round alone."""

    survey: UUID
    household: UUID
    round: str
    name: str
    address: str
    reasons: list[str]
    score: int
    joinable: bool


def candidates(
    user, entry: Entry, *, round: str, survey_id: UUID, household: UUID | None = None
) -> list[Candidate]:
    """The likeliest few, of the person's own district alone; `household` is the one the form belongs to."""
    outside = outside_communities()
    profile = of_entry(entry, round=round, outside=outside)
    shared = sharing(keys_of(profile), district=user.district_id)
    shared.pop(survey_id, None)
    forms = forms_of(shared, outside=outside)
    own = household or _household_of(user, survey_id)
    matches = [
        (form, matched(profile, form.profile, shared[form.id]))
        for form in forms.values()
        if form.household != own
    ]
    return _shown(user, round, own, _best_of_each(matches))


def _household_of(user, survey_id: UUID) -> UUID | None:
    return Survey.objects.visible_to(user).filter(pk=survey_id).values_list("household_id", flat=True).first()


def _best_of_each(matches: list[tuple[Form, Match]]) -> list[tuple[Form, Match]]:
    """The most alike form of every household, the most alike household first."""
    best: dict[UUID, tuple[Form, Match]] = {}
    for form, match in sorted(matches, key=lambda one: (-one[1].points, one[0].id)):
        if match.is_shown:
            best.setdefault(form.household, (form, match))
    return list(best.values())


def _shown(user, round: str, own: UUID | None, found: list[tuple[Form, Match]]) -> list[Candidate]:
    if not found:
        return []
    apart = _told_apart(own, [form.household for form, _match in found])
    found = [one for one in found if one[0].household not in apart][:MOST]
    homes = {form.household for form, _match in found}
    taken = set(
        Survey.objects.filter(household__in=homes, round=round).values_list("household_id", flat=True)
    )
    rows = Survey.objects.visible_to(user).with_place().in_bulk([form.id for form, _match in found])
    return [_candidate(rows[form.id], match, taken) for form, match in found if form.id in rows]


def _told_apart(own: UUID | None, others: Collection[UUID]) -> set[UUID]:
    if own is None:
        return set()
    twos = {ordered(own, other): other for other in others}
    rows = Decision.objects.filter(first__in={first for first, _second in twos}, verdict=Verdict.APART)
    return {twos[two] for two in rows.values_list("first", "second") if two in twos}


def _candidate(survey: Survey, match: Match, taken: set[UUID]) -> Candidate:
    place = survey.community.shown_name if survey.community else ""
    return Candidate(
        survey=survey.pk,
        household=survey.household_id,
        round=survey.round_id,
        name=survey.household.head_name or household_name(survey.household, personal=True),
        address=" · ".join(part for part in (survey.house_no, place) if part),
        reasons=said_reasons(match.reasons),
        score=match.score,
        joinable=survey.household_id not in taken,
    )
