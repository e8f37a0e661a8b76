"""How a household is called on a page, for those who may see its people and for those who may not."""

from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from communities.models import Household


def household_name(household: Household, *, personal: bool) -> str:
    """House number and head; without personal data the masked head, or a few signs of the key."""
    if not personal:
        return thai.mask_name(household.head_name) or _("ครัวเรือน %(key)s") % {"key": str(household.pk)[:8]}
    house = household.house_no or _("ไม่มีบ้านเลขที่")
    return f"{house} · {household.head_name}" if household.head_name else house
