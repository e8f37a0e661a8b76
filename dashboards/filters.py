"""What an address of the dashboard asks for besides the place: round, states, and the measure of the map."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from dashboards.indicators import BY_KEY, COVERAGE, ON_MAP, Indicator
from surveys.choices import State
from surveys.models import Round
from surveys.readers.figures import COUNTED, UnknownState, states_of

STATES = (
    ("", _("ส่งแล้วขึ้นไป")),
    (State.APPROVED.value, _("อนุมัติแล้วขึ้นไป")),
    (State.ACCEPTED.value, _("สำนักรับแล้ว")),
    (State.SUBMITTED.value, _("รอตรวจ")),
    (State.RETURNED.value, _("ส่งกลับแก้ไข")),
    (State.DRAFT.value, _("ร่าง")),
)
STATE_WORDS = dict(STATES)


class NoSuchFilter(LookupError):
    """A round, state or measure that does not exist."""


@dataclass(frozen=True)
class Asked:
    """The filters in force; `parameters` are those that differ from the first page."""

    round: Round
    before: Round | None
    states: tuple[State, ...]
    state_words: str
    indicator: Indicator
    parameters: dict[str, str]


def asked_of(given: Mapping[str, str], rounds: tuple[Round, ...], today: date) -> Asked:
    """Read the filters of an address; raises NoSuchFilter."""
    first = in_force(rounds, today)
    code, state, key = (given.get(name, "") for name in ("round", "state", "map"))
    state = "" if state == COUNTED else state
    try:
        states = states_of(state)
        round = next(one for one in rounds if one.pk == (code or first.pk))
        indicator = BY_KEY[key or COVERAGE.key]
    except (UnknownState, StopIteration, KeyError) as error:
        raise NoSuchFilter from error
    differing = (
        ("round", code, first.pk),
        ("state", state, ""),
        ("map", key, COVERAGE.key),
    )
    parameters = {name: value for name, value, usual in differing if value and value != usual}
    earlier = (one for one in rounds if one.fiscal_year < round.fiscal_year)
    return Asked(round, next(earlier, None), states, str(STATE_WORDS[state]), indicator, parameters)


def in_force(rounds: tuple[Round, ...], today: date) -> Round:
    """The newest open round, else the newest; `rounds` come newest first."""
    return next((one for one in rounds if one.opens_on <= today <= one.closes_on), rounds[0])


class DashboardFilter(forms.Form):
    """The filters as one row above the figures."""

    use_required_attribute = False
    round = forms.ChoiceField(label=_("รอบสำรวจ"))
    state = forms.ChoiceField(label=_("สถานะ"), choices=STATES, required=False)
    map = forms.ChoiceField(label=_("แผนที่และลำดับตาม"))

    def __init__(self, asked: Asked, rounds: tuple[Round, ...], *, ranks: bool):
        """`ranks`: whether the page has parts to put in order."""
        state = asked.parameters.get("state", "")
        super().__init__(initial={"round": asked.round.pk, "state": state, "map": asked.indicator.key})
        self.fields["round"].choices = [(one.pk, _("รอบ %(code)s") % {"code": one.pk}) for one in rounds]
        self.fields["map"].choices = [(one.key, one.label) for one in ON_MAP]
        if not ranks:
            self.fields["map"].widget = forms.HiddenInput()
