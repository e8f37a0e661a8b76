"""The API of survey plans: where, how many, when and how; words and names stay on the pages."""

from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from accounts.access import SignedIn
from bkkhousing.lib.api_pages import KeysetPages
from bkkhousing.lib.paging import Order
from plans.choices import Method, PlanState, Tool
from plans.models import PlannedCommunity, SurveyPlan


class PlannedCommunitySerializer(serializers.ModelSerializer):
    """A community of the plan."""

    class Meta:
        model = PlannedCommunity
        fields = ("order", "community", "households", "starts_on", "ends_on")


class PlanSerializer(serializers.ModelSerializer):
    """A plan as it stands now, approved or not."""

    methods = serializers.ListField(child=serializers.ChoiceField(choices=Method.choices), read_only=True)
    tools = serializers.ListField(child=serializers.ChoiceField(choices=Tool.choices), read_only=True)
    communities = PlannedCommunitySerializer(many=True, read_only=True)

    class Meta:
        model = SurveyPlan
        fields = (
            *("id", "round", "district", "state", "revision", "starts_on", "ends_on"),
            *("methods", "tools", "communities"),
        )


class PlanFilters(filters.FilterSet):
    """Which plans a list shows."""

    round = filters.CharFilter(label=_("รหัสรอบ"), field_name="round_id")
    district = filters.CharFilter(label=_("รหัสเขต"), field_name="district_id")
    state = filters.ChoiceFilter(label=_("สถานะ"), choices=PlanState.choices)


class PlanViewSet(ReadOnlyModelViewSet):
    """Plans in the order of the codes of their districts."""

    permission_classes = [SignedIn]
    serializer_class = PlanSerializer
    filterset_class = PlanFilters
    pagination_class = KeysetPages
    order = Order("district_id")
    lookup_value_converter = "int"
    queryset = SurveyPlan.objects.none()

    def get_queryset(self):
        return SurveyPlan.objects.visible_to(self.request.user).prefetch_related("communities")
