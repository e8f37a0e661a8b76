"""The bkkhousing project: settings, addresses and the pieces every app shares."""
