"""Answers the system computes: target groups, crowding, debt, rent, affordability and vulnerability.

Every formula is plain arithmetic over the entry and the dated limits, so that a page can show how a result
came about.  Raise `VERSION` when a formula changes; stored results say which version made them.
"""

from dataclasses import dataclass, field

from surveys.ages import age_of
from surveys.choices import IncomeBand, TargetGroup
from surveys.choices.economy import BAND_CEILINGS
from surveys.entry import Entry
from surveys.rules.declaring import Context
from surveys.rules.tenure import is_threatened, rent_of

VERSION = 1
BANDS = frozenset(IncomeBand.values)
INSECURE_LAND = ("encroach", "dispute", "verbal")
UNSAFE = ("dilapidated", "unsafe")

# Points of each part; the sum is capped at 100.  Weights are ours until the Department sets its own.
POINTS = {
    "threatened": 20,
    "insecure_land": 10,
    "low_income": 15,
    "debt_stressed": 10,
    "rent_burdened": 10,
    "overcrowded": 10,
    "unsafe_house": 10,
    "no_utility": 5,
    "elderly": 10,
    "children": 5,
    "disabled": 15,
    "bedridden": 15,
    "chronic": 5,
}


@dataclass
class Computed:
    """The computed columns of one survey, named as in `ComputedAnswers`."""

    target_groups: tuple[str, ...] = ()
    household_income: int | None = None
    income_bracket: str = ""
    debt_payment: int | None = None
    overcrowded: bool = False
    debt_stressed: bool = False
    rent_burdened: bool = False
    fire_access_blocked: bool = False
    affordability_gap: int | None = None
    vulnerability: int = 0
    vulnerability_parts: list[list] = field(default_factory=list)
    ages: list[int | None] = field(default_factory=list)


def compute(entry: Entry, context: Context) -> Computed:
    """All computed answers of an entry; nothing is guessed where an answer is missing."""
    result = Computed(ages=[_stored_age(age_of(row, entry, context.today)) for row in entry.members])
    if not entry.is_interview:
        return result
    result.household_income = _income(entry)
    result.income_bracket = entry.get("income_band") or _bracket(result.household_income)
    if result.income_bracket not in BANDS:
        result.income_bracket = ""
    result.debt_payment = _debt_payment(entry)
    result.overcrowded = _overcrowded(entry, context)
    _compute_burdens(result, entry, context)
    result.fire_access_blocked = entry.get("access_width") is not None and entry.get("access_width") < 1
    result.target_groups = _target_groups(result, entry, context)
    result.vulnerability_parts = [[part, POINTS[part]] for part in _parts(result, entry)]
    result.vulnerability = min(100, sum(points for _part, points in result.vulnerability_parts))
    return result


def _stored_age(age: int | None) -> int | None:
    return age if age is not None and 0 <= age <= 150 else None


def _income(entry: Entry) -> int | None:
    """Monthly baht: the stated total, else the roster's sum when anyone's income is known."""
    stated = entry.get("income_total")
    if stated is not None:
        return max(0, stated)
    known = [row.get("income_month") for row in entry.members if row.get("income_month") is not None]
    return max(0, sum(known)) if known else None


def _bracket(income: int | None) -> str:
    if income is None:
        return ""
    return next(
        (band.value for ceiling, band in BAND_CEILINGS if income <= ceiling), IncomeBand.OVER_50000.value
    )


def _debt_payment(entry: Entry) -> int | None:
    payments = [row.get("pay_month") for row in entry.debts if row.get("pay_month") is not None]
    return sum(payments) if payments else None


def _overcrowded(entry: Entry, context: Context) -> bool:
    """More people per bedroom than the limit (three)."""
    people, rooms = entry.get("members_living") or 0, entry.get("bedrooms")
    return rooms is not None and people > context.limit("people_per_bedroom") * max(1, rooms)


def _compute_burdens(result: Computed, entry: Entry, context: Context) -> None:
    """Debt service and rent against income; the gap is housing cost less what is affordable, baht a month."""
    income = result.household_income
    if not income:
        return
    debt, rent = result.debt_payment or 0, rent_of(entry)
    result.debt_stressed = debt > context.limit("debt_service_share") * income
    result.rent_burdened = rent > context.limit("rent_burden_share") * income
    cost = rent or entry.get("expense_housing")
    if cost is not None:
        affordable = context.limit("housing_share") * max(0, income - debt)
        result.affordability_gap = int(cost - affordable)


def _target_groups(result: Computed, entry: Entry, context: Context) -> tuple[str, ...]:
    """Groups of the ten-year housing plan; `general` is whoever is in none of the others."""
    day = entry.get("survey_date") or context.today
    since = day.year - int(context.limit("new_graduate_years"))
    groups = []
    if result.household_income is not None and result.household_income <= context.limit("low_income_month"):
        groups.append(TargetGroup.LOW_INCOME.value)
    if any(row.get("work") == "bma_staff" for row in entry.members):
        groups.append(TargetGroup.BMA_STAFF.value)
    if any((row.get("graduated_year") or 0) >= since for row in entry.members):
        groups.append(TargetGroup.NEW_GRADUATE.value)
    return tuple(groups) or (TargetGroup.GENERAL.value,)


def _parts(result: Computed, entry: Entry) -> list[str]:
    """The parts of the vulnerability score that hold, in the order of `POINTS`."""
    ages = [age for age in result.ages if age is not None]
    holds = {
        "threatened": is_threatened(entry),
        "insecure_land": entry.get("land_tenure") in INSECURE_LAND or entry.get("house_tenure") == "occupy",
        "low_income": TargetGroup.LOW_INCOME.value in result.target_groups,
        "debt_stressed": result.debt_stressed,
        "rent_burdened": result.rent_burdened,
        "overcrowded": result.overcrowded,
        "unsafe_house": entry.get("condition") in UNSAFE,
        "no_utility": "none" in (entry.get("water"), entry.get("electricity")),
        "elderly": any(age >= 60 for age in ages),
        "children": any(age < 15 for age in ages),
        "disabled": any(
            set(row.get("disability", ())) - {"none", "refused", "unknown"} for row in entry.members
        ),
        "bedridden": any(row.get("bedridden") == "yes" for row in entry.members),
        "chronic": any(row.get("chronic") == "yes" for row in entry.members),
    }
    return [part for part in POINTS if holds[part]]
