"""What of the trail itself was taken."""

from django.utils.translation import gettext_lazy as _

from audit.subjects import Subject, register

register(
    Subject("trail", _("บันทึกการใช้งาน")),
    Subject("seen", _("รายการครัวเรือนที่ผู้ใช้เห็น")),
)
