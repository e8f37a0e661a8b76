"""Tests of the districts app."""
