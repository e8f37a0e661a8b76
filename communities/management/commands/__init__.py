"""Commands of the communities app."""
