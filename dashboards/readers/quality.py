"""How the forms of each officer fare in a round, so that a head sees who needs help with what."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Count, Q, Sum
from django.utils.timezone import localdate

from accounts.choices import Role
from accounts.models import User
from surveys.choices import Informant, State
from surveys.choices.survey import COUNTED_STATES
from surveys.models import Move, Round, Survey

ENOUGH_FOR_SHARES = 10
PROXIES = (Informant.LEADER, Informant.NEIGHBOUR)
SENT = Q(state__in=(*COUNTED_STATES, State.RETURNED))


@dataclass(frozen=True)
class Mending:
    """The head's returns of one officer's forms: how many forms, and how long each return took to come back."""

    returned: int = 0
    days: tuple[int, ...] = ()


@dataclass(frozen=True)
class OfficerQuality:
    """One officer's forms of a round; the shares are of the forms that were ever sent."""

    name: str
    drafts: int
    sent: int
    soft: int
    proxies: int
    to_mend: int
    mending: Mending

    @property
    def returned(self) -> int:
        return self.mending.returned

    @property
    def returned_share(self) -> str:
        """Percent of the sent forms; blank while there are too few to speak of a share."""
        return f"{100 * self.returned / self.sent:.0f}" if self.sent >= ENOUGH_FOR_SHARES else ""

    @property
    def soft_per_form(self) -> str:
        return f"{self.soft / self.sent:.1f}" if self.sent else ""

    @property
    def days_to_mend(self) -> int | None:
        """The middle one of the days between a return and the next sending; 0 is the same day."""
        return round(median(self.mending.days)) if self.mending.days else None


def quality_of(user, round: Round | None) -> tuple[OfficerQuality, ...]:
    """Everyone who entered a form of the round in the district, and its officers of today, by name."""
    if round is None:
        return ()
    counts = {row["created_by"]: row for row in _counts(Survey.objects.visible_to(user).in_round(round))}
    mending = _mending(Move.objects.visible_to(user).filter(survey__round=round))
    rows = [_quality(one, counts.get(one.pk), mending) for one in _people(user, counts)]
    return tuple(sorted(rows, key=lambda one: one.name))


def _quality(person: User, counted: dict | None, mending: dict[int, Mending]) -> OfficerQuality:
    numbers = {
        name: (counted or {}).get(name) or 0 for name in ("drafts", "sent", "soft", "proxies", "to_mend")
    }
    return OfficerQuality(name=person.display_name, mending=mending.get(person.pk, Mending()), **numbers)


def _counts(surveys) -> Iterable[dict]:
    return (
        surveys.order_by()
        .values("created_by")
        .annotate(
            drafts=Count("pk", filter=Q(state=State.DRAFT)),
            sent=Count("pk", filter=SENT),
            soft=Sum("soft_problems", filter=SENT),
            proxies=Count("pk", filter=SENT & Q(informant__in=PROXIES)),
            to_mend=Count("pk", filter=Q(state=State.RETURNED)),
        )
    )


def _people(user, authors: Iterable[int]) -> list[User]:
    here = Q(district=user.district_id, role=Role.OFFICER, is_active=True)
    return list(User.objects.filter(here | Q(pk__in=list(authors))))


def _mending(moves) -> dict[int, Mending]:
    """By author; an approved form that was opened again is nobody's fault and does not count."""
    returns = moves.filter(from_state=State.SUBMITTED, to_state=State.RETURNED)
    steps = moves.filter(survey__in=returns.order_by().values("survey")).order_by("survey_id", "at", "id")
    forms: dict[tuple[int, object], list[tuple[datetime, str, str]]] = defaultdict(list)
    for author, survey, *step in steps.values_list(
        "survey__created_by", "survey_id", "at", "from_state", "to_state"
    ):
        forms[author, survey].append(tuple(step))
    days: dict[int, list[list[int]]] = defaultdict(list)
    for (author, _survey), taken in forms.items():
        days[author].append(days_of(taken))
    return {author: Mending(len(lists), tuple(sum(lists, []))) for author, lists in days.items()}


def days_of(steps: Iterable[tuple[datetime, str, str]]) -> list[int]:
    """Calendar days from each return by the head to the next sending; a form not yet back counts no days."""
    found, since = [], None
    for at, before, after in steps:
        if (before, after) == (State.SUBMITTED, State.RETURNED):
            since = at
        elif after == State.SUBMITTED and since:
            found.append((localdate(at) - localdate(since)).days)
            since = None
    return found
