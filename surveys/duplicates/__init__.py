"""Finding households that were entered twice: traits to meet by, a comparison to judge by, pairs to decide on."""
