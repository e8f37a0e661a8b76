"""What is read off the figures in one number: shares, averages and coverage, never of fewer than five."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dashboards.totals import FEWEST, INSIDE, INTERVIEWED, NO_INTERVIEW, Totals, choices_of, share

__all__ = ["FEWEST", "NO_INTERVIEW", "Totals", "choices_of", "share"]

PER_MONTH = _("บาท/เดือน")


def cell_of(base: tuple[str, ...]) -> str:
    """The one count that a base is: a whole question, a measure, or the households interviewed."""
    if not base:
        return INTERVIEWED
    return base[0].partition(".")[0] if len(base) > 1 else base[0]


@dataclass(frozen=True)
class Indicator:
    """One number of a place.

    `part` over `base` in per cent; no base means the households interviewed, else it is a whole question or
    one measure; `asks` is the question without which a round knows nothing of it.
    """

    key: str
    label: str | Promise
    asks: str
    part: tuple[str, ...] = ()
    base: tuple[str, ...] = ()
    unit: str | Promise = "%"

    @property
    def needs(self) -> tuple[str, ...]:
        return (*self.part, *self.base)

    @property
    def cells(self) -> tuple[str, ...]:
        """The counts from which it can be computed."""
        return (*self.part, cell_of(self.base))

    @property
    def is_share(self) -> bool:
        return self.unit == "%"

    @property
    def of_people(self) -> bool:
        return self.base[:1] != () and self.base[0].startswith("members.")

    def number(self, value: float) -> str:
        """A share and a score with one decimal, an amount of money with none."""
        return f"{value:,.0f}" if self.unit is PER_MONTH else f"{value:.1f}"

    def base_in(self, totals: Totals) -> int:
        return totals.count(*self.base) if self.base else totals.interviewed

    def is_hidden(self, totals: Totals) -> bool:
        """Whether telling it would tell what is withheld."""
        return totals.hides(*self.cells)

    def of(self, totals: Totals) -> float | None:
        return None if self.is_hidden(totals) else self.worked_out(totals)

    def worked_out(self, totals: Totals) -> float | None:
        return share(totals.count(*self.part), self.base_in(totals))


@dataclass(frozen=True)
class Coverage(Indicator):
    """Surveyed of expected households."""

    @property
    def cells(self) -> tuple[str, ...]:
        return (INSIDE,)

    def worked_out(self, totals: Totals) -> float | None:
        return totals.coverage


@dataclass(frozen=True)
class Average(Indicator):
    """A sum of amounts over its base; whoever knows the base learns of nobody by it."""

    @property
    def cells(self) -> tuple[str, ...]:
        return (cell_of(self.base),)

    def worked_out(self, totals: Totals) -> float | None:
        of_all = share(totals.count(*self.part), self.base_in(totals))
        return None if of_all is None else of_all / 100


def _of_question(key: str, label, question: str, *codes: str) -> Indicator:
    """The share of some answers among those who answered a question."""
    part = tuple(f"{question}.{code}" for code in codes)
    return Indicator(key, label, question, part, choices_of(question))


def _problem(key: str, label, code: str) -> Indicator:
    return Indicator(key, label, "problems", (f"problems.{code}",))


def _of_people(key: str, label, asks: str, *names: str) -> Indicator:
    return Indicator(key, label, asks, names, ("members.all",))


def _of_group(key: str, label, part: str, base: str, asks: str = "members.birth_date") -> Indicator:
    """The share among the people of one group."""
    return Indicator(key, label, asks, (part,), (base,))


def _of_income(key: str, label, part: str) -> Indicator:
    """The share among the households whose income is known."""
    return Indicator(key, label, "income_total", (part,), ("household_income.count",))


def _average(key: str, label, asks: str) -> Indicator:
    """Baht a month over those whose amount is known; the measures are named after the amount."""
    return Average(key, label, asks, (f"{key}.sum",), (f"{key}.count",), PER_MONTH)


COVERAGE = Coverage("coverage", _("ความครอบคลุม"), "community")
VULNERABLE = Average(
    "vulnerability", _("คะแนนความเปราะบางเฉลี่ย"), "land_tenure", part=("vulnerability.sum",), unit=_("คะแนน")
)

EVICTION = _problem("eviction", _("ได้รับหนังสือให้ย้ายออก"), "eviction_notice")
LAWSUIT = _problem("lawsuit", _("ถูกฟ้องขับไล่"), "lawsuit")
THREATENED = Indicator("threatened", _("ถูกให้ย้ายออกหรือถูกฟ้อง"), "problems", part=("threatened",))
STATE_PROJECT = _problem("state_project", _("อยู่ในแนวโครงการรัฐ"), "state_project")
NO_REGISTRATION = _problem("no_registration", _("ไม่มีทะเบียนบ้าน"), "no_house_registration")
INSECURE = _of_question("insecure_land", _("ไม่มั่นคงในที่ดิน"), "land_tenure", "encroach", "dispute", "verbal")
RENT = _of_question("rent", _("เช่าบ้าน"), "house_tenure", "rent")
OCCUPY = _of_question("occupy", _("อยู่โดยบุกรุก"), "house_tenure", "occupy")

UNSAFE = _of_question("unsafe_house", _("บ้านทรุดโทรมหรือไม่ปลอดภัย"), "condition", "dilapidated", "unsafe")
CROWDED = Indicator("overcrowded", _("อยู่แออัด"), "bedrooms", part=("overcrowded",))
NO_WATER = _of_question("no_water", _("ไม่มีมิเตอร์น้ำของตนเอง"), "water", "shared", "bought", "none")
NO_POWER = _of_question("no_power", _("ไม่มีมิเตอร์ไฟของตนเอง"), "electricity", "temporary", "shared", "none")
NO_TOILET = _of_question("no_toilet", _("ไม่มีส้วมใช้เอง"), "toilet", "shared", "none")
TO_CANAL = _of_question("to_canal", _("ปล่อยน้ำเสียลงคลองหรือที่สาธารณะ"), "sewage", "canal")
NO_FIRE_ACCESS = Indicator(
    "no_fire_access", _("รถดับเพลิงเข้าไม่ถึง"), "access_width", part=("fire_access_blocked",)
)
FLOODED = _problem("flooded", _("น้ำท่วม"), "flood")

LOW_INCOME = _of_income("low_income", _("ครัวเรือนรายได้น้อย"), "target_groups.low_income")
INCOME = _average("household_income", _("รายได้ครัวเรือนเฉลี่ย"), "income_total")
RENT_BURDEN = _of_income("rent_burden", _("ค่าเช่าเกินกำลัง"), "rent_burdened")
DEBT_STRESS = _of_income("debt_stress", _("หนี้เกินตัว"), "debt_stressed")
UNAFFORDABLE = Indicator(
    "unaffordable",
    _("ค่าที่อยู่เกินกำลังจ่าย"),
    "income_total",
    ("unaffordable",),
    ("affordability_gap.count",),
)
NO_SAVINGS = Indicator("no_savings", _("ไม่ได้ออม"), "savings", part=("savings.none",))
SAVINGS_GROUP = _of_question("savings_group", _("เป็นสมาชิกกลุ่มออมทรัพย์"), "savings_group_member", "yes")
RENT_PAID = _average("rent_house", _("ค่าเช่าบ้านเฉลี่ย"), "rent_house")
GAP = _average("affordability_gap", _("ค่าที่อยู่เกินกำลังเฉลี่ย"), "income_total")

AFFORD = _average("afford_month", _("จ่ายค่าที่อยู่ได้เฉลี่ย"), "afford_month")
JOIN = _of_question("join", _("พร้อมเข้าร่วมบ้านมั่นคง"), "join_baan_mankong", "yes")
STAY = _of_question(
    "stay", _("ต้องการอยู่ที่เดิม"), "want",
    "stay_repair", "stay_rebuild", "stay_regularise", "reblock", "land_share",
)  # fmt: skip
MOVE = _of_question("move", _("ต้องการย้าย"), "want", "nearby", "relocate", "rent_public", "buy", "return_home")
AT_ONCE = _of_question("at_once", _("ต้องการภายใน 1 ปี"), "timeframe", "now", "one_year")
SOME_PROGRAMME = _of_question(
    "received", _("เคยได้รับโครงการ"), "received_before",
    "baan_mankong", "baan_mankong_canal", "nha_rent", "nha_buy", "public_housing", "bma_staff_housing",
    "starter_rent", "repair_grant",
)  # fmt: skip

ELDERLY = _of_people("elderly", _("ผู้สูงอายุ"), "members.birth_date", "members.elderly")
CHILDREN = _of_people("children", _("เด็ก"), "members.birth_date", "members.children")
DISABLED = _of_people("disabled", _("คนพิการ"), "members.disability", "members.disabled")
BEDRIDDEN = _of_people("bedridden", _("ผู้ป่วยติดเตียง"), "members.bedridden", "members.bedridden")
ALONE = _of_group("elderly_alone", _("ผู้สูงอายุอยู่คนเดียว"), "members.elderly_alone", "members.elderly")
GAP_ELDERLY = _of_group(
    "gap_elderly", _("ผู้สูงอายุไม่ได้รับเบี้ย"), "welfare_gap.elderly", "members.elderly", "members.welfare"
)
GAP_DISABLED = _of_group(
    "gap_disabled", _("คนพิการไม่ได้รับเบี้ย"), "welfare_gap.disabled", "members.disabled", "members.welfare"
)
GAP_CHILDREN = _of_group(
    "gap_children",
    _("เด็กเล็กไม่ได้รับเงินอุดหนุน"),
    "welfare_gap.small_children",
    "members.small_children",
    "members.welfare",
)
NO_WELFARE = _of_people("no_welfare", _("ไม่ได้รับสวัสดิการใด"), "members.welfare", "welfare.none")
STATE_CARD = _of_people("state_card", _("ถือบัตรสวัสดิการแห่งรัฐ"), "members.welfare", "welfare.state_card")

ALL = (
    COVERAGE, VULNERABLE, EVICTION, LAWSUIT, THREATENED, STATE_PROJECT, NO_REGISTRATION, INSECURE, RENT, OCCUPY,
    UNSAFE, CROWDED, NO_WATER, NO_POWER, NO_TOILET, TO_CANAL, NO_FIRE_ACCESS, FLOODED,
    LOW_INCOME, INCOME, RENT_BURDEN, DEBT_STRESS, UNAFFORDABLE, NO_SAVINGS, SAVINGS_GROUP, RENT_PAID, GAP,
    AFFORD, JOIN, STAY, MOVE, AT_ONCE, SOME_PROGRAMME,
    ELDERLY, CHILDREN, DISABLED, BEDRIDDEN, ALONE, GAP_ELDERLY, GAP_DISABLED, GAP_CHILDREN, NO_WELFARE, STATE_CARD,
)  # fmt: skip
BY_KEY = {indicator.key: indicator for indicator in ALL}
ON_MAP = (COVERAGE, LOW_INCOME, INSECURE, CROWDED, UNSAFE, EVICTION, RENT, VULNERABLE)
IN_TABLE = (COVERAGE, LOW_INCOME, INSECURE, CROWDED, UNSAFE, VULNERABLE)
