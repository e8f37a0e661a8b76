"""Databases as each release left them, kept to prove that every one of them can be brought up to date."""
