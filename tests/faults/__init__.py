"""Long proofs with broken connections; `make test-faults` runs them."""
