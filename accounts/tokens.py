"""Programs that ask the API with a person's token: `Authorization: Token <secret>`."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied

from accounts.actions import digest_of
from accounts.models import ApiToken, SecondFactor

WORD = "Token"
USE_NOTED_EVERY = timedelta(hours=1)


class TokenOfPerson(BaseAuthentication):
    """The person a token belongs to, with the role and the district that they have now."""

    def authenticate(self, request):
        word, _space, secret = get_authorization_header(request).partition(b" ")
        if word.lower() != WORD.lower().encode():
            return None
        token = self._token(secret.decode("latin-1").strip())
        if settings.SECOND_FACTOR_REQUIRED and token.user.is_guarded and not token.has_factor:
            raise PermissionDenied(_("ต้องเพิ่มวิธียืนยันตัวตนขั้นที่สองก่อน"), code="second_factor")
        return token.user, token

    def authenticate_header(self, request) -> str:
        return WORD

    def _token(self, secret: str) -> ApiToken:
        now = timezone.now()
        has_factor = Exists(SecondFactor.objects.filter(user=OuterRef("user")))
        known = ApiToken.objects.in_use(now).filter(digest=digest_of(secret), user__is_active=True)
        token = known.select_related("user").annotate(has_factor=has_factor).first()
        if token is None:
            raise AuthenticationFailed
        if token.used_at is None or now - token.used_at > USE_NOTED_EVERY:
            ApiToken.objects.filter(pk=token.pk).update(used_at=now)
        return token


class TokenOfPersonScheme(OpenApiAuthenticationExtension):
    """The same in the description of the API."""

    target_class = TokenOfPerson
    name = "tokenAuth"

    def get_security_definition(self, auto_schema) -> dict:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": 'Token-based authentication with required prefix "Token"',
        }
