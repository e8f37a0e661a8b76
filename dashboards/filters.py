"""What an address of the dashboard asks for besides the place: round, states, map, and what to compare with."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from dashboards.indicators import BY_KEY, ON_MAP, Indicator
from dashboards.maps.kinds import MapKind
from districts.models import District
from surveys.choices import State
from surveys.choices.survey import COUNTED_STATES
from surveys.models import Round
from surveys.readers.figures import CITY, COUNTED, By, Within, states_of

STATES = (
    ("", _("ส่งแล้วขึ้นไป")),
    (State.APPROVED.value, _("อนุมัติแล้วขึ้นไป")),
    (State.ACCEPTED.value, _("สำนักรับแล้ว")),
    (State.SUBMITTED.value, _("รอตรวจ")),
    (State.RETURNED.value, _("ส่งกลับแก้ไข")),
    (State.DRAFT.value, _("ร่าง")),
)
STATE_WORDS = dict(STATES)
FILTERS = ("round", "state", "map", "compare", "map_as")


class NoSuchFilter(LookupError):
    """A round, state, measure or comparison that does not exist."""


@dataclass(frozen=True)
class Asked:
    """The filters in force; `parameters` are those that differ from the first page.

    What is compared with is the place itself in the round `before`, or else the place `beside` it.
    """

    round: Round
    before: Round | None
    states: tuple[State, ...]
    state_words: str
    indicator: Indicator
    parameters: dict[str, str]
    beside: Within | None = None

    @property
    def counts_all(self) -> bool:
        """Whether all that was sent is counted."""
        return set(self.states) == set(COUNTED_STATES)

    def counting_all(self) -> "Asked":
        """The same, counting all that was sent."""
        kept = {name: value for name, value in self.parameters.items() if name != "state"}
        return replace(self, states=COUNTED_STATES, state_words=str(STATE_WORDS[""]), parameters=kept)


def asked_of(
    given: Mapping[str, str],
    rounds: tuple[Round, ...],
    today: date,
    on_map: tuple[Indicator, ...] = ON_MAP,
) -> Asked:
    """Read the filters of an address; the first measure `on_map` is the page's own; raises NoSuchFilter."""
    usual = dict.fromkeys(FILTERS, "") | {"round": in_force(rounds, today).pk, "map": on_map[0].key}
    said = {name: given.get(name) or word for name, word in usual.items()}
    if said["state"] == COUNTED:
        said["state"] = ""
    try:
        said["map_as"] = said["map_as"] and MapKind(said["map_as"]).value
        states = states_of(said["state"])
        round = next(one for one in rounds if one.pk == said["round"])
        indicator = BY_KEY[said["map"]]
    except (ValueError, StopIteration, KeyError) as error:
        raise NoSuchFilter from error
    before = _round_before(round, rounds)
    if before and said["compare"] == before.pk:
        said["compare"] = ""
    other, beside = _compared(said["compare"], rounds) if said["compare"] else (before, None)
    parameters = {name: word for name, word in said.items() if word != usual[name]}
    return Asked(round, other, states, str(STATE_WORDS[said["state"]]), indicator, parameters, beside)


def _round_before(round: Round, rounds: tuple[Round, ...]) -> Round | None:
    return next((one for one in rounds if one.fiscal_year < round.fiscal_year), None)


def _compared(word: str, rounds: tuple[Round, ...]) -> tuple[Round | None, Within | None]:
    """A round by its code, or a place as `city`, `group:central`, `district:1006`."""
    by, _colon, key = word.partition(":")
    if by == By.CITY and not key:
        return None, Within(By.CITY, CITY)
    if by in (By.GROUP, By.DISTRICT) and key:
        return None, Within(By(by), key)
    found = next((one for one in rounds if one.pk == word), None)
    if found is None:
        raise NoSuchFilter(word)
    return found, None


def in_force(rounds: tuple[Round, ...], today: date) -> Round:
    """The newest open round, else the newest; `rounds` come newest first."""
    return next((one for one in rounds if one.opens_on <= today <= one.closes_on), rounds[0])


class DashboardFilter(forms.Form):
    """The filters as one row above the figures."""

    use_required_attribute = False
    round = forms.ChoiceField(label=_("รอบสำรวจ"))
    state = forms.ChoiceField(label=_("สถานะ"), choices=STATES, required=False)
    map = forms.ChoiceField(label=_("แผนที่และลำดับตาม"))
    compare = forms.ChoiceField(label=_("เทียบกับ"), required=False)

    def __init__(
        self,
        asked: Asked,
        rounds: tuple[Round, ...],
        *,
        ranks: bool,
        on_map: tuple[Indicator, ...] = ON_MAP,
        districts: tuple[District, ...] = (),
        only_counted: bool = False,
    ):
        """`ranks`: whether the page has parts to put in order; `districts`: what it may be compared with."""
        state, compare = (asked.parameters.get(name, "") for name in ("state", "compare"))
        given = {"round": asked.round.pk, "state": state, "map": asked.indicator.key, "compare": compare}
        super().__init__(initial=given)
        self.fields["round"].choices = [(one.pk, _round_words(one)) for one in rounds]
        measures = on_map if asked.indicator in on_map else (*on_map, asked.indicator)
        self.fields["map"].choices = [(one.key, one.label) for one in measures]
        self.fields["compare"].choices = _comparisons(asked, rounds, districts)
        if not ranks:
            self.fields["map"].widget = forms.HiddenInput()
        if only_counted:
            self.fields["state"].choices = STATES[:1]


def _round_words(round: Round) -> str:
    return _("รอบ %(code)s") % {"code": round.pk}


def _comparisons(asked: Asked, rounds: tuple[Round, ...], districts: tuple[District, ...]) -> list:
    """The round before, other rounds, the city, its groups and its districts."""
    before = _round_before(asked.round, rounds)
    first = _("%(round)s (รอบก่อน)") % {"round": _round_words(before)} if before else _("ไม่เทียบ")
    others = [(one.pk, _round_words(one)) for one in rounds if one not in (asked.round, before)]
    groups = {
        f"group:{one.group_id}": one.group.name for one in sorted(districts, key=lambda d: d.group.order)
    }
    places = [(f"district:{one.pk}", one.name) for one in sorted(districts, key=lambda d: d.sort_key)]
    return [
        ("", first),
        *others,
        ("city", _("กรุงเทพมหานคร")),
        (_("กลุ่มเขต"), list(groups.items())),
        (_("เขต"), places),
    ]
