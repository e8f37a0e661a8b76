"""What stands on printed forms beside the questions, and where a code leads."""

from dataclasses import dataclass, field

from bkkhousing.lib.codes import in_groups, typed_code
from communities.models import Community, Household
from communities.querysets import HouseholdQuerySet
from surveys.choices.survey import COUNTED_STATES
from surveys.models import DeletedSurvey, Member, PaperForm, Round, Survey


@dataclass(frozen=True)
class Filled:
    """One form as it is printed: its code and what is known of the household."""

    code: str
    address: str
    answers: dict[str, str] = field(default_factory=dict)
    members: tuple[str, ...] = ()

    @property
    def shown_code(self) -> str:
        return in_groups(self.code)


def to_survey(user, community: Community, round: Round) -> HouseholdQuerySet:
    """Households of a community without a form handed in this round, house by house."""
    handed_in = Survey.objects.visible_to(user).in_round(round).filter(state__in=COUNTED_STATES)
    rows = Household.objects.visible_to(user).in_community(community.pk)
    return rows.exclude(pk__in=handed_in.in_community(community.pk).values("household")).by_name()


def filled_in(forms: list[PaperForm], user, round: Round, address_of) -> list[Filled]:
    """The forms with what their household's last visit knew; `address_of(code)` is put into the square code."""
    names = former_members([form.household_id for form in forms if form.household_id], user)
    return [
        Filled(
            code=form.code,
            address=address_of(form.code),
            answers=_answers(form, round),
            members=names.get(form.household_id, ()),
        )
        for form in forms
    ]


def _answers(form: PaperForm, round: Round) -> dict[str, str]:
    place, home = form.community, form.household
    known = {
        "round": str(round),
        "community": place.shown_name if place else "",
        "subdistrict": place.subdistrict.name if place and place.subdistrict else "",
        "house_no": home.house_no if home else "",
        "head": home.head_name if home else "",
    }
    return {key: text for key, text in known.items() if text}


def former_members(households: list, user) -> dict[object, tuple[str, ...]]:
    """The people of each household's newest form, as far as the person may see them."""
    if not user.sees_personal_data:
        return {}
    newest: dict[object, object] = {}
    rows = Survey.objects.visible_to(user).filter(household__in=households)
    for household, survey in rows.order_by("-round__opens_on", "-pk").values_list("household", "pk"):
        newest.setdefault(household, survey)
    named: dict[object, tuple[str, ...]] = {}
    people = Member.objects.visible_to(user).filter(survey__in=newest.values()).order_by("survey", "position")
    homes = {survey: household for household, survey in newest.items()}
    for member in people.only("survey_id", "first_name", "last_name"):
        home = homes[member.survey_id]
        named[home] = (*named.get(home, ()), str(member))
    return named


def code_in(text: str, user) -> str:
    """The code of a printed form that the person may open; blank when the text is none."""
    code = typed_code(text) if user.enters_surveys else ""
    return code if code and PaperForm.objects.visible_to(user).filter(pk=code).exists() else ""


def survey_of(form: PaperForm, user) -> Survey | None:
    """The survey that was entered from this form, or for its household in any other way."""
    rows = Survey.objects.visible_to(user).in_round(form.round)
    found = rows.filter(pk=form.survey_id).first()
    if found is None and form.household_id:
        found = rows.filter(household=form.household_id).first()
    return found


def was_deleted(form: PaperForm) -> bool:
    return DeletedSurvey.objects.filter(pk=form.survey_id).exists()
