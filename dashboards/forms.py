"""The filters of the registers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import CommunityType
from surveys.forms import Filter, offer_communities, offer_districts


class CommunityFilter(Filter):
    """Which communities to list; a community's name is no secret and may stand in the address."""

    q = forms.CharField(label=_("ชื่อหรือรหัสชุมชน"), required=False, max_length=100)
    district = forms.ChoiceField(label=_("เขต"), required=False)
    type = forms.ChoiceField(label=_("ประเภท"), required=False)

    def __init__(self, given, *, user):
        super().__init__(given)
        offer_districts(self, user)
        types = CommunityType.objects.order_by("order")
        self.choose("type", _("ทุกประเภท"), [(one.pk, one.name) for one in types])


class HouseholdFilter(Filter):
    """Which households to list."""

    district = forms.ChoiceField(label=_("เขต"), required=False)
    community = forms.ChoiceField(label=_("ชุมชน"), required=False)

    def __init__(self, given, *, user):
        super().__init__(given)
        offer_districts(self, user)
        offer_communities(self, user, given.get("district"))
