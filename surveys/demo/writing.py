"""Writing demo surveys: copies of template households with identities, places and states of their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, count
from random import Random

from django.db import connection, transaction

from accounts.models import User
from bkkhousing.lib import thai
from communities.models import Community, Household
from surveys import figures
from surveys.choices import State
from surveys.demo.sinks import sink_for
from surveys.demo.templates import Templates, templates
from surveys.demo.writers import writers
from surveys.models import Debt, Member, Move, Round, Survey

BATCH = 4_000
STATES = (State.DRAFT, State.SUBMITTED, State.RETURNED, State.APPROVED, State.ACCEPTED)
SHARES = (7, 13, 3, 67, 10)
"""Of a hundred forms, so many are in each state."""
ADDED_UP = tuple(accumulate(SHARES))
MICRO = 1_000_000
OWN_SURVEY = (
    "id", "round_id", "district_id", "community_id", "household_id", "state", "revision", "created_at",
    "created_by_id", "updated_at", "updated_by_id", "submitted_at", "reviewed_at", "house_no", "lat", "lng",
)  # fmt: skip
OWN_HOUSEHOLD = ("id", "district_id", "community_id")
OWN_MEMBER = ("survey_id", "position", "citizen_id")
SEALED_ID = Member._meta.get_field("citizen_id").seal
OWN_DEBT = ("survey_id", "position")
OWN_MOVE = ("survey_id", "at", "by_id", "from_state", "to_state", "reason")


def _shared(model, own: tuple[str, ...]) -> list[str]:
    fields = model._meta.concrete_fields
    return [f.name for f in fields if f.attname not in own and f.column not in own and not f.primary_key]


class Batch:
    """Surveys that are written together: one sink per table, in the order in which foreign keys allow writing."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.household = sink_for(Household, OWN_HOUSEHOLD, _shared(Household, OWN_HOUSEHOLD))
        self.survey = sink_for(Survey, OWN_SURVEY, _shared(Survey, OWN_SURVEY))
        self.member = sink_for(Member, OWN_MEMBER, _shared(Member, OWN_MEMBER))
        self.debt = sink_for(Debt, OWN_DEBT, _shared(Debt, OWN_DEBT))
        self.move = sink_for(Move, OWN_MOVE)

    @transaction.atomic
    def write(self) -> None:
        for sink in (self.household, self.survey, self.member, self.debt, self.move):
            if sink.rows:
                sink.write()
        if connection.vendor == "postgresql":
            connection.check_constraints()  # here rather than at the end, where other writers wait for the figures
        figures.add_new(self.ids)


@dataclass(frozen=True)
class Place:
    """A community in which demo households live, with its centre in millionths of a degree and its people."""

    community: int
    district: str
    kind: str
    lat: int
    lng: int
    officer: int
    head: int


def write(*, surveys: int, seed: int, round: Round, today: date) -> int:
    """Write so many surveys of a round and add them to the figures; returns how many members they have."""
    random = Random(f"{seed} {round.pk}")
    survey_ids, household_ids = (_ids(f"{what} {seed} {round.pk}") for what in ("surveys", "households"))
    made = templates(random, round, Batch(), each=max(20, min(250, surveys // 200)), today=today)
    chosen = _places(random, surveys)
    members = 0
    with writers() as hand_over:
        for start in range(0, surveys, BATCH):
            batch = Batch()
            for place in chosen[start : start + BATCH]:
                _add((next(survey_ids), next(household_ids)), place, made, batch, random, round.pk)
            members += len(batch.member.rows)
            hand_over(batch.write)
    return members


def _ids(name: str) -> Iterator[str]:
    """Keys that follow one another, so that they stand side by side in the database; the same for one name."""
    start = Random(name).getrandbits(80)
    return (f"{start:020x}{number:012x}" for number in count())


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
        lat=round((community.lat or float(district.lat) + random.gauss(0, 0.004)) * MICRO),
        lng=round((community.lng or float(district.lng) + random.gauss(0, 0.004)) * MICRO),
        officer=staff[f"officer.{district.pk}"],
        head=staff[f"head.{district.pk}"],
    )


def _add(
    ids: tuple[str, str], place: Place, made: Templates, batch: Batch, random: Random, round_code: str
) -> None:
    survey_id, household_id = ids
    template = random.choice(made[place.kind])
    home = random.choice(template.homes)
    state = random.choices(STATES, cum_weights=ADDED_UP)[0] if template.can_be_submitted else State.DRAFT
    entered, submitted, reviewed, accepted = template.times[state]
    own = (
        survey_id, round_code, place.district, place.community, household_id, state.value, "1", entered,
        place.officer, entered, place.officer, submitted, reviewed, home.house_no,
        _near(place.lat, random), _near(place.lng, random),
    )  # fmt: skip
    batch.ids.append(survey_id)
    batch.household.add((household_id, place.district, place.community), home.cells)
    batch.survey.add(own, template.survey)
    for position, member in enumerate(template.members):
        batch.member.add((survey_id, position, SEALED_ID.seal(_citizen_id(random))), member)
    for position, debt in enumerate(template.debts):
        batch.debt.add((survey_id, position), debt)
    for move in _moves(place, state, submitted, reviewed, accepted):
        batch.move.add((survey_id, *move))


def _near(degrees: int, random: Random) -> float:
    """Within two hundred metres; millionths come in and degrees go out, with six places."""
    return (degrees + int(random.random() * 4_000) - 2_000) / MICRO


def _moves(place: Place, state: State, submitted, reviewed, accepted) -> Iterator[tuple]:
    if submitted:
        yield submitted, place.officer, "draft", "submitted", ""
    if reviewed:
        approved = "returned" if state == State.RETURNED else "approved"
        reason = "ตรวจรายได้และค่าเช่าอีกครั้ง" if state == State.RETURNED else ""
        yield reviewed, place.head, "submitted", approved, reason
    if accepted:
        yield accepted, place.head, "approved", "accepted", ""


def _citizen_id(random: Random) -> str:
    """A number with a correct check digit; two in a hundred begin with 0, as in these communities."""
    first = random.choice("0111111333335555") if random.random() < 0.3 else "3"
    twelve = f"{first}{int(random.random() * 10**11):011d}"
    return twelve + thai.citizen_id_check_digit(twelve)
