"""Pages that show several registers together."""
