"""Surveys out of foreign files: a mapping file says which column answers which question."""
