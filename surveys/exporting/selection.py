"""Which surveys an export takes, and whether it shows whose they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from communities.querysets import CommunityQuerySet
from districts.models import District, DistrictGroup
from surveys.choices import State
from surveys.choices.privacy import Purpose
from surveys.choices.survey import StatesTogether
from surveys.exporting.terms import NoAgreement, Terms, terms_of
from surveys.models import Round
from surveys.querysets import SurveyQuerySet

COUNTED, ALL = StatesTogether.COUNTED.value, "all"


@dataclass(frozen=True)
class Selection:
    """A round, a place (nothing: the whole city), a state; `full` shows personal data."""

    round: Round
    district: District | None = None
    state: str = COUNTED
    full: bool = False
    group: DistrictGroup | None = None
    community: Community | None = None
    terms: Terms | None = None

    def of(self, surveys: SurveyQuerySet) -> SurveyQuerySet:
        """The chosen ones among surveys that the person may read."""
        chosen = surveys.in_round(self.round).in_district(self.district.pk if self.district else "")
        if self.group:
            chosen = chosen.filter(district__group=self.group)
        chosen = chosen.in_community(self.community.pk if self.community else None)
        if self.terms:
            chosen = chosen.shared_with(self.terms.partner)
        if self.state == StatesTogether.PASSED:
            return chosen.approved()
        return chosen.in_state("" if self.state == ALL else self.state)

    def places(self, communities: CommunityQuerySet) -> CommunityQuerySet:
        """The communities of the place, of those that the person may read."""
        found = communities.in_district(self.district.pk if self.district else "")
        if self.group:
            found = found.filter(district__group=self.group)
        return found.filter(pk=self.community.pk) if self.community else found

    @property
    def place(self) -> str:
        """The place in words, the widest part last."""
        parts = [
            self.community and self.community.name,
            self.district and _("เขต%(name)s") % {"name": self.district.name},
            self.group and not self.district and self.group.name,
        ]
        return " · ".join(str(part) for part in parts if part) or str(_("ทั้งกรุงเทพมหานคร"))

    @property
    def state_label(self) -> str:
        return str(dict(states())[self.state])

    @property
    def scope(self) -> dict[str, object]:
        """The filters as the access record keeps them."""
        wider = {"group": self.group.pk} if self.group else {}
        narrower = {"community": self.community.pk} if self.community else {}
        district = self.district.pk if self.district else ""
        own = {"round": self.round.pk, "district": district, "state": self.state, "full": self.full}
        return own | wider | narrower | {"purpose": self.purpose}

    @property
    def purpose(self) -> str:
        """For whom the file is made."""
        return self.terms.partner if self.terms else Purpose.OWN.value

    @property
    def purpose_label(self) -> str:
        return str(Purpose(self.purpose).label)


class Gone(Exception):
    """A round or place that was chosen is no more, is not the person's, or an agreement has ended."""


def from_stored(stored: Mapping, *, user, today: date) -> Selection:
    """The selection of a job's parameters, cut to what the person may read and a partner may get now; raises Gone."""
    try:
        return Selection(
            round=Round.objects.get(pk=stored["round"]),
            district=_found(District.objects.visible_to(user), _own_district(stored, user)),
            state=stored["state"],
            full=bool(stored["full"]) and user.sees_personal_data,
            group=_found(DistrictGroup.objects.all(), stored.get("group")),
            community=_found(Community.objects.visible_to(user), stored.get("community")),
            terms=terms_of(stored.get("purpose", Purpose.OWN), today),
        )
    except (ObjectDoesNotExist, NoAgreement):
        raise Gone from None


def _own_district(stored: Mapping, user) -> str:
    return stored["district"] if user.reads_whole_city else user.district_id


def _found(rows: QuerySet, key: str | int | None):
    return rows.get(pk=key) if key else None


def states() -> list[tuple[str, str]]:
    """What may be chosen as state, the words of the dashboards first."""
    return [*StatesTogether.choices, *State.choices, (ALL, _("ทุกสถานะ รวมร่าง"))]
