"""Communities, the names they go by, and the households in them."""
