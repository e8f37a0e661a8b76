"""Questions asked about jobs and their files."""

from datetime import datetime

from django.db import models

from accounts.choices import Role
from jobs.choices import UNFINISHED, State


class JobQuerySet(models.QuerySet):
    """Selections of jobs."""

    def visible_to(self, user):
        """The person's own jobs; administrators see everybody's, but never their files."""
        return self if user.role == Role.ADMIN else self.filter(owner=user)

    def owned_by(self, user):
        return self.filter(owner=user)

    def waiting(self):
        """In the order in which they were asked for."""
        return self.filter(state=State.WAITING).order_by("created_at", "pk")

    def running(self):
        return self.filter(state=State.RUNNING)

    def unfinished(self):
        return self.filter(state__in=UNFINISHED)

    def silent_since(self, moment: datetime):
        """Running, but nothing was heard of them since."""
        return self.running().filter(heartbeat_at__lt=moment)

    def newest_first(self):
        return self.order_by("-created_at", "-pk")


class JobFileQuerySet(models.QuerySet):
    """Selections of the files that jobs made."""

    def offered(self):
        """Files of jobs that were done; nobody is ever offered half a file."""
        return self.filter(job__state=State.DONE)

    def offered_to(self, user):
        """For the owner alone, whatever others may read."""
        return self.offered().filter(job__owner=user)

    def expired(self, at: datetime):
        return self.filter(expires_at__lte=at)
