"""Tests of the executive report."""
