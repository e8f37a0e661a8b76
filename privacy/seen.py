"""What the trail calls the pages about personal data."""

from django.utils.translation import gettext_lazy as _

from audit.subjects import Subject, register

register(
    Subject("privacy search", _("ค้นหาเจ้าของข้อมูล"), holds="household"),
    Subject("subject copy", _("สำเนาให้เจ้าของข้อมูล"), holds="household", route="household_detail"),
)
