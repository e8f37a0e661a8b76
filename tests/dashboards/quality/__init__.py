"""The score of quality and its page."""
