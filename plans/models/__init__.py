"""Survey plans of the districts, and their housing working groups."""

from plans.models.group import Decision, GroupMember, Meeting, WorkingGroup
from plans.models.plan import Milestone, PlanMove, PlannedCommunity, PlanPerson, SurveyPlan, Target
from plans.models.reminder import Reminder, ReminderRecipient

__all__ = [
    "Decision",
    "GroupMember",
    "Meeting",
    "Milestone",
    "PlanMove",
    "PlanPerson",
    "PlannedCommunity",
    "Reminder",
    "ReminderRecipient",
    "SurveyPlan",
    "Target",
    "WorkingGroup",
]
