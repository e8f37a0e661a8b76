"""The ways to draw a map, as the word `map_as` of an address names them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MapKind(models.TextChoices):
    """One way to draw the city."""

    TILES = "tiles", _("ช่องเท่ากัน")
    BOUNDARIES = "boundaries", _("แนวเขตจริง")
    POINTS = "points", _("จุดชุมชน")
