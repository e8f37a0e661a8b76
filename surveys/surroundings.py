"""Gathering what the rules compare an entry with: round, place, limits and neighbouring surveys."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from uuid import UUID

from django.db import models
from django.db.models import Count

from bkkhousing.lib.prepared import Prepared, Slot, padded
from bkkhousing.lib.sealed_fields import Blinded
from districts.models import District, Subdistrict
from surveys.entry import Entry
from surveys.models import Member, Survey, limits_on
from surveys.questionnaire import asked_by
from surveys.rules import Context, Neighbours

NOBODY = UUID(int=0)
SEALED_ID = Member._meta.get_field("citizen_id")


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
    others = {"round": round_id, "own": padded([key for key in excluding if key] or [NOBODY])}
    return Neighbours(
        house_codes=_house_codes(entries, others),
        citizen_ids=_citizen_ids(entries, round_id, district_id, excluding),
        points=_points(entries, others),
    )


def _others(own: int) -> models.QuerySet:
    """The surveys of a round but for so many."""
    keys = Slot.several("own", Survey._meta.pk, own)
    return Survey.objects.filter(round_id=Slot("round", models.CharField())).exclude(pk__in=keys)


def _house_codes(entries: list[Entry], others: dict) -> frozenset[str]:
    codes = padded({code for entry in entries if (code := entry.get("house_code"))})
    if not codes:
        return frozenset()
    rows = _same_house(len(codes), len(others["own"])).rows(codes=codes, **others)
    return frozenset(code for (code,) in rows)


@cache
def _same_house(codes: int, own: int) -> Prepared:
    wanted = Slot.several("codes", models.CharField(), codes)
    same = _others(own).filter(house_code__in=wanted).exclude(house_code="")
    return Prepared(same.values_list("house_code"))


def _citizen_ids(entries: list[Entry], round_id: str, district_id: str, excluding: list) -> dict[str, bool]:
    ids = padded({key for entry in entries for row in entry.members if (key := row.get("citizen_id"))})
    if not ids:
        return {}
    own, said = set(excluding), by_likeness(ids)
    rows = _holders(len(ids)).rows(ids=ids)
    elsewhere = [(said[likeness], survey_id) for likeness, survey_id in rows if survey_id not in own]
    if not elsewhere:
        return {}
    others = Survey.objects.filter(round_id=round_id, pk__in={survey_id for _id, survey_id in elsewhere})
    districts = dict(others.values_list("pk", "district_id"))
    found: dict[str, bool] = {}
    for citizen_id, survey_id in elsewhere:
        if survey_id in districts:
            found[citizen_id] = found.get(citizen_id, False) or districts[survey_id] == district_id
    return found


def by_likeness(ids: Iterable[str]) -> dict[str, str]:
    """Ids by what the stored ones are found with: nobody has to open those of other households."""
    return {SEALED_ID.seal.blinded(one): one for one in ids}


@cache
def _holders(ids: int) -> Prepared:
    wanted = Slot.several("ids", Blinded(SEALED_ID.seal), ids)
    found = Member.objects.filter(citizen_id__alike__in=wanted).exclude(citizen_id="").order_by()
    return Prepared(found.values_list("citizen_id__alike", "survey_id"))


def _points(entries: list[Entry], others: dict) -> dict[tuple[float, float], int]:
    points = {(entry.get("lat"), entry.get("lng")) for entry in entries if entry.get("lat") is not None}
    if not points:
        return {}
    lats = padded({lat for lat, _lng in points})
    rows = _same_point(len(lats), len(others["own"])).rows(lats=lats, **others)
    counted = {(lat, lng): number for lat, lng, number in rows}
    return {point: counted[point] for point in points if point in counted}


@cache
def _same_point(lats: int, own: int) -> Prepared:
    near = _others(own).filter(lat__in=Slot.several("lats", models.FloatField(), lats))
    return Prepared(
        near.values("lat", "lng").annotate(number=Count("pk")).values_list("lat", "lng", "number")
    )
