"""The rules of each section, at their edges."""
