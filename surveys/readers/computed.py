"""The computed answers of a survey in words, so that nobody has to take a score on trust."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.choices import TargetGroup
from surveys.masking import PERSONAL_SUMS
from surveys.models import Survey

PARTS = {
    "threatened": gettext_lazy("ถูกไล่ที่หรือถูกฟ้อง"),
    "insecure_land": gettext_lazy("สิทธิในที่ดินไม่มั่นคง"),
    "low_income": gettext_lazy("รายได้น้อย"),
    "debt_stressed": gettext_lazy("หนี้เกินตัว"),
    "rent_burdened": gettext_lazy("ค่าเช่าเกินกำลัง"),
    "overcrowded": gettext_lazy("อยู่แออัด"),
    "unsafe_house": gettext_lazy("บ้านทรุดโทรมหรือไม่ปลอดภัย"),
    "no_utility": gettext_lazy("ไม่มีน้ำหรือไฟฟ้า"),
    "elderly": gettext_lazy("มีผู้สูงอายุ"),
    "children": gettext_lazy("มีเด็ก"),
    "disabled": gettext_lazy("มีคนพิการ"),
    "bedridden": gettext_lazy("มีผู้ป่วยติดเตียง"),
    "chronic": gettext_lazy("มีผู้ป่วยโรคเรื้อรัง"),
}
SUMS = ("household_income", "debt_payment", "affordability_gap")
FLAGS = ("overcrowded", "debt_stressed", "rent_burdened", "fire_access_blocked")


@dataclass(frozen=True)
class Fact:
    """A label and what is known."""

    label: str
    value: str


@dataclass(frozen=True)
class Computed:
    """Everything the system worked out for one household."""

    facts: tuple[Fact, ...]
    vulnerability: int
    parts: tuple[tuple[str, int], ...]


def computed_of(survey: Survey, *, personal: bool) -> Computed:
    """Sums and parts that would tell about a person are left out for those who see no personal data."""
    groups = ", ".join(str(TargetGroup(code).label) for code in survey.target_groups)
    facts = [
        Fact(_label("target_groups"), groups or "–"),
        Fact(_label("income_bracket"), survey.get_income_bracket_display() or "–"),
        *(_sum(survey, name) for name in SUMS if personal or name not in PERSONAL_SUMS),
        *(Fact(_label(name), _("ใช่") if getattr(survey, name) else _("ไม่ใช่")) for name in FLAGS),
    ]
    parts = survey.vulnerability_parts if personal else []
    named = tuple((str(PARTS.get(part, part)), points) for part, points in parts)
    return Computed(tuple(facts), survey.vulnerability, named)


def _sum(survey: Survey, name: str) -> Fact:
    amount = getattr(survey, name)
    if amount is None:
        return Fact(_label(name), "–")
    return Fact(_label(name).partition(" (")[0], _("%(amount)s บาท/เดือน") % {"amount": f"{amount:,}"})


def _label(name: str) -> str:
    return str(Survey._meta.get_field(name).verbose_name)
