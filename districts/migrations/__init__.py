"""Migrations of the districts app."""
