"""What is read off the figures in one number: shares, averages and coverage, never of fewer than five."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from surveys.choices import NonAnswer
from surveys.measures import BY_NAME
from surveys.readers.figures import Sums

FEWEST = 5
NO_INTERVIEW = tuple(
    f"visit_result.{result}" for result in ("absent", "refused", "vacant", "demolished", "not_residence")
)


@dataclass(frozen=True)
class Totals:
    """The sums of one place beside the households that were to be surveyed there."""

    sums: Sums = field(default_factory=Sums)
    expected: int = 0

    @classmethod
    def together(cls, parts: Collection["Totals"]) -> "Totals":
        """The totals of several places in one."""
        return cls(Sums.together([part.sums for part in parts]), sum(part.expected for part in parts))

    def count(self, *names: str) -> int:
        return sum(self.sums.measures.get(name, 0) for name in names)

    @property
    def surveys(self) -> int:
        return self.sums.surveys

    @property
    def interviewed(self) -> int:
        """Households whose sections C to G were asked: all but absent, refusing, vacant and gone ones."""
        return self.surveys - self.count(*NO_INTERVIEW)

    @property
    def coverage(self) -> float | None:
        """Per cent surveyed of the expected; households outside communities are in neither number."""
        return 100 * (self.surveys - self.sums.outside) / self.expected if self.expected else None


def choices_of(question: str) -> tuple[str, ...]:
    """The measures that count each answer of a question; a refusal is no answer."""
    counted = (name for name in BY_NAME if name.startswith(f"{question}."))
    return tuple(name for name in counted if name != f"{question}.{NonAnswer.REFUSED}")


def share(part: int, base: int) -> float | None:
    """Per cent, or nothing when it would speak of fewer than five."""
    return 100 * part / base if base >= FEWEST else None


@dataclass(frozen=True)
class Indicator:
    """One number of a place.

    `part` over `base` in per cent; no base means the households interviewed; `asks` is the question without
    which a round knows nothing of it.
    """

    key: str
    label: str
    asks: str
    part: tuple[str, ...] = ()
    base: tuple[str, ...] = ()
    unit: str = "%"

    @property
    def needs(self) -> tuple[str, ...]:
        return (*self.part, *self.base)

    def of(self, totals: Totals) -> float | None:
        base = totals.count(*self.base) if self.base else totals.interviewed
        return share(totals.count(*self.part), base)


@dataclass(frozen=True)
class Coverage(Indicator):
    """Surveyed of expected households."""

    def of(self, totals: Totals) -> float | None:
        return totals.coverage


@dataclass(frozen=True)
class Average(Indicator):
    """A sum over the households interviewed."""

    def of(self, totals: Totals) -> float | None:
        of_all = share(totals.count(*self.part), totals.interviewed)
        return None if of_all is None else of_all / 100


COVERAGE = Coverage("coverage", _("ความครอบคลุม"), "community")
LOW_INCOME = Indicator(
    "low_income",
    _("ครัวเรือนรายได้น้อย"),
    "income_total",
    part=("target_groups.low_income",),
    base=("household_income.count",),
)
INSECURE = Indicator(
    "insecure_land",
    _("ไม่มั่นคงในที่ดิน"),
    "land_tenure",
    part=("land_tenure.encroach", "land_tenure.dispute", "land_tenure.verbal"),
    base=choices_of("land_tenure"),
)
CROWDED = Indicator("overcrowded", _("อยู่แออัด"), "bedrooms", part=("overcrowded",))
UNSAFE = Indicator(
    "unsafe_house",
    _("บ้านทรุดโทรมหรือไม่ปลอดภัย"),
    "condition",
    part=("condition.dilapidated", "condition.unsafe"),
    base=choices_of("condition"),
)
RENT = Indicator(
    "rent", _("เช่าบ้าน"), "house_tenure", part=("house_tenure.rent",), base=choices_of("house_tenure")
)
EVICTION = Indicator("eviction", _("ได้รับหนังสือให้ย้ายออก"), "problems", part=("problems.eviction_notice",))
VULNERABLE = Average(
    "vulnerability", _("คะแนนความเปราะบางเฉลี่ย"), "land_tenure", part=("vulnerability.sum",), unit=_("คะแนน")
)
ON_MAP = (COVERAGE, LOW_INCOME, INSECURE, CROWDED, UNSAFE, EVICTION, RENT, VULNERABLE)
BY_KEY = {indicator.key: indicator for indicator in ON_MAP}
IN_TABLE = (COVERAGE, LOW_INCOME, INSECURE, CROWDED, UNSAFE, VULNERABLE)
