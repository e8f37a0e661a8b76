"""Template households: made up once, evaluated by the real rules, then written many times with other identities."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from communities.models import Community, Household
from surveys import payload
from surveys.choices import Severity
from surveys.demo.households import household
from surveys.demo.places import WORDS
from surveys.evaluation import evaluate, fill
from surveys.models import Round, Survey
from surveys.surroundings import context_for

HOUSE_NUMBERS = 6


@dataclass
class Template:
    """One made-up household with everything that does not differ between its copies."""

    survey: object
    members: list
    debts: list
    households: list
    entered_at: datetime
    can_be_submitted: bool


def templates(random: Random, round: Round, sinks, *, each: int, today: date) -> dict[str, list[Template]]:
    """So many templates for every type of community."""
    place = Community.objects.outside().select_related("district").first()
    return {
        kind: [_template(random, kind, round, place, sinks, today) for _ in range(each)] for kind in WORDS
    }


def _template(random: Random, kind: str, round: Round, place: Community, sinks, today: date) -> Template:
    day = _a_day(random, round, today)
    entry = payload.read(_given(household(random, kind, day), round, place), round)
    entry.survey.values["house_no"] = "1"
    for row in (entry.survey, *entry.members, *entry.debts):
        row.hidden.clear()
    context = context_for(entry, round=round, district=place.district, community=place, today=today)
    _confirm(entry, evaluate(entry, context).problems)
    evaluation = evaluate(entry, context)
    survey = Survey(round=round, point_source="gps")
    members, debts = fill(survey, entry, evaluation)
    survey.privacy_notice_version = round.privacy_notice_version
    return Template(
        survey=sinks.survey.prepare(survey),
        members=[sinks.member.prepare(member) for member in members],
        debts=[sinks.debt.prepare(debt) for debt in debts],
        households=[sinks.household.prepare(row) for row in _names(random, entry, day)],
        entered_at=datetime.combine(day, time(3), UTC) + timedelta(minutes=random.randrange(480)),
        can_be_submitted=not any(p.blocks and p.code != "citizen_id_invalid" for p in evaluation.problems),
    )


def _given(made: dict, round: Round, place: Community) -> dict:
    made["answers"].update(round=round.pk, community=place.pk)
    return made


def _a_day(random: Random, round: Round, today: date) -> date:
    last = max(round.opens_on, min(round.closes_on, today - timedelta(days=2)))
    return round.opens_on + timedelta(days=random.randint(0, (last - round.opens_on).days))


def _confirm(entry, problems) -> None:
    """Give a reason for what is unusual, as an officer would."""
    for problem in problems:
        if problem.severity == Severity.SOFT:
            entry.confirmed[problem.code] = "ตรวจกับผู้ให้ข้อมูลแล้ว"


def _names(random: Random, entry, day: date) -> list[Household]:
    """The register rows of the copies: the same head at different house numbers."""
    head = next((row for row in entry.members if row.get("relation") == "head"), None)
    name = f"{head.get('first_name')} {head.get('last_name')}" if head else ""
    created = datetime.combine(day, time(3), UTC)
    return [
        Household(created_at=created).name_from(
            community_id=None,
            house_no=f"{random.randint(1, 999)}/{random.randint(1, 60)}",
            house_code="",
            head_name=name,
        )
        for _ in range(HOUSE_NUMBERS)
    ]
