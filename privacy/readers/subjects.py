"""Finding a person or a household in the forms: by keyed hash, never by reading through them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from bkkhousing.lib import thai
from communities.models import Household
from surveys.choices.duplicates import TraitKind
from surveys.duplicates.keys import blind
from surveys.models import Member, Survey, Trait

MOST = 50


@dataclass(frozen=True)
class Found:
    """A household in which a number was found, as the person asking may see it."""

    household: UUID
    name: str
    community: str
    district: str
    rounds: str
    survey: UUID | None = None
    position: int | None = None


@dataclass(frozen=True)
class Resident:
    """One person of a form, by the form and the place in it."""

    survey: UUID
    position: int
    name: str
    relation: str
    round: str

    @property
    def key(self) -> str:
        return f"{self.survey}:{self.position}"


def found(user, *, number: str) -> list[Found]:
    """Households that the person may see in which somebody has this citizen id, or that have this phone."""
    digits = "".join(filter(str.isdigit, thai.arabic_digits(number)))
    if not digits:
        return []
    rows = list(_people(user, digits)) + list(_phones(user, digits))
    return list({one.household: one for one in reversed(rows)}.values())[:MOST]


def _people(user, digits: str) -> Iterable[Found]:
    people = Member.objects.visible_to(user).filter(citizen_id__alike=digits)
    for member in people.select_related("survey__household__community", "survey__district")[:MOST]:
        yield _found(member.survey, user, name=str(member), survey=member.survey_id, position=member.position)


def _phones(user, digits: str) -> Iterable[Found]:
    key = blind(settings.BLIND_INDEX_KEY.encode(), TraitKind.PHONE.value, digits)
    traits = Trait.objects.visible_to(user).filter(key=key)
    for trait in traits.select_related("survey__household__community", "survey__district")[:MOST]:
        yield _found(trait.survey, user, name=trait.survey.household.head_name)


def _found(form: Survey, user, *, name: str, **person) -> Found:
    home = form.household
    return Found(
        household=home.pk,
        name=name if user.sees_personal_data else thai.mask_name(name),
        community=home.community.shown_name if home.community else "",
        district=form.district.name,
        rounds=form.round_id,
        **person,
    )


def residents_of(household: Household, user) -> list[Resident]:
    """Everybody in the newest form of a household in which there is anybody."""
    forms = Survey.objects.visible_to(user).filter(household=household).order_by("-round__opens_on")
    for survey in forms.with_rows():
        if people := [_resident(member, survey, user) for member in survey.members.all()]:
            return people
    return []


def _resident(member: Member, survey: Survey, user) -> Resident:
    name = str(member) if user.sees_personal_data else thai.mask_name(str(member))
    return Resident(
        survey.pk, member.position, name or "–", str(member.get_relation_display()), survey.round_id
    )
