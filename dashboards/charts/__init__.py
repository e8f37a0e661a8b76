"""Charts: what they count, the sentence they state, and how they are drawn."""
