"""Files nobody should be surprised by: made when the tests run, each with the answer it must get."""
