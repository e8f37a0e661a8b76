"""Everything that changes a plan or a working group."""

from plans.actions.deciding import approve, return_plan, send, take_back
from plans.actions.groups import delete_meeting, save_group, save_meeting, settle_decision
from plans.actions.saving import copy_plan, save_plan

__all__ = [
    "approve",
    "copy_plan",
    "delete_meeting",
    "return_plan",
    "save_group",
    "save_meeting",
    "save_plan",
    "send",
    "settle_decision",
    "take_back",
]
