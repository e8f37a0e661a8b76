"""The sides of the river a district can lie on."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RiverSide(models.TextChoices):
    """Bank of the Chao Phraya."""

    PHRA_NAKHON = "phra_nakhon", _("ฝั่งพระนคร")
    THONBURI = "thonburi", _("ฝั่งธนบุรี")
