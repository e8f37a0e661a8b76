"""The ladder above a page: กรุงเทพมหานคร › กลุ่ม › เขต › ชุมชน."""

from django.urls import reverse
from django.utils.translation import gettext as _

from communities.models import Community
from districts.models import District

Step = dict[str, str]


def ladder_to_district(district: District) -> list[Step]:
    """Steps from the city down to a district, each a page of figures."""
    return [
        {"label": _("กรุงเทพมหานคร"), "url": "/dashboard/"},
        {"label": district.group.name, "url": f"/dashboard/?group={district.group_id}"},
        {"label": _("เขต%(name)s") % {"name": district.name}, "url": f"/dashboard/?district={district.pk}"},
    ]


def ladder_of(community: Community) -> list[Step]:
    """The ladder on a community's own page, whose last step leads nowhere."""
    return [*ladder_to_district(community.district), {"label": community.shown_name}]


def ladder_to_community(district: District, community: Community | None) -> list[Step]:
    """Steps down to a community, each a page; a survey may not have chosen its community yet."""
    steps = ladder_to_district(district)
    if community:
        steps.append({"label": community.shown_name, "url": reverse("community_detail", args=[community.pk])})
    return steps
