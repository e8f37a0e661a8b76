"""What the page of progress says: its numbers in words, its rows in order, its definitions."""
