"""Which surveys an export takes, and whether it shows whose they are."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from districts.models import District
from surveys.choices import State
from surveys.models import Round
from surveys.querysets import SurveyQuerySet

COUNTED, ALL = "counted", "all"


@dataclass(frozen=True)
class Selection:
    """A round, a district or the whole city, a state; `full` shows personal data."""

    round: Round
    district: District | None = None
    state: str = COUNTED
    full: bool = False

    def of(self, surveys: SurveyQuerySet) -> SurveyQuerySet:
        """The chosen ones among surveys that the person may read."""
        chosen = surveys.in_round(self.round).in_district(self.district.pk if self.district else "")
        return chosen.in_state("" if self.state == ALL else self.state)

    @property
    def place(self) -> str:
        return (
            str(_("เขต%(name)s") % {"name": self.district.name})
            if self.district
            else str(_("ทั้งกรุงเทพมหานคร"))
        )

    @property
    def state_label(self) -> str:
        return str(dict(states())[self.state])

    @property
    def scope(self) -> dict[str, object]:
        """The filters as the access record keeps them."""
        district = self.district.pk if self.district else ""
        return {"round": self.round.pk, "district": district, "state": self.state, "full": self.full}


def states() -> list[tuple[str, str]]:
    """What may be chosen as state, the usual choice first."""
    return [(COUNTED, _("ส่งแล้วขึ้นไป")), *State.choices, (ALL, _("ทุกสถานะ รวมร่าง"))]
