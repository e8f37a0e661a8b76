"""Append-only record of who viewed or took personal data."""
