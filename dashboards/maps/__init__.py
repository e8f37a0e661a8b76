"""The maps of the dashboard: the districts as tiles or by their boundaries, the communities as points."""
