"""Questions asked about people."""

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
