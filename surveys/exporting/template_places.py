"""The names of places that a template offers: those of one district, or districts alone."""

from collections import Counter

from communities.models import Community
from districts.models import District, Subdistrict


class PlaceNames:
    """Names in the order of people; a name that a district has twice is told apart by its key."""

    def __init__(self, district: District | None) -> None:
        here = {"pk": district.pk} if district else {}
        found = District.objects.filter(**here).order_by("sort_key")
        self.districts = list(found.values_list("name_th", flat=True))
        subdistricts = Subdistrict.objects.order_by("sort_key")
        if district:
            subdistricts = subdistricts.filter(district=district)
        self.subdistricts = list(dict.fromkeys(subdistricts.values_list("name_th", flat=True)))
        self.communities = _communities(district) if district else []


def _communities(district: District) -> list[str]:
    rows = Community.objects.filter(district=district).order_by("sort_key", "pk")
    named = list(rows.values_list("pk", "name", "match_key"))
    times = Counter(key for _pk, _name, key in named)
    return [name if times[key] == 1 else f"{name} #{pk}" for pk, name, key in named]
