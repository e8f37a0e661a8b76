"""Questions asked about plans and working groups."""

from datetime import date, datetime

from django.db import models

from communities.querysets import DistrictRows
from plans.choices import DecisionState, MailState


class SurveyPlanQuerySet(DistrictRows):
    """Selections of plans."""

    def in_round(self, round):
        return self.filter(round=round)

    def of(self, round, district_code: str):
        """The one plan of a district in a round, if there is one."""
        return self.filter(round=round, district_id=district_code)

    def before(self, round):
        """Plans of the rounds that opened earlier, the newest first."""
        return self.filter(round__opens_on__lt=round.opens_on).order_by("-round__opens_on", "-pk")

    def with_people(self):
        return self.select_related("round", "district__group", "updated_by")


class WorkingGroupQuerySet(DistrictRows):
    """Selections of working groups."""


class GroupPartQuerySet(models.QuerySet):
    """Rows that hang on a working group; `district_path` leads to its district."""

    district_path = "group__district_id"

    def visible_to(self, user):
        """The whole city for citywide roles, the own district for officers and heads, else nothing."""
        if user.reads_whole_city:
            return self
        return self.filter(**{self.district_path: user.district_id}) if user.district_id else self.none()


class GroupMemberQuerySet(GroupPartQuerySet):
    """Selections of members."""

    def present(self):
        """Those who have not left."""
        return self.filter(left_on=None)


class MeetingQuerySet(GroupPartQuerySet):
    """Selections of meetings."""

    def newest_first(self):
        return self.order_by("-held_on", "-pk")


class DecisionQuerySet(GroupPartQuerySet):
    """Selections of decisions."""

    district_path = "meeting__group__district_id"

    def open(self):
        return self.filter(state=DecisionState.OPEN)

    def overdue(self, today: date):
        """Open ones whose day has passed."""
        return self.open().filter(due_on__lt=today)

    def by_due_day(self):
        """The most urgent first; those without a day last, the same on every database."""
        return self.order_by(models.F("due_on").asc(nulls_last=True), "pk")


class ReminderQuerySet(DistrictRows):
    """Selections of reminders."""

    def visible_to(self, user):
        """City and head read what a district was told; an officer only what they were told themselves."""
        rows = super().visible_to(user)
        return rows.filter(recipients__user=user) if user.enters_surveys and not user.reviews else rows

    def in_round(self, round):
        return self.filter(round=round) if round else self

    def of_kind(self, kind: str):
        return self.filter(kind=kind) if kind else self

    def since(self, day: date):
        """Of this day or a later one."""
        return self.filter(day__gte=day)


class ReminderRecipientQuerySet(models.QuerySet):
    """Selections of who got a reminder."""

    def visible_to(self, user):
        """The rows that hang on reminders the person may read; an officer sees no colleague's."""
        if user.reads_whole_city:
            return self
        if user.reviews:
            return self.filter(reminder__district_id=user.district_id)
        return self.told(user)

    def told(self, user):
        """What this person was told."""
        return self.filter(user=user)

    def unseen(self):
        return self.filter(seen_at=None)

    def awaiting_mail(self):
        """Neither mailed nor read in the app, to people with an address who still work in the district."""
        waiting = self.unseen().filter(mail__in=(MailState.WAITING, MailState.FAILED))
        here = waiting.filter(user__is_active=True, user__district_id=models.F("reminder__district_id"))
        return here.exclude(user__email="")

    def not_tried_since(self, moment: datetime):
        """Nobody is sending these right now."""
        return self.filter(models.Q(tried_at=None) | models.Q(tried_at__lt=moment))
