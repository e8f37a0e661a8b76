"""Realistic households that do not exist, for demonstrations, tests and benchmarks."""
