"""Households entered twice: found, judged, merged and taken apart again."""
