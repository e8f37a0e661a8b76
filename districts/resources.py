"""The registers of places out of the admin as files."""

from bkkhousing.lib.register_rows import RegisterResource
from districts.models import District, DistrictGroup, Subdistrict


class DistrictGroupResource(RegisterResource):
    """The six groups."""

    class Meta(RegisterResource.Meta):
        model = DistrictGroup
        import_id_fields = ("code",)
        fields = ("code", "name_th", "name_en", "order")
        export_order = fields


class DistrictResource(RegisterResource):
    """The fifty districts."""

    class Meta(RegisterResource.Meta):
        model = District
        import_id_fields = ("code",)
        fields = ("code", "name_th", "name_en", "group", "river_side", "pilot", "area_km2", "population")
        export_order = fields


class SubdistrictResource(RegisterResource):
    """The 180 subdistricts."""

    class Meta(RegisterResource.Meta):
        model = Subdistrict
        import_id_fields = ("code",)
        fields = ("code", "name_th", "name_en", "district", "postcode")
        export_order = fields
