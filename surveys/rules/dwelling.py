"""Section D: the dwelling."""

from django.utils.translation import gettext_lazy as _

from surveys.rules.declaring import soft

SMALL, LARGE = 4, 60


@soft(
    "floor_area_per_person",
    "floor_area",
    "members_living",
    description=_("พื้นที่ใช้สอยต่อคนต่ำกว่า 4 หรือเกิน 60 ตารางเมตร"),
    sentence=_("พื้นที่ใช้สอยคิดเป็น %(area)s ตร.ม. ต่อคน — ตรวจพื้นที่ หรือบอกเหตุผล"),
)
def floor_area_per_person(entry, context):
    area, people = entry.get("floor_area"), entry.get("members_living") or 0
    if area is None or area < 0 or people < 1:
        return
    share = area / people
    if not SMALL <= share <= LARGE:
        yield "floor_area", {"area": f"{share:.1f}"}
