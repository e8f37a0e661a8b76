"""Which districts and subdistricts a person works with."""

from __future__ import annotations

from django.db import models


class DistrictQuerySet(models.QuerySet):
    """Districts."""

    def visible_to(self, user) -> DistrictQuerySet:
        """Districts whose households this person may read: the whole city, or their own."""
        return self if user.reads_whole_city else self.filter(code=user.district_id)

    def pilot(self) -> DistrictQuerySet:
        """The seven districts of the Bang Phlat model, which mentor the others."""
        return self.filter(pilot=True)


class SubdistrictQuerySet(models.QuerySet):
    """Subdistricts."""

    def visible_to(self, user) -> SubdistrictQuerySet:
        """Subdistricts of the districts this person may read."""
        return self if user.reads_whole_city else self.filter(district_id=user.district_id)
