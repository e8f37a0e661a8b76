"""The API of districts: public facts, read by everyone who signed in (the rule where a view says no other)."""

from rest_framework import serializers
from rest_framework.viewsets import ReadOnlyModelViewSet

from districts.models import District, Subdistrict


class SubdistrictSerializer(serializers.ModelSerializer):
    """A subdistrict within its district."""

    class Meta:
        model = Subdistrict
        fields = ("code", "name_th", "name_en", "postcode")


class DistrictSerializer(serializers.ModelSerializer):
    """A district with its subdistricts."""

    subdistricts = SubdistrictSerializer(many=True, read_only=True)

    class Meta:
        model = District
        fields = (
            *("code", "name_th", "name_en", "group", "river_side", "pilot"),
            *(
                "area_km2",
                "population",
                "population_date",
                "lat",
                "lng",
                "tile_row",
                "tile_col",
                "subdistricts",
            ),
        )


class DistrictViewSet(ReadOnlyModelViewSet):
    """The fifty districts in Thai dictionary order."""

    serializer_class = DistrictSerializer
    queryset = District.objects.order_by("sort_key").prefetch_related("subdistricts")
