"""The product's own settings; only the map of addresses has the stock pages beside the product's."""

from bkkhousing.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
