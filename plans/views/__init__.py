"""The pages of plans and working groups."""
