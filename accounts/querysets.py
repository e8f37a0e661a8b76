"""Questions asked about people and how they sign in."""

from datetime import datetime

from django.contrib.auth.models import UserManager as DjangoUserManager
from django.contrib.sessions.base_session import BaseSessionManager
from django.db import models

from accounts.choices import FactorKind, Outcome


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


class SessionQuerySet(models.QuerySet):
    """Selections of the places where people are signed in."""

    def visible_to(self, user) -> "SessionQuerySet":
        """One's own, whatever the role."""
        return self.filter(user_id=user.pk)

    def open_at(self, at: datetime) -> "SessionQuerySet":
        return self.filter(expire_date__gt=at)

    def over(self, at: datetime) -> "SessionQuerySet":
        return self.filter(expire_date__lte=at)

    def other_than(self, session_key: str | None) -> "SessionQuerySet":
        return self.exclude(pk=session_key or "")


class SessionManager(BaseSessionManager.from_queryset(SessionQuerySet)):
    """Django's manager with our selections."""

    use_in_migrations = False


class FactorQuerySet(models.QuerySet):
    """Selections of second factors."""

    def visible_to(self, user) -> "FactorQuerySet":
        """One's own, whatever the role."""
        return self.filter(user_id=user.pk)

    def apps(self) -> "FactorQuerySet":
        return self.filter(kind=FactorKind.APP)

    def passkeys(self) -> "FactorQuerySet":
        return self.filter(kind=FactorKind.PASSKEY)


class RecoveryCodeQuerySet(models.QuerySet):
    """Selections of recovery codes."""

    def visible_to(self, user) -> "RecoveryCodeQuerySet":
        """One's own, whatever the role."""
        return self.filter(user_id=user.pk)

    def unused(self) -> "RecoveryCodeQuerySet":
        return self.filter(used_at=None)


class ApiTokenQuerySet(models.QuerySet):
    """Selections of tokens of the API."""

    def visible_to(self, user) -> "ApiTokenQuerySet":
        """One's own, whatever the role."""
        return self.filter(user_id=user.pk)

    def in_use(self, at: datetime) -> "ApiTokenQuerySet":
        """Neither ended nor past their day."""
        return self.filter(ended_at=None, expires_at__gt=at)


class TryQuerySet(models.QuerySet):
    """Selections of tries to sign in."""

    def since(self, moment: datetime) -> "TryQuerySet":
        return self.filter(at__gt=moment)

    def failed(self) -> "TryQuerySet":
        return self.filter(outcome__in=(Outcome.WRONG, Outcome.LOCKED))

    def settled(self) -> "TryQuerySet":
        """Those after which counting begins anew."""
        return self.filter(outcome__in=(Outcome.RIGHT, Outcome.LOCKED))

    def people(self) -> int:
        """Of how many accounts."""
        return self.values("who").distinct().count()
