"""Rights of the people in the forms: what is kept about them, how long, who asked for what."""
