"""Signing in to the API: a name and a password for a token."""

from rest_framework.authtoken.views import ObtainAuthToken
from rest_framework.settings import api_settings

from accounts.access import anyone


class TokenView(ObtainAuthToken):
    """Gives the token of a person who knows their password; later requests carry it as `Token <token>`."""

    authentication_classes = []
    parser_classes = api_settings.DEFAULT_PARSER_CLASSES
    renderer_classes = api_settings.DEFAULT_RENDERER_CLASSES


obtain_token = anyone(TokenView.as_view())
