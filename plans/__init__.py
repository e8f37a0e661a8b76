"""Survey plans of the districts, and the working groups that carry them."""
