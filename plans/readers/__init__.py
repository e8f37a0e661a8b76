"""What pages, progress and reminders read of the plans."""

from plans.readers.expected import expected_of

__all__ = ["expected_of"]
