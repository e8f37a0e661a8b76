"""One's tokens for programs: made with their secret shown once, listed without it, ended."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import actions
from accounts.access import signed_in
from accounts.forms import TokenForm
from accounts.models import ApiToken
from accounts.views.proved import proved


@signed_in
@never_cache
@proved
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens in use; a new one is shown in the very answer that makes it."""
    now, secret = timezone.now(), ""
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        secret = actions.make_token(by=request.user, name=form.cleaned_data["name"], at=now, request=request)
        form = TokenForm()
    own = ApiToken.objects.visible_to(request.user).in_use(now)
    return render(request, "accounts/tokens.html", {"form": form, "secret": secret, "tokens": own})


@signed_in
@require_POST
def token_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token of one's own; it lets nobody in from now on."""
    now = timezone.now()
    own = ApiToken.objects.visible_to(request.user).in_use(now)
    actions.end_token(token=get_object_or_404(own, pk=pk), by=request.user, at=now, request=request)
    messages.success(request, _("เลิกใช้รหัสของโปรแกรมแล้ว"))
    return redirect("tokens")
