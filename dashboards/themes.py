"""What each page of the dashboard shows: one declaration a theme."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dashboards import indicators as of
from dashboards.charts import economy, housing, needs, people, tenure
from dashboards.charts.findings import Kind
from dashboards.indicators import Indicator


@dataclass(frozen=True)
class Theme:
    """Key numbers, measures of the map (the first is its own), columns of the table, and charts by heading."""

    slug: str
    keys: tuple[Indicator, ...]
    on_map: tuple[Indicator, ...]
    columns: tuple[Indicator, ...]
    sections: tuple[tuple[str | Promise, tuple[Kind, ...]], ...]

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        return tuple(kind for _heading, kinds in self.sections for kind in kinds)

    @cached_property
    def drawn(self) -> tuple[str, ...]:
        """The measures of its charts and key numbers: those that are compared."""
        shown = (*self.kinds, *self.keys)
        return tuple(dict.fromkeys(name for each in shown for name in each.needs))

    def measures(self, indicator: Indicator) -> tuple[str, ...]:
        """All that the page reads while this measure is on the map."""
        columns = (name for each in (*self.columns, indicator) for name in each.needs)
        return tuple(sorted({*self.drawn, *columns}))


OVERVIEW = Theme(
    "overview",
    keys=(of.LOW_INCOME, of.INSECURE, of.CROWDED),
    on_map=of.ON_MAP,
    columns=of.IN_TABLE,
    sections=(
        (_("ที่ดินและความมั่นคง"), (tenure.HOUSE_TENURE, tenure.PROBLEMS)),
        (_("บ้านและรายได้"), (housing.CONDITION, economy.INCOME)),
        (_("ความต้องการและคน"), (needs.WANT, people.MEMBERS)),
    ),
)
TENURE = Theme(
    "tenure",
    keys=(of.THREATENED, of.EVICTION, of.INSECURE, of.RENT),
    on_map=(
        of.EVICTION,
        of.THREATENED,
        of.LAWSUIT,
        of.STATE_PROJECT,
        of.INSECURE,
        of.OCCUPY,
        of.RENT,
        of.NO_REGISTRATION,
        of.VULNERABLE,
    ),
    columns=(of.EVICTION, of.LAWSUIT, of.STATE_PROJECT, of.INSECURE, of.OCCUPY, of.RENT),
    sections=(
        (_("ความเสี่ยงถูกไล่รื้อ"), (tenure.THREATS, tenure.PROBLEMS)),
        (_("บ้านและที่ดิน"), (tenure.HOUSE_TENURE, tenure.LAND_TENURE, tenure.LAND_OWNER)),
    ),
)
HOUSING = Theme(
    "housing",
    keys=(of.UNSAFE, of.CROWDED, of.NO_WATER, of.NO_POWER),
    on_map=(
        of.UNSAFE,
        of.CROWDED,
        of.NO_WATER,
        of.NO_POWER,
        of.NO_TOILET,
        of.TO_CANAL,
        of.NO_FIRE_ACCESS,
        of.FLOODED,
    ),
    columns=(of.UNSAFE, of.CROWDED, of.NO_WATER, of.NO_POWER, of.NO_TOILET, of.TO_CANAL, of.NO_FIRE_ACCESS),
    sections=(
        (_("สภาพบ้าน"), (housing.CONDITION, housing.DWELLING, housing.MATERIAL, housing.FIRE_RISK)),
        (_("สาธารณูปโภค"), (housing.UTILITIES, housing.WATER, housing.ELECTRICITY, housing.SEWAGE)),
    ),
)
ECONOMY = Theme(
    "economy",
    keys=(of.INCOME, of.LOW_INCOME, of.RENT_BURDEN, of.DEBT_STRESS),
    on_map=(
        of.LOW_INCOME,
        of.INCOME,
        of.RENT_BURDEN,
        of.DEBT_STRESS,
        of.UNAFFORDABLE,
        of.NO_SAVINGS,
        of.SAVINGS_GROUP,
        of.RENT_PAID,
        of.GAP,
    ),
    columns=(of.INCOME, of.LOW_INCOME, of.RENT_BURDEN, of.DEBT_STRESS, of.UNAFFORDABLE, of.NO_SAVINGS),
    sections=(
        (_("รายได้"), (economy.INCOME, economy.TARGET_GROUPS)),
        (_("ภาระและการออม"), (economy.BURDENS, economy.SAVINGS, economy.SAVINGS_GROUP)),
    ),
)
NEEDS = Theme(
    "needs",
    keys=(of.STAY, of.MOVE, of.JOIN, of.AFFORD),
    on_map=(of.JOIN, of.STAY, of.MOVE, of.AT_ONCE, of.AFFORD, of.SOME_PROGRAMME),
    columns=(of.STAY, of.MOVE, of.AT_ONCE, of.JOIN, of.AFFORD, of.SOME_PROGRAMME),
    sections=(
        (_("สิ่งที่ต้องการ"), (needs.WANT, needs.FORM, needs.TIMEFRAME)),
        (_("โครงการ"), (needs.PROGRAMMES, needs.JOIN, needs.RECEIVED)),
    ),
)
PEOPLE = Theme(
    "people",
    keys=(of.ELDERLY, of.CHILDREN, of.DISABLED, of.GAP_ELDERLY),
    on_map=(
        of.ELDERLY,
        of.ALONE,
        of.CHILDREN,
        of.DISABLED,
        of.BEDRIDDEN,
        of.GAP_ELDERLY,
        of.GAP_DISABLED,
        of.GAP_CHILDREN,
        of.NO_WELFARE,
        of.STATE_CARD,
        of.VULNERABLE,
    ),
    columns=(of.ELDERLY, of.ALONE, of.CHILDREN, of.DISABLED, of.GAP_ELDERLY, of.GAP_DISABLED, of.NO_WELFARE),
    sections=(
        (_("คนที่ต้องดูแล"), (people.MEMBERS, economy.TARGET_GROUPS)),
        (_("สวัสดิการ"), (people.WELFARE, people.GAPS)),
    ),
)
THEMES = {theme.slug: theme for theme in (OVERVIEW, TENURE, HOUSING, ECONOMY, NEEDS, PEOPLE)}
DRAWN = tuple(dict.fromkeys(name for theme in THEMES.values() for name in theme.measures(theme.on_map[0])))
SECTIONS = tuple(section for theme in THEMES.values() if theme is not OVERVIEW for section in theme.sections)
