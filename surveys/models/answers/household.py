"""Section C: the household."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.choices import MovedFrom
from surveys.models import fields


class HouseholdAnswers(models.Model):
    """How many live here, and since when."""

    members_living = fields.integer(_("สมาชิกที่อยู่จริง"), _("ต้องเท่ากับจำนวนคนในตารางสมาชิก"), unit=_("คน"))
    members_registered = fields.integer(_("สมาชิกตามทะเบียนบ้าน"), unit=_("คน"))
    years_here = fields.integer(_("อยู่ที่นี่มานาน"), unit=_("ปี"))
    moved_from = fields.choice(_("ย้ายมาจาก"), MovedFrom)

    class Meta:
        abstract = True
