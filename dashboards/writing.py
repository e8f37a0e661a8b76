"""How one number of a place is written, also where there is none or it is withheld."""

from django.utils.translation import gettext_lazy as _

from dashboards.indicators import Indicator
from dashboards.totals import Totals

NOTHING = "–"
HIDDEN = _("ปกปิด")


def written(value: float | None, indicator: Indicator) -> str:
    if value is None:
        return NOTHING
    return f"{indicator.number(value)}%" if indicator.is_share else indicator.number(value)


def written_in(totals: Totals, indicator: Indicator) -> str:
    """The number of a place, or the word that it is withheld."""
    return str(HIDDEN) if indicator.is_hidden(totals) else written(indicator.of(totals), indicator)
