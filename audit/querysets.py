"""What can be asked of the trail, and what nobody may do to it."""

from django.db import models

from audit.choices import Deed


class AppendOnly(Exception):
    """Somebody tried to change or remove what is only ever added to."""


class AppendOnlyQuerySet(models.QuerySet):
    """Rows that come and stay."""

    def update(self, **kwargs) -> int:
        raise AppendOnly(self.model._meta.label)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnly(self.model._meta.label)


class EntryQuerySet(AppendOnlyQuerySet):
    """Lines of the trail."""

    def accesses(self) -> "EntryQuerySet":
        """Those that say who viewed or took what."""
        return self.filter(deed__in=Deed.values)


class AccessManager(models.Manager.from_queryset(EntryQuerySet)):
    """The lines of the trail that are accesses."""

    def get_queryset(self) -> EntryQuerySet:
        return super().get_queryset().accesses()
