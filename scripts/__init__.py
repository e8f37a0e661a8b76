"""Programs for the people who change bkkhousing."""
