"""Every personal field that is kept, generated from what the models declare: why, by what right, how long, for whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bkkhousing.lib.sealed_fields import is_sealed_column
from surveys.consent import SENSITIVE

HEADS = tuple(
    map(
        gettext_lazy,
        (
            "ที่เก็บ",
            "ข้อมูล",
            "ชื่อในระบบ",
            "วัตถุประสงค์",
            "ฐานทางกฎหมาย",
            "เก็บนาน",
            "ผู้เห็น",
            "ออกไปทางใด",
            "เข้ารหัส",
        ),
    )
)


@dataclass(frozen=True)
class Facts:
    """What holds of the personal fields of one model."""

    why: str | Promise
    basis: str | Promise
    kept: str | Promise
    seen: str | Promise
    out: str | Promise


PUBLIC_TASK = gettext_lazy("ภารกิจของรัฐ มาตรา 24(4)")
CONSENT = gettext_lazy("ความยินยอมโดยชัดแจ้ง มาตรา 26")
LEGAL = gettext_lazy("หน้าที่ตามกฎหมาย มาตรา 24(6)")
BY_IDENTITY = gettext_lazy("จนตัดสิ่งที่บอกว่าเป็นใครออก ตามอายุการเก็บหลังปิดรอบ")
DISTRICT = gettext_lazy("เจ้าหน้าที่และหัวหน้าของเขตนั้น ผู้ดูแลระบบ ผู้อื่นเห็นแบบปิดบัง")
NOBODY = gettext_lazy("ไม่แสดงให้ใครเห็น")
NOT_OUT = gettext_lazy("ไม่ออกจากระบบ")
FORMS = gettext_lazy("ไฟล์ส่งออกแบบเต็มที่บอกเหตุผล สำเนาของเจ้าของข้อมูล")
STAFF_BASIS = gettext_lazy("ภารกิจของรัฐ มาตรา 24(4) และความปลอดภัยของระบบ")

SURVEYED = Facts(gettext_lazy("สำรวจและแก้ปัญหาที่อยู่อาศัย"), PUBLIC_TASK, BY_IDENTITY, DISTRICT, FORMS)
BESIDE = Facts(gettext_lazy("ประวัติการแก้ไขและการตรวจแบบ"), PUBLIC_TASK, BY_IDENTITY, DISTRICT, NOT_OUT)
UNDOING = Facts(gettext_lazy("ย้อนคืนการนำเข้าและการรวม"), PUBLIC_TASK, BY_IDENTITY, NOBODY, NOT_OUT)
PLANNING = Facts(
    gettext_lazy("แผนสำรวจและคณะทำงานของเขต"),
    PUBLIC_TASK,
    gettext_lazy("ตลอดอายุของแผน"),
    gettext_lazy("คนของเขตและสำนัก"),
    gettext_lazy("หน้าพิมพ์ของแผน"),
)
ACCOUNTS = Facts(
    gettext_lazy("ให้เจ้าหน้าที่เข้าใช้ระบบอย่างปลอดภัย"),
    STAFF_BASIS,
    gettext_lazy("ตลอดเวลาที่มีบัญชี"),
    gettext_lazy("เจ้าของบัญชีและผู้ดูแลระบบ"),
    NOT_OUT,
)
WORKING = Facts(
    gettext_lazy("งานเบื้องหลังและไฟล์ของผู้สั่ง"),
    PUBLIC_TASK,
    gettext_lazy("ไฟล์เก็บ 7 วัน ไฟล์ที่ส่งเข้ามาเก็บตามอายุการเก็บ"),
    gettext_lazy("ผู้สั่งงาน"),
    gettext_lazy("ดาวน์โหลดโดยผู้สั่ง"),
)
TRAILING = Facts(
    gettext_lazy("ตรวจสอบว่าใครเปิดดูหรือนำข้อมูลใดไป"),
    LEGAL,
    gettext_lazy("ไม่น้อยกว่า 90 วัน ตามอายุการเก็บ"),
    gettext_lazy("ผู้ดูแลระบบ"),
    NOT_OUT,
)
RIGHTS = Facts(
    gettext_lazy("รับและตอบคำขอใช้สิทธิของเจ้าของข้อมูล"),
    LEGAL,
    gettext_lazy("ชื่อผู้ยื่นลบตามอายุการเก็บหลังตอบ ผลเก็บไว้"),
    gettext_lazy("หัวหน้าของเขตนั้น สำนัก ผู้ดูแลระบบ"),
    NOT_OUT,
)
LEDGER = Facts(
    gettext_lazy("ลบซ้ำเมื่อกู้คืนข้อมูลสำรองที่เก่ากว่า"),
    LEGAL,
    gettext_lazy("ตลอดไป เป็นลายนิ้วมือที่อ่านกลับไม่ได้"),
    NOBODY,
    NOT_OUT,
)
PUBLISHING = Facts(
    gettext_lazy("เผยแพร่ข้อมูลเปิด"), PUBLIC_TASK, gettext_lazy("ตลอดอายุของรุ่น"), gettext_lazy("สำนัก"), NOT_OUT
)
STAFF = Facts(gettext_lazy("รู้ว่าเจ้าหน้าที่คนใดทำ"), STAFF_BASIS, gettext_lazy("เท่ากับแถวนั้น"), DISTRICT, NOT_OUT)
FACTS: dict[str, Facts] = {
    **dict.fromkeys(
        ("surveys.Survey", "surveys.Member", "surveys.Debt", "surveys.Photo", "communities.Household"),
        SURVEYED,
    ),
    **dict.fromkeys(
        (
            "surveys.Change",
            "surveys.Comment",
            "surveys.Move",
            "surveys.DeletedSurvey",
            "surveys.DistrictRound",
        ),
        BESIDE,
    ),
    **dict.fromkeys(("surveys.DistrictDecision", "surveys.Trait"), BESIDE),
    **dict.fromkeys(("surveys.Merge", "surveys.ImportedRow"), UNDOING),
    **dict.fromkeys(
        (
            "jobs.Job",
            "jobs.JobFile",
            "surveys.FileImport",
            "surveys.SavedMapping",
            "surveys.ExportDefinition",
        ),
        WORKING,
    ),
    **dict.fromkeys(
        ("accounts.User", "accounts.DeviceKey", "accounts.SecondFactor", "accounts.RecoveryCode"), ACCOUNTS
    ),
    **dict.fromkeys(("accounts.Session", "accounts.ApiToken"), ACCOUNTS),
    "audit.Entry": TRAILING,
    "privacy.SubjectRequest": RIGHTS,
    "surveys.Erasure": LEDGER,
    **dict.fromkeys(
        ("plans.WorkingGroup", "plans.GroupMember", "plans.Meeting", "plans.Decision", "plans.SurveyPlan"),
        PLANNING,
    ),
    **dict.fromkeys(("plans.Milestone", "plans.PlanPerson", "plans.PlanMove"), PLANNING),
    "open_data.Publication": PUBLISHING,
}
"""By model; a field that names a member of staff needs no entry."""


@dataclass(frozen=True)
class Line:
    """One field that is kept, or one kind of file."""

    place: str
    label: str
    name: str
    facts: Facts
    is_sealed: bool = False
    basis: str | Promise = ""

    @property
    def cells(self) -> list[str]:
        facts = self.facts
        told = (facts.why, self.basis or facts.basis, facts.kept, facts.seen, facts.out)
        sealed = _("เข้ารหัสในฐานข้อมูล") if self.is_sealed else ""
        return [self.place, self.label, self.name, *map(str, told), sealed]


def lines() -> Iterator[Line]:
    """Every personal field of every model, then what is kept in files."""
    for model in apps.get_models():
        if not model._meta.proxy:
            yield from _of_model(model)
    yield from _files()


def _of_model(model: type[models.Model]) -> Iterator[Line]:
    facts = FACTS.get(model._meta.label)
    for name in getattr(model, "personal_fields", None) or ():
        field = model._meta.get_field(name)
        about = STAFF if is_of_staff(field) else facts
        if about is None:
            raise LookupError(f"{model._meta.label}.{name} is in no line of FACTS")
        label = str(getattr(field, "verbose_name", name))
        basis = CONSENT if name in SENSITIVE else ""
        place = str(model._meta.verbose_name)
        yield Line(place, label, f"{model._meta.label}.{name}", about, is_sealed_column(field), basis)


def is_of_staff(field: models.Field) -> bool:
    return field.is_relation and field.related_model._meta.label == settings.AUTH_USER_MODEL


def undeclared() -> list[str]:
    """Models with personal fields of which nobody has said why they are kept."""
    return [model._meta.label for model in apps.get_models() if not model._meta.proxy and _needs_facts(model)]


def _needs_facts(model: type[models.Model]) -> bool:
    own = [model._meta.get_field(name) for name in getattr(model, "personal_fields", None) or ()]
    return model._meta.label not in FACTS and any(not is_of_staff(field) for field in own)


def _files() -> Iterator[Line]:
    """What lies outside the database."""
    yield Line(_("ไฟล์"), _("รูปถ่ายที่อยู่อาศัย"), "photos/", SURVEYED)
    yield Line(_("ไฟล์"), _("ไฟล์ที่ส่งเข้ามา"), "imports/", WORKING, is_sealed=True)
    yield Line(_("ไฟล์"), _("ไฟล์ที่ส่งออกและสมุดผล"), "jobs/", WORKING, is_sealed=True)
    yield Line(_("ไฟล์"), _("ทะเบียนการลบ"), "erasures.jsonl", LEDGER)
    yield Line(_("บันทึกของเครื่องแม่ข่าย"), _("ที่อยู่และเวลาของคำขอ ไม่มีชื่อหรือคำตอบ"), "log", TRAILING)
