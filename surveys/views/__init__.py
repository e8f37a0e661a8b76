"""The pages about surveys."""
