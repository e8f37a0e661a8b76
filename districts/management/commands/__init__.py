"""Commands of the districts app."""
