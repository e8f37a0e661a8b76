"""Why two households cannot be merged, or not be taken apart again, now."""

from django.utils.translation import gettext_lazy as _

from surveys.refusals import Refused


class HouseholdGone(Refused):
    """One of the two households was merged or deleted meanwhile."""

    code = "household_gone"
    sentence = _("ครัวเรือนหนึ่งในสองนี้ถูกรวมหรือลบไปแล้ว — เปิดรายการใหม่เพื่อดูที่เหลือ")


class AnotherDistrict(Refused):
    """Households of two districts are never merged by one of them."""

    code = "another_district"
    sentence = _("รวมครัวเรือนได้เฉพาะในเขตเดียวกัน")


class AcceptedAlready(Refused):
    """The form that would be taken away was accepted by the Department."""

    code = "accepted_already"
    sentence = _("แบบที่จะนำออกสำนักรับไปแล้ว — เก็บแบบนั้นไว้แทน หรือขอให้สำนักส่งคืนก่อน")


class NotJoinable(Refused):
    """An officer may let a draft join an earlier household, and nothing more."""

    code = "not_joinable"
    sentence = _("ใช้ครัวเรือนนี้ไม่ได้ — ครัวเรือนมีแบบในรอบนี้แล้ว หรือแบบที่กรอกมีครัวเรือนเดิมอยู่แล้ว ให้หัวหน้ารวมจากหน้าคู่ที่อาจซ้ำ")


class AlreadyUndone(Refused):
    """Somebody has undone this merge."""

    code = "already_undone"
    sentence = _("เลิกรวมคู่นี้ไปแล้ว")


class ChangedSinceMerge(Refused):
    """The form that stayed has other answers now: whose they are cannot be told."""

    code = "changed_since_merge"
    sentence = _(
        "เลิกรวมไม่ได้ — แบบที่เก็บไว้ถูกแก้คำตอบหลังรวม ถ้าเลิกรวมตอนนี้คำตอบของสองครัวเรือนจะปนกัน "
        "ให้แก้แบบที่เก็บไว้กลับเป็นอย่างก่อนรวม แล้วเลิกรวมใหม่"
    )


class MergedOn(Refused):
    """What the merge left behind has moved on, so that it cannot be put back."""

    code = "merged_on"
    sentence = _("เลิกรวมไม่ได้ — ครัวเรือนหรือแบบของคู่นี้ถูกรวมต่อ ลบ หรือนำเข้าใหม่หลังรวม เลิกรวมครั้งหลังสุดก่อน แล้วลองใหม่")
