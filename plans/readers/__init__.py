"""What pages, progress and reminders read of the plans."""

from plans.readers.districts import counts_by_state, district_plan_lines, overdue_by_district
from plans.readers.expected import expected_of
from plans.readers.progress import CommunityLine, Pace, community_lines, pace_of, paces

__all__ = [
    "CommunityLine",
    "Pace",
    "community_lines",
    "counts_by_state",
    "district_plan_lines",
    "expected_of",
    "overdue_by_district",
    "pace_of",
    "paces",
]
