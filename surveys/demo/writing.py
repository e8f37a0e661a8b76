"""Writing demo surveys: copies of template households with identities, places and states of their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from django.db import transaction

from accounts.models import User
from bkkhousing.lib import thai
from communities.models import Community, Household
from surveys import figures
from surveys.choices import State
from surveys.demo.sinks import Sink, sink_for
from surveys.demo.templates import Template, templates
from surveys.models import Debt, Member, Move, Round, Survey

BATCH = 5_000
STATES = {
    State.DRAFT.value: 7,
    State.SUBMITTED.value: 13,
    State.RETURNED.value: 3,
    State.APPROVED.value: 67,
    State.ACCEPTED.value: 10,
}
OWN_SURVEY = (
    "id", "round_id", "district_id", "community_id", "household_id", "state", "revision", "created_at",
    "created_by_id", "updated_at", "updated_by_id", "submitted_at", "reviewed_at", "house_no", "lat", "lng",
)  # fmt: skip
OWN_HOUSEHOLD = ("id", "district_id", "community_id")
OWN_MEMBER = ("survey_id", "position", "citizen_id")
OWN_DEBT = ("survey_id", "position")
OWN_MOVE = ("survey_id", "at", "by_id", "from_state", "to_state", "reason")


def _shared(model, own: tuple[str, ...]) -> list[str]:
    fields = model._meta.concrete_fields
    return [f.name for f in fields if f.attname not in own and f.column not in own and not f.primary_key]


class Sinks:
    """One sink per table, in the order in which foreign keys allow writing."""

    def __init__(self) -> None:
        self.household = sink_for(Household, OWN_HOUSEHOLD, _shared(Household, OWN_HOUSEHOLD))
        self.survey = sink_for(Survey, OWN_SURVEY, _shared(Survey, OWN_SURVEY))
        self.member = sink_for(Member, OWN_MEMBER, _shared(Member, OWN_MEMBER))
        self.debt = sink_for(Debt, OWN_DEBT, _shared(Debt, OWN_DEBT))
        self.move = sink_for(Move, OWN_MOVE)

    def all(self) -> tuple[Sink, ...]:
        return (self.household, self.survey, self.member, self.debt, self.move)


@dataclass(frozen=True)
class Place:
    """A community in which demo households live, with its centre and its people."""

    community: int
    district: str
    kind: str
    lat: float
    lng: float
    officer: int
    head: int


def write(*, surveys: int, seed: int, round: Round, today: date) -> int:
    """Write so many surveys of a round and add them to the figures; returns how many members they have."""
    random, identities, sinks = Random(f"{seed} {round.pk}"), Random(f"identities {seed} {round.pk}"), Sinks()
    made = templates(random, round, sinks, each=max(20, min(400, surveys // 20)), today=today)
    chosen = _places(random, surveys)
    members = 0
    for start in range(0, surveys, BATCH):
        members += _write_batch(chosen[start : start + BATCH], made, sinks, random, identities, round)
    return members


def _places(random: Random, surveys: int) -> list[Place]:
    """A community for every survey, drawn by its expected households, capped so that coverage stays believable."""
    communities = list(Community.objects.registered().select_related("district").order_by("pk"))
    staff = dict(User.objects.filter(district__isnull=False).values_list("username", "pk"))
    effort = {place.district_id: random.uniform(0.45, 1.0) for place in communities}
    weights = [max(1, place.expected_households) * effort[place.district_id] for place in communities]
    places = [_place(community, random, staff) for community in communities]
    return random.choices(places, weights, k=surveys)


def _place(community: Community, random: Random, staff: dict[str, int]) -> Place:
    district = community.district
    return Place(
        community=community.pk,
        district=district.pk,
        kind=community.type_id if community.type_id in ("slum", "suburban", "high_rise") else "urban",
        lat=float(district.lat) + random.gauss(0, 0.004),
        lng=float(district.lng) + random.gauss(0, 0.004),
        officer=staff[f"officer.{district.pk}"],
        head=staff[f"head.{district.pk}"],
    )


@transaction.atomic
def _write_batch(
    places: list[Place],
    made: dict[str, list[Template]],
    sinks: Sinks,
    random: Random,
    identities: Random,
    round: Round,
) -> int:
    ids, members = [], 0
    for place in places:
        template = random.choice(made[place.kind])
        survey_id = f"{identities.getrandbits(128):032x}"
        _add(survey_id, place, template, sinks, random, round.pk)
        ids.append(survey_id)
        members += len(template.members)
    for sink in sinks.all():
        if sink.rows:
            sink.write()
    figures.add_new(ids)
    return members


def _add(
    survey_id: str, place: Place, template: Template, sinks: Sinks, random: Random, round_code: str
) -> None:
    household_id = f"{random.getrandbits(128):032x}"
    variant = random.randrange(len(template.households))
    state = random.choices(tuple(STATES), tuple(STATES.values()))[0] if template.can_be_submitted else "draft"
    entered, submitted, reviewed = _times(template, state)
    sinks.household.add((household_id, place.district, place.community), template.households[variant])
    own = (
        survey_id, round_code, place.district, place.community, household_id, state, 1, entered, place.officer,
        entered, place.officer, submitted, reviewed, f"{variant + 1}/{variant % 9 + 1}",
        round_to(place.lat + random.uniform(-0.002, 0.002)), round_to(place.lng + random.uniform(-0.002, 0.002)),
    )  # fmt: skip
    sinks.survey.add(own, template.survey)
    for position, member in enumerate(template.members):
        sinks.member.add((survey_id, position, _citizen_id(random)), member)
    for position, debt in enumerate(template.debts):
        sinks.debt.add((survey_id, position), debt)
    for move in _moves(place, state, submitted, reviewed):
        sinks.move.add((survey_id, *move))


def round_to(degrees: float) -> float:
    return round(degrees, 6)


def _times(template: Template, state: str):
    entered = template.entered_at
    submitted = None if state == State.DRAFT else entered + timedelta(minutes=35)
    reviewed = None if state in (State.DRAFT, State.SUBMITTED) else entered + timedelta(hours=26)
    return entered, submitted, reviewed


def _moves(place: Place, state: str, submitted, reviewed) -> Iterator[tuple]:
    if submitted:
        yield submitted, place.officer, "draft", "submitted", ""
    if reviewed:
        approved = "returned" if state == State.RETURNED else "approved"
        reason = "ตรวจรายได้และค่าเช่าอีกครั้ง" if state == State.RETURNED else ""
        yield reviewed, place.head, "submitted", approved, reason
    if state == State.ACCEPTED:
        yield reviewed + timedelta(days=3), place.head, "approved", "accepted", ""


def _citizen_id(random: Random) -> str:
    """A number with a correct check digit; two in a hundred begin with 0, as in these communities."""
    twelve = f"{random.choice('0111111333335555') if random.random() < 0.3 else '3'}{random.randrange(10**11):011d}"
    return twelve + thai.citizen_id_check_digit(twelve)
