"""Survey plans of the districts, and their housing working groups."""

from plans.models.group import Decision, GroupMember, Meeting, WorkingGroup
from plans.models.plan import Milestone, PlanMove, PlannedCommunity, PlanPerson, SurveyPlan, Target

__all__ = [
    "Decision",
    "GroupMember",
    "Meeting",
    "Milestone",
    "PlanMove",
    "PlanPerson",
    "PlannedCommunity",
    "SurveyPlan",
    "Target",
    "WorkingGroup",
]
