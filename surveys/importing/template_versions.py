"""Of which round and version a template is, and whether it can still be read."""

from dataclasses import replace

from django.utils.translation import gettext as _

from surveys.choices.files import FileSource
from surveys.importing import template_layout as layout
from surveys.importing.recognising import Recognised, Refusal
from surveys.models import FileImport, Round


def examined(found: Recognised) -> Recognised:
    """The same, with what is to be said about the round and the version of a template."""
    if found.source != FileSource.TEMPLATE or found.refusal:
        return found
    round = Round.objects.filter(pk=found.round or "").first()
    if round is None:
        sentence = _("แบบฟอร์มนี้ทำสำหรับรอบ %(round)s ซึ่งไม่มีในระบบ — ดาวน์โหลดแบบฟอร์มของรอบปัจจุบัน")
        return replace(found, refusal=Refusal("unknown_round", sentence % {"round": found.round}))
    if found.version.partition(".")[0] != str(layout.LAYOUT):
        sentence = _("แบบฟอร์มนี้เป็นรุ่นที่ระบบเลิกใช้แล้ว — ดาวน์โหลดแบบฟอร์มใหม่แล้วคัดลอกข้อมูลไปใส่")
        return replace(found, refusal=Refusal("old_template", sentence))
    if found.version != layout.version(round):
        sentence = _("แบบฟอร์ม Excel ของรอบ %(round)s รุ่นก่อนที่ข้อคำถามจะเปลี่ยน — ข้อใหม่จะว่าง ข้อที่เลิกถามไม่ถูกนับ")
        return replace(found, sentence=sentence % {"round": round.pk})
    return found


def declaration(file_import: FileImport) -> dict:
    """The mapping of a template as it is stored: nothing in it is for a person to choose."""
    names = {q.key: {"column": q.key} for q in layout.asked(file_import.round, "survey")}
    return {
        "name": layout.KIND,
        "title": layout.HOUSEHOLDS,
        "dates": "day first",
        "identity": {"ids": [], "otherwise": [], "number": layout.NUMBER},
        "district": {"column": layout.DISTRICT},
        "community": {"column": layout.COMMUNITY},
        "begun": "",
        "ended": "",
        "answers": names,
    }
