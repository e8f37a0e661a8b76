"""What exports and templates hold, piece by piece."""
