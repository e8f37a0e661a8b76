"""Settings, headers, health and logs: what holds for every page."""
