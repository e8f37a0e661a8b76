"""Questions asked about people."""

from datetime import datetime

from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models


class UserQuerySet(models.QuerySet):
    """Selections of people."""

    def visible_to(self, user) -> "UserQuerySet":
        """Colleagues of the same district; the whole list only for citywide roles."""
        if user.reads_whole_city:
            return self
        if user.district_id:
            return self.filter(district_id=user.district_id)
        return self.filter(pk=user.pk)


class UserManager(DjangoUserManager.from_queryset(UserQuerySet)):
    """Django's manager with our selections."""


class DeviceKeyQuerySet(models.QuerySet):
    """Selections of device keys."""

    def visible_to(self, user) -> "DeviceKeyQuerySet":
        """One's own, whatever the role."""
        return self.filter(user_id=user.pk)

    def secret_of(self, user, *, at: datetime) -> bytes:
        """The person's secret, made at the first asking."""
        key, _created = self.get_or_create(user=user, defaults={"created_at": at})
        return bytes(key.secret)
