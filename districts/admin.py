"""The registers of places, for looking up: they change only with the files of reference data."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from bkkhousing.lib.register_admin import RegisterExportMixin
from districts.models import District, DistrictGroup, Subdistrict
from districts.resources import DistrictGroupResource, DistrictResource, SubdistrictResource


class ReferenceAdmin(RegisterExportMixin, admin.ModelAdmin):
    """A register that nobody edits by hand; it goes out as a file, and comes in with the reference data."""

    search_fields = ("code", "name_th", "name_en")
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(DistrictGroup)
class DistrictGroupAdmin(ReferenceAdmin):
    """The six groups."""

    resource_classes = (DistrictGroupResource,)
    list_display = ("code", "name_th", "name_en", "order")


@admin.register(District)
class DistrictAdmin(ReferenceAdmin):
    """The fifty districts."""

    resource_classes = (DistrictResource,)
    list_display = ("code", "name_th", "name_en", "group", "river_side", "pilot", "population")
    list_filter = ("group", "river_side", "pilot")
    list_select_related = ("group",)
    list_per_page = 50


@admin.register(Subdistrict)
class SubdistrictAdmin(ReferenceAdmin):
    """The 180 subdistricts."""

    resource_classes = (SubdistrictResource,)
    list_display = ("code", "name_th", "name_en", "district", "postcode")
    list_filter = ("district",)
    list_select_related = ("district",)
    list_per_page = 200
