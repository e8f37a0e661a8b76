"""Asking one rule about a form made by hand: no database, one fixed day, one made-up district."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

from bkkhousing.lib import thai
from surveys import payload
from surveys.entry import Entry
from surveys.problems import Problem
from surveys.questionnaire import asked_by
from surveys.rules import RULES, Context, Neighbours, Rule

TODAY = date(2026, 11, 21)
ROUND = SimpleNamespace(questions=[], opens_on=date(2026, 8, 1))
LIMITS = {"rent_alert_share": Decimal("0.50"), "afford_alert_share": Decimal("0.50")}
BY_CODE = {rule.code: rule for rule in RULES}


def frames(lat: float, lng: float) -> bool:
    """Whether the made-up district holds a point."""
    return 13.70 <= lat <= 13.80 and 100.50 <= lng <= 100.60


DISTRICT = SimpleNamespace(pk="1026", frames=frames)
COMMUNITY = SimpleNamespace(pk=1, district_id="1026")


def around(**given) -> Context:
    """What stands around the form, but for what the test says."""
    values = {
        "today": TODAY,
        "round": ROUND,
        "asked": asked_by(ROUND),
        "district": DISTRICT,
        "community": COMMUNITY,
        "limits": LIMITS,
        "neighbours": Neighbours(),
        "postcodes": {"102601": "10240", "102602": "10230"},
    }
    return Context(**{**values, **given})


def form(
    answers: Mapping | None = None,
    members: Sequence[Mapping] = (),
    debts: Sequence[Mapping] = (),
    confirmed: Mapping | None = None,
) -> Entry:
    """The entry of a payload, read as every door reads it."""
    given = {"answers": dict(answers or {}), "members": list(members), "debts": list(debts)}
    return payload.read({**given, "confirmed": dict(confirmed or {})}, ROUND)


def problems(code: str, entry: Entry, **surroundings) -> list[Problem]:
    """What one rule says about an entry."""
    return list(rule(code).problems(entry, around(**surroundings)))


def fields(code: str, entry: Entry, **surroundings) -> list[str]:
    """The fields that one rule names."""
    return [problem.field for problem in problems(code, entry, **surroundings)]


def rule(code: str) -> Rule:
    return BY_CODE[code]


def ago(**distance) -> str:
    """A day before the fixed one, as an officer types it."""
    return thai.format_date_numeric(TODAY - timedelta(**distance))


def years_old(age: int) -> dict:
    """A member whose birthday is on the fixed day."""
    return {"birth_date": thai.format_date_numeric(TODAY.replace(year=TODAY.year - age))}


def nearly(age: int) -> dict:
    """A member who will be that old tomorrow."""
    return {"birth_date": thai.format_date_numeric(TODAY.replace(year=TODAY.year - age, day=TODAY.day + 1))}
