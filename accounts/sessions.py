"""Where sessions are kept: in our own table, for at most a working day, and no longer than they are used."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

BEGUN = "begun"
SEEN_EVERY = timedelta(minutes=5)


class SessionStore(DatabaseStore):
    """Django's sessions in the database, with the person, the device and the times in columns of their own."""

    row = None

    @classmethod
    def get_model_class(cls) -> type:
        from accounts.models import Session

        return Session

    def _get_session_from_db(self):
        self.row = super()._get_session_from_db()
        return self.row

    def create_model_instance(self, data: dict):
        """The row of this session; it ends when its day is over, or when it was not used for a while."""
        now = timezone.now()
        begun = datetime.fromisoformat(data.setdefault(BEGUN, now.isoformat()))
        return self.model(
            session_key=self._get_or_create_session_key(),
            session_data=self.encode(data),
            expire_date=min(end_of(begun, seen=now), self.get_expiry_date()),
            user_id=data.get("_auth_user_id"),
            begun_at=begun,
            seen_at=now,
            address=data.get("address", ""),
            agent=data.get("agent", ""),
        )

    def see(self, *, at: datetime) -> None:
        """Note that the session is in use, at most every five minutes."""
        if self.row is None or at - self.row.seen_at < SEEN_EVERY:
            return
        self.row.seen_at = at
        until = end_of(self.row.begun_at, seen=at)
        self.model.objects.filter(pk=self.row.pk).update(seen_at=at, expire_date=until)


def end_of(begun: datetime, *, seen: datetime) -> datetime:
    """When a session that was begun and last seen then is over."""
    day = timedelta(seconds=settings.SESSION_COOKIE_AGE)
    return min(begun + day, seen + timedelta(minutes=settings.SESSION_IDLE_MINUTES))
