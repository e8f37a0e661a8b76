"""The product's own settings; the map of addresses has the stock pages beside the product's, the admin looks stock."""

from bkkhousing.settings import *  # noqa: F403
from bkkhousing.settings import BASE_DIR, TEMPLATES

ROOT_URLCONF = "benchmarks.urls"
TEMPLATES = [{**TEMPLATES[0], "DIRS": [BASE_DIR / "benchmarks" / "templates", *TEMPLATES[0]["DIRS"]]}]
