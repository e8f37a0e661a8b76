"""Questions asked about versions of the open data."""

from django.db import models

from open_data.choices import SEEN_BY_ANYONE, PublicationState


class PublicationQuerySet(models.QuerySet):
    """Selections of versions; they hold nothing of a district alone, so that all people see the same."""

    def listed(self):
        """Versions that everybody may know of, the newest first."""
        return self.filter(state__in=SEEN_BY_ANYONE).order_by("-published_at", "-pk")

    def published(self):
        return self.filter(state=PublicationState.PUBLISHED)

    def prepared(self):
        return self.filter(state=PublicationState.PREPARED)

    def taken_of(self, round):
        """Versions of a round that somebody may have taken, withdrawn ones too."""
        return self.filter(round=round, state__in=SEEN_BY_ANYONE).order_by("number")
