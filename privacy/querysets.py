"""Questions asked about requests and about what is due."""

from datetime import date

from django.db import models

from privacy.choices import Answered, Stage


class RequestQuerySet(models.QuerySet):
    """Selections of requests."""

    def visible_to(self, user):
        """All for the Department, those of the own district for its head; nobody else handles requests."""
        if user.accepts_districts:
            return self
        return self.filter(district_id=user.district_id) if user.reviews else self.none()

    def waiting(self):
        return self.filter(state=Answered.OPEN)

    def late(self, today: date):
        return self.waiting().filter(due_on__lt=today)

    def most_urgent_first(self):
        return self.order_by(
            models.Case(models.When(state=Answered.OPEN, then=0), default=1), "due_on", "-received_on", "pk"
        )


class RuleQuerySet(models.QuerySet):
    """Selections of how long things are kept."""

    def in_force(self, today: date) -> dict:
        """The rule of every kind that counts today."""
        return {rule.kind: rule for rule in self.filter(since__lte=today).order_by("since")}


class DisposalQuerySet(models.QuerySet):
    """Selections of what is due to be taken away."""

    def open(self):
        return self.exclude(stage=Stage.DONE)

    def newest_first(self):
        return self.order_by(models.Case(models.When(stage=Stage.DONE, then=1), default=0), "-found_at", "pk")
