"""How fast the product is beside what stock tools give: `make bench` prints one table of ratios."""
