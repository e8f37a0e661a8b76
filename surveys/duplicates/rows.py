"""Profiles of stored forms, read in two statements for thousands of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from communities.models import Community
from surveys.duplicates.profiles import Profile, person_of, profile_of
from surveys.models import Member, Survey

SURVEY_COLUMNS = (
    "id", "household_id", "district_id", "round_id", "revision", "community_id", "subdistrict_id",
    "house_no", "room", "house_code", "phone", "lat", "lng",
)  # fmt: skip
MEMBER_COLUMNS = (
    "survey_id", "first_name", "last_name", "citizen_id", "sex", "relation", "birth_date", "birth_year",
)  # fmt: skip

READ_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Form:
    """A stored form with its profile."""

    id: UUID
    household: UUID
    district: str
    round: str
    revision: int
    profile: Profile


def outside_communities() -> frozenset[int]:
    """The rows that stand for "not in a community"."""
    return frozenset(Community.objects.outside().values_list("pk", flat=True))


def forms_of(ids: Iterable[UUID], *, outside: frozenset[int]) -> dict[UUID, Form]:
    """The stored forms with these keys."""
    keys = list(ids)
    return {
        key: form
        for start in range(0, len(keys), READ_AT_ONCE)
        for key, form in _forms(keys[start : start + READ_AT_ONCE], outside).items()
    }


def _forms(keys: list[UUID], outside: frozenset[int]) -> dict[UUID, Form]:
    people = defaultdict(list)
    for row in (
        Member.objects.filter(survey__in=keys).order_by("survey_id", "position").values_list(*MEMBER_COLUMNS)
    ):
        people[row[0]].append(person_of(dict(zip(MEMBER_COLUMNS, row, strict=True)).get))
    rows = Survey.objects.filter(pk__in=keys).values(*SURVEY_COLUMNS)
    return {row["id"]: _form(row, people[row["id"]], outside) for row in rows.order_by()}


def _form(row: dict, people: list, outside: frozenset[int]) -> Form:
    answers = {**row, "community": row["community_id"], "subdistrict": row["subdistrict_id"]}
    return Form(
        id=row["id"],
        household=row["household_id"],
        district=row["district_id"],
        round=row["round_id"],
        revision=row["revision"],
        profile=profile_of(answers.get, people, round=row["round_id"], outside=outside),
    )
