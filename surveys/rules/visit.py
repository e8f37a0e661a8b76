"""Section A: date, informant, result, notice and consent."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from surveys.rules.declaring import hard, soft

PROXIES = ("leader", "neighbour")


@hard(
    "community_missing",
    "community",
    description=_("ต้องเลือกชุมชนหรือ “นอกชุมชนจดทะเบียน” ในเขตของตน"),
    sentence=_("ยังไม่ได้เลือกชุมชน — เลือกชุมชน หรือ “นอกชุมชนจดทะเบียน”"),
)
def community_missing(entry, context):
    if context.community is None:
        yield "community"


@hard(
    "survey_date_missing",
    "survey_date",
    description=_("ต้องมีวันที่สำรวจ"),
    sentence=_("ยังไม่ได้ใส่วันที่สำรวจ — พิมพ์ เช่น 21/11/2569"),
)
def survey_date_missing(entry, context):
    if not entry.survey.has("survey_date"):
        yield "survey_date"


@hard(
    "survey_date_future",
    "survey_date",
    description=_("วันที่สำรวจต้องไม่หลังวันนี้"),
    sentence=_("วันที่สำรวจอยู่ในอนาคต — ตรวจวัน เดือน และปี พ.ศ."),
)
def survey_date_future(entry, context):
    if (day := entry.get("survey_date")) and day > context.today:
        yield "survey_date"


@hard(
    "survey_date_before_round",
    "survey_date",
    description=_("วันที่สำรวจต้องไม่ก่อนวันเปิดรอบ"),
    sentence=_("วันที่สำรวจก่อนวันเปิดรอบนี้ — ตรวจวัน เดือน และปี พ.ศ."),
)
def survey_date_before_round(entry, context):
    if (day := entry.get("survey_date")) and day < context.round.opens_on:
        yield "survey_date"


@soft(
    "survey_date_old",
    "survey_date",
    description=_("วันที่สำรวจเกิน 60 วันมาแล้ว"),
    sentence=_("สำรวจเกิน 60 วันมาแล้ว — ถ้าถูกต้อง บอกเหตุผลที่เพิ่งกรอก"),
)
def survey_date_old(entry, context):
    if (day := entry.get("survey_date")) and day < context.today - timedelta(days=60):
        yield "survey_date"


@soft(
    "informant_proxy",
    "informant",
    description=_("ผู้ให้ข้อมูลเป็นผู้นำชุมชนหรือเพื่อนบ้าน (ตอบแทน)"),
    sentence=_("ผู้ให้ข้อมูลไม่ใช่คนในครัวเรือน — บอกเหตุผลที่ให้ผู้อื่นตอบแทน"),
)
def informant_proxy(entry, context):
    if entry.get("informant") in PROXIES:
        yield "informant"


@hard(
    "visit_result_missing",
    "visit_result",
    description=_("ต้องบอกผลการเข้าสำรวจ"),
    sentence=_("ยังไม่ได้เลือกผลการเข้าสำรวจ"),
)
def visit_result_missing(entry, context):
    if not entry.survey.has("visit_result"):
        yield "visit_result"


@hard(
    "privacy_notice_not_given",
    "privacy_notice",
    description=_("ต้องแจ้งประกาศความเป็นส่วนตัวก่อนเก็บข้อมูล (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562)"),
    sentence=_("ยังไม่ได้แจ้งประกาศความเป็นส่วนตัว — อ่านประกาศให้ผู้ให้ข้อมูลฟังแล้วเลือก “ใช่”"),
)
def privacy_notice_not_given(entry, context):
    """Personal Data Protection Act B.E. 2562, section 23."""
    if entry.is_interview and entry.get("privacy_notice") != "yes":
        yield "privacy_notice"
