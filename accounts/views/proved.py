"""Changing how one signs in needs a person who has proved just now who they are."""

from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts import entering


def proved(view):
    """Asks for the password first, unless it was given a moment ago."""

    @wraps(view)
    def entered(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if entering.is_fresh(request, at=timezone.now()):
            return view(request, *args, **kwargs)
        to = request.path if request.method == "GET" else reverse("account")
        return HttpResponseRedirect(f"{reverse('prove_again')}?{urlencode({'next': to})}")

    return entered
