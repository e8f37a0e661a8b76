"""What the figures count: every measure is declared here once, with the SQL of one survey's share in it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from surveys.choices import Disability, IncomeBand, NonAnswer, TargetGroup, Welfare
from surveys.models.survey import Survey

HOUSEHOLDS = pgettext_lazy("unit", "ครัวเรือน")
ITEMS = pgettext_lazy("unit", "ข้อ")
CODED = (
    "dwelling",
    "material",
    "condition",
    "water",
    "electricity",
    "toilet",
    "sewage",
    "fire_risk",
    "savings",
    "savings_group_member",
    "house_tenure",
    "land_tenure",
    "land_owner",
    "problems",
    "want",
    "form",
    "timeframe",
    "programmes",
    "join_baan_mankong",
    "received_before",
    "visit_result",
)
FLAGS = ("overcrowded", "debt_stressed", "rent_burdened", "fire_access_blocked")
AMOUNTS = (
    "household_income",
    "rent_house",
    "debt_payment",
    "afford_month",
    "affordability_gap",
    "floor_area",
)


@dataclass(frozen=True)
class Measure:
    """A sum over surveys.

    `condition` counts the rows for which it is true; `amount` adds up a column; a member measure counts
    people of the roster.  SQL reads `s` for the survey and `m` for the member.  `meaning` says in a sentence what the
    label leaves open.
    """

    name: str
    label: str
    unit: str
    condition: str = ""
    amount: str = ""
    of_members: bool = False
    meaning: str = ""

    @property
    def column(self) -> str:
        return self.name.replace(".", "_")

    @property
    def column_type(self) -> type[models.Field]:
        return models.BigIntegerField if self.amount else models.IntegerField

    @property
    def sql(self) -> str:
        """The aggregate over the rows of its table."""
        if self.amount:
            return f"COALESCE(SUM({self.amount}), 0)"
        return f"COUNT(*) FILTER (WHERE {self.condition})" if self.condition else "COUNT(*)"


def _coded(key: str) -> Iterator[Measure]:
    field = Survey._meta.get_field(key)
    several = hasattr(field, "codes")
    for code, label in field.codes if several else field.choices:
        test = f"s.{key} LIKE '%%,{code},%%'" if several else f"s.{key} = '{code}'"
        yield Measure(f"{key}.{code}", label, HOUSEHOLDS, condition=test)


def _flags() -> Iterator[Measure]:
    for key in FLAGS:
        yield Measure(key, Survey._meta.get_field(key).verbose_name, HOUSEHOLDS, condition=f"s.{key}")


def _amounts() -> Iterator[Measure]:
    """A sum and the number of surveys that answered, from which averages follow."""
    for key in AMOUNTS:
        label = Survey._meta.get_field(key).verbose_name
        yield Measure(f"{key}.sum", label, _("รวม"), amount=f"ROUND(s.{key})")
        yield Measure(f"{key}.count", label, _("ครัวเรือนที่ตอบ"), condition=f"s.{key} IS NOT NULL")


def _computed() -> Iterator[Measure]:
    for code, label in TargetGroup.choices:
        yield Measure(
            f"target_groups.{code}", label, HOUSEHOLDS, condition=f"s.target_groups LIKE '%%,{code},%%'"
        )
    for code, label in IncomeBand.choices:
        yield Measure(f"income_bracket.{code}", label, HOUSEHOLDS, condition=f"s.income_bracket = '{code}'")
    yield Measure("vulnerability.sum", _("คะแนนความเปราะบาง"), _("คะแนน"), amount="s.vulnerability")
    yield Measure("people", _("ผู้อยู่อาศัย"), _("คน"), amount="COALESCE(s.members_living, 0)")


def _threats() -> Iterator[Measure]:
    """Households told to leave, and those whose home costs more than they can pay."""
    yield Measure(
        "threatened",
        _("ถูกให้ย้ายออกหรือถูกฟ้องขับไล่"),
        HOUSEHOLDS,
        condition="(s.problems LIKE '%%,eviction_notice,%%' OR s.problems LIKE '%%,lawsuit,%%')",
        meaning=_("ครัวเรือนที่ตอบว่าได้รับหนังสือให้ย้ายออก หรือถูกฟ้องขับไล่ อย่างใดอย่างหนึ่งหรือทั้งสอง"),
    )
    yield Measure(
        "unaffordable",
        _("ค่าที่อยู่เกินกำลังจ่าย"),
        HOUSEHOLDS,
        condition="s.affordability_gap > 0",
        meaning=_("ครัวเรือนที่ค่าเช่าหรือค่าที่อยู่อาศัยเกินส่วนของรายได้หลังหักหนี้ที่ตั้งไว้ว่าจ่ายไหว"),
    )


ALONE = "(SELECT o.members_living FROM surveys_survey o WHERE o.id = m.survey_id) = 1"


def _people() -> Iterator[Measure]:
    tests = (
        ("members.all", _("สมาชิกในตาราง"), ""),
        ("members.children", _("เด็กอายุต่ำกว่า 15 ปี"), "m.age < 15"),
        ("members.small_children", _("เด็กอายุต่ำกว่า 6 ปี"), "m.age < 6"),
        ("members.elderly", _("ผู้สูงอายุ 60 ปีขึ้นไป"), "m.age >= 60"),
        ("members.elderly_alone", _("ผู้สูงอายุที่อยู่คนเดียว"), f"m.age >= 60 AND {ALONE}"),
        ("members.disabled", _("คนพิการ"), _disabled()),
        ("members.bedridden", _("ผู้ป่วยติดเตียง"), "m.bedridden = 'yes'"),
        ("members.chronic", _("ผู้ป่วยโรคเรื้อรัง"), "m.chronic = 'yes'"),
        ("members.bma_staff", _("บุคลากร กทม."), "m.work = 'bma_staff'"),
    )
    for name, label, test in tests:
        yield Measure(name, label, _("คน"), condition=test, of_members=True)
    for code, label in Welfare.choices:
        yield Measure(
            f"welfare.{code}", label, _("คน"), condition=f"m.welfare LIKE '%%,{code},%%'", of_members=True
        )
    gaps = (
        ("elderly", _("ผู้สูงอายุที่ไม่ได้รับเบี้ยผู้สูงอายุ"), "m.age >= 60", Welfare.OLD_AGE),
        ("disabled", _("คนพิการที่ไม่ได้รับเบี้ยความพิการ"), _disabled(), Welfare.DISABILITY),
        ("small_children", _("เด็กต่ำกว่า 6 ปีที่ไม่ได้รับเงินอุดหนุน"), "m.age < 6", Welfare.CHILD_GRANT),
    )
    for group, label, test, grant in gaps:
        yield Measure(
            f"welfare_gap.{group}", label, _("คน"), f"{test} AND {_without(grant)}", of_members=True
        )


def _without(welfare: str) -> str:
    """What is received was told, and this is not among it."""
    told = " AND ".join(f"m.welfare NOT LIKE '%%,{code},%%'" for code in (welfare, *NonAnswer.values))
    return f"m.welfare <> '' AND {told}"


def _disabled() -> str:
    """A kind of disability was named; who refused, does not know or has none is not counted."""
    kinds = [code for code in Disability.values if code != Disability.NONE]
    named = " OR ".join(f"m.disability LIKE '%%,{code},%%'" for code in kinds)
    return f"({named})"


def _quality() -> Iterator[Measure]:
    """How far the answers can be trusted; the work of districts and officers is looked at by the same measures."""
    yield Measure(
        "quality.soft",
        _("ข้อที่ต้องยืนยัน"),
        ITEMS,
        amount="s.soft_problems",
        meaning=_("คำตอบที่กฎเห็นว่าผิดปกติแต่เป็นไปได้ แบบที่ส่งแล้วยืนยันไว้พร้อมเหตุผล หรือมากับแฟ้มนำเข้า"),
    )
    yield Measure("quality.with_soft", _("แบบที่มีข้อต้องยืนยัน"), HOUSEHOLDS, condition="s.soft_problems > 0")
    yield Measure(
        "quality.proxies",
        _("ผู้อื่นตอบแทน"),
        HOUSEHOLDS,
        condition="s.informant IN ('leader', 'neighbour')",
        meaning=_("ผู้ให้ข้อมูลเป็นผู้นำชุมชนหรือเพื่อนบ้าน ไม่ใช่คนในครัวเรือน"),
    )
    yield Measure(
        "quality.asked",
        _("ข้อที่ถาม"),
        ITEMS,
        amount="s.asked_answers",
        meaning=_("ข้อที่มีตัวเลือกในหมวด ค ถึง ช ซึ่งรอบนั้นถามและแบบนั้นต้องตอบ"),
    )
    yield Measure(
        "quality.missing",
        _("ข้อที่ไม่ได้คำตอบ"),
        ITEMS,
        amount="s.missing_answers",
        meaning=_("ข้อที่ถามแต่เว้นว่าง ไม่ทราบ หรือไม่ประสงค์ตอบ"),
    )
    yield Measure(
        "quality.changed",
        _("คำตอบที่เปลี่ยนหลังอนุมัติ"),
        ITEMS,
        amount="s.changed_values",
        meaning=_("ข้อที่คำตอบวันนี้ต่างจากตอนที่หัวหน้าอนุมัติครั้งแรก"),
    )
    yield Measure(
        "quality.changed_forms", _("แบบที่เปลี่ยนหลังอนุมัติ"), HOUSEHOLDS, condition="s.changed_values > 0"
    )


def _work() -> Iterator[Measure]:
    """Of forms that count; `p` counts how often each was given back."""
    yield Measure("sent", _("ส่งแล้ว"), HOUSEHOLDS, meaning=_("แบบที่รอตรวจ อนุมัติแล้ว หรือสำนักรับแล้ว"))
    approved = "s.state IN ('approved', 'accepted')"
    yield Measure("approved", _("อนุมัติแล้ว"), HOUSEHOLDS, condition=approved)
    yield Measure(
        "hours",
        _("ชั่วโมงที่รอตรวจ"),
        _("ชั่วโมง"),
        amount=f"CASE WHEN s.is_reviewed AND {approved} THEN s.hours ELSE 0 END",
        meaning=_("จากเวลาที่ส่งจนถึงเวลาที่อนุมัติ รวมทุกแบบที่อนุมัติแล้ว"),
    )
    yield Measure(
        "returned",
        _("เคยถูกส่งกลับแก้ไข"),
        HOUSEHOLDS,
        condition="p.returns > 0",
        meaning=_("แบบที่ส่งแล้วซึ่งเคยถูกส่งกลับอย่างน้อยหนึ่งครั้ง"),
    )
    for measure in _quality():
        yield replace(measure, name=measure.name.removeprefix("quality."))


def _declared() -> Iterator[Measure]:
    yield Measure("surveys", _("ครัวเรือนที่สำรวจ"), HOUSEHOLDS)
    for key in CODED:
        yield from _coded(key)
    yield from _flags()
    yield from _amounts()
    yield from _computed()
    yield from _threats()
    yield from _people()
    yield from _quality()


MEASURES: tuple[Measure, ...] = tuple(_declared())
BY_NAME: dict[str, Measure] = {measure.name: measure for measure in MEASURES}
COLUMNS: tuple[str, ...] = tuple(measure.column for measure in MEASURES)

WORK_MEASURES: tuple[Measure, ...] = tuple(_work())
WORK_COLUMNS: tuple[str, ...] = tuple(measure.column for measure in WORK_MEASURES)
