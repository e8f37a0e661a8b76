"""Open data: figures that everybody may take, with what would tell of a few households withheld."""
