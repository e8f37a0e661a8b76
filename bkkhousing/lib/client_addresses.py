"""From which address a request came, also where proxies of ours stand in front."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The address of the asker; blank where none can be read.

    Each of our proxies (`PROXIES` of them) adds one address at the end of X-Forwarded-For. What stands before
    those was written by the asker and is not believed.
    """
    forwarded = request.headers.get("X-Forwarded-For", "").split(",") if settings.PROXIES else [""]
    if forwarded != [""] and len(forwarded) >= settings.PROXIES:
        return _readable(forwarded[-settings.PROXIES].strip())
    return _readable(request.META.get("REMOTE_ADDR", ""))


def _readable(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return ""
