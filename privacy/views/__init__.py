"""The pages of the register of requests, of what is kept for how long, and of what is kept at all."""
