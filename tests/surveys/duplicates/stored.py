"""Putting made-up forms into the database, past the actions: thousands in a second."""

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime

from communities.models import Household
from surveys import bulk
from surveys.models import Member, Survey

AT = datetime(2026, 11, 21, tzinfo=UTC)


def store(forms: Iterable[dict], *, by, district: str = "1026", round_code: str = "2570") -> list[uuid.UUID]:
    """A household, a submitted survey and a roster for each form; returns the keys of the households."""
    households, surveys, members = [], [], []
    one = Household(district_id=district, created_at=AT)
    empty, person = _blank_survey(by, district, round_code), Member(position=0)
    for form in forms:
        home = bulk.copy_of(one, id=uuid.uuid4(), community_id=form["community"], house_no=form["house_no"])
        lat, lng = form["point"] or (None, None)
        own = {key: form[key] for key in ("house_no", "house_code", "phone")}
        survey = bulk.copy_of(
            empty, id=uuid.uuid4(), household_id=home.pk, community_id=form["community"], lat=lat, lng=lng, **own
        )  # fmt: skip
        households.append(home)
        surveys.append(survey)
        members += [
            bulk.copy_of(person, survey_id=survey.pk, position=place, **row)
            for place, row in enumerate(form["people"])
        ]
    for rows in (households, surveys, members):
        bulk.insert(rows)
    return [home.pk for home in households]


def _blank_survey(by, district: str, round_code: str) -> Survey:
    moments = {"created_at": AT, "updated_at": AT, "submitted_at": AT}
    people = {"created_by": by, "updated_by": by}
    return Survey(
        round_id=round_code, district_id=district, state="submitted", revision=1, **moments, **people
    )
