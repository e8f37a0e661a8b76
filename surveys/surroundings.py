"""Gathering what the rules compare an entry with: round, place, limits and neighbouring surveys."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from uuid import UUID

from django.db.models import Count

from districts.models import District, Subdistrict
from surveys.entry import Entry
from surveys.models import Member, Survey, limits_on
from surveys.questionnaire import asked_by
from surveys.rules import Context, Neighbours


def context_for(
    entry: Entry, *, round, district, community, today: date, survey_id: UUID | None = None
) -> Context:
    """The context of one entry."""
    return Context(
        today=today,
        round=round,
        asked=asked_by(round),
        district=district,
        community=community,
        limits=limits_on(entry.get("survey_date") or today),
        neighbours=neighbours_of([entry], round_id=round.pk, district_id=district.pk, excluding=[survey_id]),
        postcodes=postcodes(),
    )


@cache
def district(code: str) -> District:
    """A district by its code; where it lies does not change while the system runs."""
    return District.objects.get(pk=code)


@cache
def postcodes() -> dict[str, str]:
    """Subdistrict code → postcode."""
    return dict(Subdistrict.objects.values_list("code", "postcode"))


def neighbours_of(
    entries: Iterable[Entry], *, round_id: str, district_id: str, excluding: list
) -> Neighbours:
    """What other surveys of the round share with these entries; at most three queries."""
    entries = list(entries)
    others = Survey.objects.filter(round_id=round_id).exclude(pk__in=[key for key in excluding if key])
    return Neighbours(
        house_codes=_house_codes(entries, others),
        citizen_ids=_citizen_ids(entries, round_id, district_id, excluding),
        points=_points(entries, others),
    )


def _house_codes(entries: list[Entry], others) -> frozenset[str]:
    codes = {code for entry in entries if (code := entry.get("house_code"))}
    if not codes:
        return frozenset()
    return frozenset(others.filter(house_code__in=codes).values_list("house_code", flat=True))


def _citizen_ids(entries: list[Entry], round_id: str, district_id: str, excluding: list) -> dict[str, bool]:
    ids = {key for entry in entries for row in entry.members if (key := row.get("citizen_id"))}
    if not ids:
        return {}
    own = set(excluding)
    rows = Member.objects.filter(citizen_id__in=ids).values_list("citizen_id", "survey_id")
    elsewhere = [(citizen_id, survey_id) for citizen_id, survey_id in rows if survey_id not in own]
    if not elsewhere:
        return {}
    others = Survey.objects.filter(round_id=round_id, pk__in={survey_id for _id, survey_id in elsewhere})
    districts = dict(others.values_list("pk", "district_id"))
    found: dict[str, bool] = {}
    for citizen_id, survey_id in elsewhere:
        if survey_id in districts:
            found[citizen_id] = found.get(citizen_id, False) or districts[survey_id] == district_id
    return found


def _points(entries: list[Entry], others) -> dict[tuple[float, float], int]:
    points = {(entry.get("lat"), entry.get("lng")) for entry in entries if entry.get("lat") is not None}
    if not points:
        return {}
    rows = (
        others.filter(lat__in={lat for lat, _lng in points}).values("lat", "lng").annotate(number=Count("pk"))
    )
    counted = {(row["lat"], row["lng"]): row["number"] for row in rows}
    return {point: counted[point] for point in points if point in counted}
