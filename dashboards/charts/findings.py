"""The charts of a page, each with a sentence that states what it shows."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dashboards.charts.bars import Bar, Bars, of_many, of_measures, of_question, percent
from dashboards.indicators import INSECURE, NO_INTERVIEW, Totals, choices_of, share
from surveys.choices import IncomeBand

Sentence = Callable[[Bars], tuple[str, tuple[str, ...]]]
HOUSEHOLDS, PEOPLE = pgettext_lazy("unit", "ครัวเรือน"), gettext_lazy("คน")


@dataclass(frozen=True)
class Kind:
    """One chart of the page: its subject, question, bars and finding."""

    key: str
    subject: str | Promise
    asks: str
    needs: tuple[str, ...]
    bars: Callable[[Totals], Bars]
    finding: Sentence
    unit: str | Promise = HOUSEHOLDS
    ordered: bool = False


def _most(sentence: str | Promise) -> Sentence:
    """A sentence about the longest bar."""

    def state(bars: Bars) -> tuple[str, tuple[str, ...]]:
        words = {"label": bars.top.label, "share": percent(bars.top.share)}
        return str(sentence) % words, (bars.top.key,)

    return state


def _together(sentence: str | Promise, *keys: str) -> Sentence:
    """A sentence about the sum of some bars."""

    def state(bars: Bars) -> tuple[str, tuple[str, ...]]:
        return str(sentence) % {"share": percent(bars.share_of(*keys))}, keys

    return state


def _half_earn(bars: Bars) -> tuple[str, tuple[str, ...]]:
    """The lowest bracket below which at least half of the households lie."""
    reached, lit = 0, []
    for bar in bars.bars:
        reached, lit = reached + bar.count, [*lit, bar.key]
        if 2 * reached >= bars.base:
            break
    if lit[-1] == IncomeBand.OVER_50000:
        return _("ครัวเรือนกว่าครึ่งมีรายได้มากกว่า 50,000 บาทต่อเดือน"), (lit[-1],)
    ceiling = int(lit[-1].removeprefix("up_to_"))
    words = {"share": percent(share(reached, bars.base)), "ceiling": f"{ceiling:,}"}
    return _("%(share)s ของครัวเรือนมีรายได้ไม่เกิน %(ceiling)s บาทต่อเดือน") % words, tuple(lit)


LACKS = {
    "water": ("shared", "bought", "none"),
    "electricity": ("temporary", "shared", "none"),
    "toilet": ("shared", "none"),
    "sewage": ("canal",),
}
LACK_WORDS = {
    "water": gettext_lazy("ไม่มีมิเตอร์น้ำของตนเอง"),
    "electricity": gettext_lazy("ไม่มีมิเตอร์ไฟของตนเอง"),
    "toilet": gettext_lazy("ไม่มีส้วมใช้เอง"),
    "sewage": gettext_lazy("ปล่อยน้ำเสียลงคลองหรือที่สาธารณะ"),
}


def _lacks(totals: Totals) -> Bars:
    """What the dwellings go without; each share is of those who answered its question."""
    bars = []
    for question, codes in LACKS.items():
        base = totals.count(*choices_of(question))
        count = totals.count(*(f"{question}.{code}" for code in codes))
        bars.append(Bar(question, str(LACK_WORDS[question]), count, share(count, base)))
    fire = totals.count("fire_access_blocked")
    bars.append(Bar("fire_access", _("รถดับเพลิงเข้าไม่ถึง"), fire, share(fire, totals.interviewed)))
    answered = totals.count(*(name for question in LACKS for name in choices_of(question)))
    return Bars(tuple(sorted(bars, key=lambda bar: -bar.count)), totals.interviewed if answered else 0)


PEOPLE_COUNTED = ("children", "elderly", "disabled", "bedridden", "chronic", "bma_staff")


def _people(totals: Totals) -> Bars:
    names = tuple(f"members.{group}" for group in PEOPLE_COUNTED)
    return of_measures(totals, names, base=totals.count("members.all"))


def _welfare(totals: Totals) -> Bars:
    names = choices_of("welfare")
    base = totals.count("members.all") if totals.count(*names) else 0
    return of_measures(totals, names, base=base)


def _question(key: str) -> dict:
    return {"asks": key, "needs": choices_of(key), "bars": lambda totals: of_question(totals, key)}


def _many(key: str) -> dict:
    return {"asks": key, "needs": choices_of(key), "bars": lambda totals: of_many(totals, key)}


LAND = (
    Kind(
        "house_tenure",
        gettext_lazy("การถือครองบ้าน"),
        finding=_most(gettext_lazy("%(share)s ของครัวเรือนอยู่แบบ “%(label)s” มากกว่าการถือครองแบบอื่น")),
        **_question("house_tenure"),
    ),
    Kind(
        "land_owner",
        gettext_lazy("เจ้าของที่ดิน"),
        finding=_most(gettext_lazy("เจ้าของที่ดินที่พบมากที่สุดคือ%(label)s %(share)s ของครัวเรือน")),
        **_question("land_owner"),
    ),
    Kind(
        "land_tenure",
        gettext_lazy("สิทธิในที่ดิน"),
        finding=_together(
            gettext_lazy("%(share)s ไม่มั่นคงในที่ดิน: เช่าปากเปล่า บุกรุก หรือมีข้อพิพาท"),
            *(name.partition(".")[2] for name in INSECURE.part),
        ),
        **_question("land_tenure"),
    ),
    Kind(
        "problems",
        gettext_lazy("ปัญหาที่อยู่อาศัย"),
        finding=_most(gettext_lazy("ปัญหาที่พบมากที่สุดคือ%(label)s %(share)s ของครัวเรือน")),
        **_many("problems"),
    ),
)
HOUSE = (
    Kind(
        "condition",
        gettext_lazy("สภาพบ้าน"),
        finding=_together(gettext_lazy("บ้าน %(share)s ทรุดโทรมทั้งหลังหรือไม่ปลอดภัย"), "dilapidated", "unsafe"),
        ordered=True,
        **_question("condition"),
    ),
    Kind(
        "utilities",
        gettext_lazy("สาธารณูปโภคที่ขาด"),
        asks="water",
        needs=(*(name for question in LACKS for name in choices_of(question)), "fire_access_blocked"),
        bars=_lacks,
        finding=_most(gettext_lazy("ที่ขาดมากที่สุด: %(label)s %(share)s ของครัวเรือน")),
        ordered=True,
    ),
)
MONEY = (
    Kind(
        "income",
        gettext_lazy("รายได้ครัวเรือน"),
        asks="income_total",
        needs=choices_of("income_bracket"),
        bars=lambda totals: of_question(totals, "income_bracket"),
        finding=_half_earn,
        ordered=True,
    ),
    Kind(
        "target_groups",
        gettext_lazy("กลุ่มเป้าหมายของแผน 10 ปี"),
        asks="income_total",
        needs=choices_of("target_groups"),
        bars=lambda totals: of_many(totals, "target_groups"),
        finding=_together(gettext_lazy("%(share)s ของครัวเรือนเป็นผู้มีรายได้น้อย"), "low_income"),
        ordered=True,
    ),
)
WANTS = (
    Kind(
        "want",
        gettext_lazy("ความต้องการ"),
        finding=_most(gettext_lazy("สิ่งที่ต้องการมากที่สุดคือ “%(label)s” %(share)s ของครัวเรือน")),
        **_question("want"),
    ),
    Kind(
        "programmes",
        gettext_lazy("โครงการที่สนใจ"),
        finding=_most(gettext_lazy("โครงการที่สนใจมากที่สุดคือ%(label)s %(share)s ของครัวเรือน")),
        **_many("programmes"),
    ),
)
VULNERABLE = (
    Kind(
        "members",
        gettext_lazy("คนที่ต้องดูแล"),
        asks="members.birth_date",
        needs=("members.all", *(f"members.{group}" for group in PEOPLE_COUNTED)),
        bars=_people,
        finding=_most(gettext_lazy("%(label)s มีมากที่สุด %(share)s ของสมาชิก")),
        unit=PEOPLE,
        ordered=True,
    ),
    Kind(
        "welfare",
        gettext_lazy("สวัสดิการที่ได้รับ"),
        asks="members.welfare",
        needs=("members.all", *choices_of("welfare")),
        bars=_welfare,
        finding=_most(gettext_lazy("สวัสดิการที่ได้รับมากที่สุดคือ%(label)s %(share)s ของสมาชิก")),
        unit=PEOPLE,
    ),
)
SECTIONS = (
    (gettext_lazy("ที่ดินและความมั่นคง"), LAND),
    (gettext_lazy("สภาพที่อยู่อาศัย"), HOUSE),
    (gettext_lazy("รายได้และกลุ่มเป้าหมาย"), MONEY),
    (gettext_lazy("ความต้องการและโครงการ"), WANTS),
    (gettext_lazy("คนในครัวเรือน"), VULNERABLE),
)
KINDS = tuple(kind for _heading, kinds in SECTIONS for kind in kinds)
MEASURES_DRAWN = (*dict.fromkeys(name for kind in KINDS for name in kind.needs if name not in NO_INTERVIEW),)
