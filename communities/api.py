"""The API of communities and households."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.gzip import gzip_page
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.viewsets import ReadOnlyModelViewSet

from accounts.access import SignedIn
from audit.choices import Deed
from audit.models import record, record_list
from bkkhousing.lib import thai
from bkkhousing.lib.api_pages import KeysetPages
from bkkhousing.lib.paging import Order
from communities.models import Community, Household


class CommunitySerializer(serializers.ModelSerializer):
    """A community of the register, or the row of a district's places outside it."""

    class Meta:
        model = Community
        fields = (
            *("id", "code", "name", "district", "subdistrict", "type", "is_outside"),
            *("population", "male", "female", "expected_households"),
        )


class CommunityFilters(filters.FilterSet):
    """Which communities a list shows."""

    district = filters.CharFilter(label=_("รหัสเขต"), method="in_district")
    q = filters.CharFilter(label=_("ชื่อหรือรหัสชุมชน"), method="search")

    def in_district(self, rows, name: str, code: str):
        return rows.in_district(code)

    def search(self, rows, name: str, text: str):
        return rows.search(text)


@method_decorator(gzip_page, name="list")
class CommunityViewSet(ReadOnlyModelViewSet):
    """Communities in Thai dictionary order; the list is packed, for every form that is opened asks for it."""

    permission_classes = [SignedIn]
    serializer_class = CommunitySerializer
    filterset_class = CommunityFilters
    pagination_class = KeysetPages
    order = Order("sort_key")
    lookup_value_converter = "int"
    queryset = Community.objects.none()

    def get_queryset(self):
        return Community.objects.visible_to(self.request.user)


class HouseholdSerializer(serializers.ModelSerializer):
    """A household; names are masked and addresses left out for those who do not see personal data."""

    class Meta:
        model = Household
        fields = ("id", "district", "community", "house_no", "house_code", "head_name", "created_at")

    def to_representation(self, household: Household) -> dict:
        row = super().to_representation(household)
        if self.context["request"].user.sees_personal_data:
            return row
        return {**row, "house_no": "", "house_code": "", "head_name": thai.mask_name(household.head_name)}


class HouseholdSearchSerializer(serializers.Serializer):
    """What to search households for; it travels in the body, as it may name a person."""

    q = serializers.CharField(label=_("บ้านเลขที่ เลขรหัสประจำบ้าน หรือชื่อหัวหน้าครัวเรือน"), max_length=100)


class HouseholdFilters(filters.FilterSet):
    """Which households a list shows."""

    district = filters.CharFilter(label=_("รหัสเขต"), method="in_district")
    community = filters.NumberFilter(label=_("ชุมชน"), method="in_community", decimal_places=0)

    def in_district(self, rows, name: str, code: str):
        return rows.in_district(code)

    def in_community(self, rows, name: str, key):
        return rows.in_community(int(key))


class HouseholdViewSet(ReadOnlyModelViewSet):
    """Households by house number and name of the head."""

    permission_classes = [SignedIn]
    serializer_class = HouseholdSerializer
    filterset_class = HouseholdFilters
    pagination_class = KeysetPages
    order = Order("sort_key")
    lookup_value_converter = "uuid"
    queryset = Household.objects.none()

    def get_queryset(self):
        return Household.objects.visible_to(self.request.user)

    def paginate_queryset(self, queryset):
        page = super().paginate_queryset(queryset)
        seen = [household.pk for household in page]
        record_list(by=self.request.user, at=timezone.now(), subject="household", keys=seen)
        return page

    def retrieve(self, request, *args, **kwargs):
        answer = super().retrieve(request, *args, **kwargs)
        if request.user.sees_personal_data:
            key = kwargs["pk"]
            record(by=request.user, at=timezone.now(), deed=Deed.VIEW, subject="household", subject_id=key)
        return answer

    @extend_schema(request=HouseholdSearchSerializer, responses=HouseholdSerializer(many=True))
    @action(detail=False, methods=["post"])
    def search(self, request):
        """Households whose house number, house code or head holds the text; for those who see these."""
        if not request.user.sees_personal_data:
            raise PermissionDenied
        given = HouseholdSearchSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        rows = self.filter_queryset(self.get_queryset()).search(given.validated_data["q"])
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)
