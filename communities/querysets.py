"""Questions asked about communities and households."""

from django.db import models

from bkkhousing.lib import thai


class DistrictRows(models.QuerySet):
    """Rows that belong to a district and are seen by its people or by the whole-city roles."""

    def visible_to(self, user):
        """The whole city for citywide roles, the own district for officers and heads, else nothing."""
        if user.reads_whole_city:
            return self
        return self.filter(district_id=user.district_id) if user.district_id else self.none()

    def search(self, text: str):
        """Rows whose search key contains the text, however its digits and spaces were typed."""
        key = thai.search_key(text)
        return self.filter(search_key__contains=key) if key else self

    def in_district(self, code: str):
        return self.filter(district_id=code) if code else self

    def by_name(self):
        """Thai dictionary order, the same on every database."""
        return self.order_by("sort_key", "pk")

    def after(self, sort_key: str, pk):
        """The rows that follow a given row in `by_name` order (keyset paging)."""
        return self.filter(models.Q(sort_key__gt=sort_key) | models.Q(sort_key=sort_key, pk__gt=pk))


class CommunityQuerySet(DistrictRows):
    """Selections of communities."""

    def registered(self):
        return self.filter(is_outside=False)

    def outside(self):
        """The one row per district for households outside registered communities."""
        return self.filter(is_outside=True)


class HouseholdQuerySet(DistrictRows):
    """Selections of households."""

    def in_community(self, community_id):
        return self.filter(community_id=community_id) if community_id else self
