"""Template households: made up once, evaluated by the real rules, then written many times with other identities."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from django.db import connection

from communities.models import Community, Household
from surveys import payload
from surveys.batch_surroundings import BatchSurroundings
from surveys.choices import Severity, State
from surveys.demo.households import household
from surveys.demo.places import WORDS
from surveys.entry import Entry
from surveys.evaluation import Evaluation, evaluate, fill
from surveys.models import Round, Survey

HOUSE_NUMBERS = 6
WRITTEN, REVIEWED, ACCEPTED = timedelta(minutes=35), timedelta(hours=26), timedelta(hours=98)


@dataclass(frozen=True)
class Home:
    """The register row of one copy."""

    house_no: str
    cells: object


@dataclass(frozen=True)
class Template:
    """One made-up household with everything that does not differ between its copies."""

    survey: object
    members: list
    debts: list
    homes: list[Home]
    times: dict[State, tuple]
    can_be_submitted: bool


Templates = dict[str, list[Template]]


def templates(random: Random, round: Round, sinks, *, each: int, today: date) -> Templates:
    """So many templates for every type of community."""
    maker = _Maker(random, round, sinks, today)
    return {kind: [maker.make(kind) for _ in range(each)] for kind in WORDS}


class _Maker:
    """Makes templates with the rules and limits of a round, which it reads once."""

    def __init__(self, random: Random, round: Round, sinks, today: date) -> None:
        self.random, self.round, self.sinks, self.today = random, round, sinks, today
        self.place = Community.objects.outside().select_related("district").first()
        self.around = BatchSurroundings([(self.place.district_id, Entry())], round=round, excluding=[])

    def make(self, kind: str) -> Template:
        day = _a_day(self.random, self.round, self.today)
        entry = self._entry(household(self.random, kind, day))
        evaluation = self._evaluated(entry)
        survey = Survey(round=self.round, point_source="gps")
        members, debts = fill(survey, entry, evaluation)
        survey.privacy_notice_version = self.round.privacy_notice_version
        entered = datetime.combine(day, time(3), UTC) + timedelta(minutes=self.random.randrange(480))
        return Template(
            survey=self.sinks.survey.prepare(survey),
            members=[self.sinks.member.prepare(member) for member in members],
            debts=[self.sinks.debt.prepare(debt) for debt in debts],
            homes=[self._home(entry, day) for _ in range(HOUSE_NUMBERS)],
            times=_times(entered),
            can_be_submitted=not any(
                p.blocks and p.code != "citizen_id_invalid" for p in evaluation.problems
            ),
        )

    def _entry(self, made: dict) -> Entry:
        made["answers"].update(round=self.round.pk, community=self.place.pk)
        entry = payload.read(made, self.round)
        entry.survey.values["house_no"] = "1"
        for row in (entry.survey, *entry.members, *entry.debts):
            row.hidden.clear()
        return entry

    def _evaluated(self, entry: Entry) -> Evaluation:
        """What the rules say once a reason is given for what is unusual, as an officer would."""
        context = self.around.context(
            entry, district=self.place.district, community=self.place, today=self.today
        )
        first = evaluate(entry, context)
        unusual = [problem.code for problem in first.problems if problem.severity == Severity.SOFT]
        entry.confirmed.update(dict.fromkeys(unusual, "ตรวจกับผู้ให้ข้อมูลแล้ว"))
        return evaluate(entry, context) if unusual else first

    def _home(self, entry: Entry, day: date) -> Home:
        """The same head at another house number."""
        head = next((row for row in entry.members if row.get("relation") == "head"), None)
        row = Household(created_at=datetime.combine(day, time(3), UTC)).name_from(
            community_id=None,
            house_no=f"{self.random.randint(1, 999)}/{self.random.randint(1, 60)}",
            house_code="",
            head_name=f"{head.get('first_name')} {head.get('last_name')}" if head else "",
        )
        return Home(row.house_no, self.sinks.household.prepare(row))


def _a_day(random: Random, round: Round, today: date) -> date:
    last = max(round.opens_on, min(round.closes_on, today - timedelta(days=2)))
    return round.opens_on + timedelta(days=random.randint(0, (last - round.opens_on).days))


def _times(entered: datetime) -> dict[State, tuple]:
    """When a form in each state was entered, submitted, reviewed and accepted, as the database stores it."""
    field = Survey._meta.get_field("created_at")
    steps = (timedelta(), WRITTEN, REVIEWED, ACCEPTED)
    moments = tuple(str(field.get_db_prep_save(entered + step, connection)) for step in steps)
    taken = {State.DRAFT: 1, State.SUBMITTED: 2, State.RETURNED: 3, State.APPROVED: 3, State.ACCEPTED: 4}
    return {state: moments[:number] + (None,) * (4 - number) for state, number in taken.items()}
