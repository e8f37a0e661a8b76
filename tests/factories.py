"""Making people, places and surveys for tests, through the same actions as the product."""

import uuid
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.utils import timezone

from accounts.models import User
from bkkhousing.lib import thai
from communities import reference as communities_reference
from communities.models import Community, Household
from districts import reference as districts_reference
from privacy import reference as privacy_reference
from surveys import actions
from surveys import reference as surveys_reference
from surveys.models import Figure, Round, Survey

PASSWORD = "บ้านมั่นคง-2570-ทดสอบ"


def load_reference() -> None:
    folder = Path(settings.BASE_DIR) / "fixtures"
    for module in (districts_reference, communities_reference, surveys_reference, privacy_reference):
        module.load(folder=folder)


def open_round(code: str = "2570", **given) -> Round:
    """A round that is open today and opened long enough ago for late entries."""
    today = timezone.localdate()
    dates = {"opens_on": today - timedelta(days=120), "closes_on": today + timedelta(days=120)}
    values = {"name": f"รอบ {code}", "fiscal_year": 2570, **dates, **given}
    return Round.objects.update_or_create(code=code, defaults=values)[0]


def person(role: str, district: str | None = None, name: str = "") -> User:
    username = name or (f"{role}.{district}" if district else role)
    found = User.objects.filter(username=username).first()
    return found or User.objects.create_user(
        username, password=PASSWORD, role=role, district_id=district, first_name="ทดสอบ", last_name=role
    )


def client_of(user: User) -> Client:
    """A browser in which the person has signed in."""
    client = Client()
    client.force_login(user)
    return client


def community(district: str, name: str, **given) -> Community:
    values = {"type_id": "slum", "population": 360, "expected_households": 100, **given}
    return Community.objects.get_or_create(district_id=district, name=name, defaults=values)[0]


def figure_row(place: Community, *, round: str = "2570", state: str = "counted", **sums) -> Figure:
    """A row of the figures of a community, not yet in the database."""
    return Figure(round_id=round, district_id=place.district_id, community=place, state=state, **sums)


def citizen_id(number: int, first: str = "1") -> str:
    """A made-up number with a correct check digit."""
    twelve = f"{first}{number:011d}"
    return twelve + thai.citizen_id_check_digit(twelve)


def today_in_thai() -> str:
    return thai.format_date_numeric(timezone.localdate())


def member(number: int = 1, **given) -> dict:
    return {
        "relation": "head",
        "title": "mr",
        "first_name": "สมชาย",
        "last_name": "ใจดี",
        "sex": "male",
        "id_kind": "thai13",
        "citizen_id": citizen_id(number),
        "birth_date": "29/02/2527",
        "nationality": "thai",
        "work": "daily",
        "income_month": 12000,
        "welfare": ["gold_card"],
        **given,
    }


def household_of_four(place: Community, number: int = 1, round_code: str = "2570", **answers) -> dict:
    """A valid payload: a couple, a child and a grandmother in a rented room; change it as a test needs."""
    return {
        "revision": 0,
        "answers": {**rented_room(place, number, round_code), **answers},
        "members": family(number * 10),
        "debts": [{"source": "informal", "balance": 20000, "pay_month": 2000, "rate": 5}],
        "confirmed": {},
    }


def rented_room(place: Community, number: int, round_code: str) -> dict:
    return {
        "round": round_code,
        "community": place.pk,
        "survey_date": today_in_thai(),
        "informant": "head",
        "visit_result": "complete",
        "privacy_notice": "yes",
        "sensitive_consent": "yes",
        "house_no": f"{number}/3",
        "members_living": 4,
        "dwelling": "rented_room",
        "material": "wood",
        "condition": "major",
        "bedrooms": 1,
        "floor_area": 24,
        "water": "shared",
        "electricity": "shared",
        "toilet": "shared",
        "house_tenure": "rent",
        "land_tenure": "verbal",
        "land_owner": "temple",
        "rent_house": 3000,
        "problems": ["flood", "crowded"],
        "income_total": 21000,
        "want": "rent_public",
        "form": "flat",
        "afford_month": 2500,
        "programmes": ["nha_rent"],
        "join_baan_mankong": "more_information",
    }


def family(base: int) -> list[dict]:
    """A couple, their daughter and the grandmother, with ids counted from `base`."""
    woman = {"title": "mrs", "sex": "female"}
    spouse = {"relation": "spouse", "first_name": "สมหญิง", "birth_date": "1/5/2530", "work": "vendor"}
    child = {"relation": "child", "first_name": "ฟ้าใส", "birth_date": "21 พ.ย. 2558", "work": "student"}
    parent = {"relation": "parent", "first_name": "ยายมี", "birth_year": "2498", "work": "retired"}
    care = {"welfare": ["old_age", "state_card"], "disability": ["moving"], "bedridden": "no"}
    return [
        member(base),
        member(base + 1, **woman, **spouse, income_month=9000),
        member(base + 2, **{**woman, "title": "girl"}, **child, income_month=None),
        member(base + 3, **woman, **parent, **care, birth_date="", income_month=None),
    ]


def without(payload: dict, *keys: str) -> dict:
    """The same payload without some answers."""
    changed = deepcopy(payload)
    for key in keys:
        changed["answers"].pop(key, None)
    return changed


_numbers = iter(range(1000, 10_000_000))


def saved_survey(*, by: User, place: Community, payload: dict | None = None, **answers) -> Survey:
    """A draft saved through the action."""
    given = payload or household_of_four(place, number=next(_numbers), **answers)
    return actions.save(survey_id=uuid.uuid4(), given=given, by=by, at=timezone.now()).survey


def submitted_survey(*, by: User, place: Community, **answers) -> Survey:
    return actions.submit(survey=saved_survey(by=by, place=place, **answers), by=by, at=timezone.now())


def approved_survey(*, by: User, head: User, place: Community, **answers) -> Survey:
    survey = submitted_survey(by=by, place=place, **answers)
    return actions.approve(survey=survey, by=head, at=timezone.now())


def listed_surveys(number: int, *, by: User, place: Community, state: str = "draft", **given) -> list[Survey]:
    """Many surveys without answers, for lists; written past the actions, so the figures do not count them."""
    now = timezone.now()
    households = [
        Household(
            district_id=place.district_id,
            community=place,
            created_at=now,
            sort_key=f"{n:05}",
            house_no=f"{n}/1",
        )
        for n in range(number)
    ]
    Household.objects.bulk_create(households)
    surveys = [
        Survey(
            household=household,
            district_id=place.district_id,
            community=place,
            round_id="2570",
            state=state,
            created_by=by,
            updated_by=by,
            created_at=now,
            **{"updated_at": now, "submitted_at": now, **given},
        )  # fmt: skip
        for household in households
    ]
    return Survey.objects.bulk_create(surveys)


def a_day(text: str) -> date:
    return thai.parse_date(text)
