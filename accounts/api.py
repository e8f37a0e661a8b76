"""Signing in to the API, and what a person's own devices ask about them."""

from base64 import b64encode

from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.authentication import SessionScheme
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.authentication import SessionAuthentication
from rest_framework.authtoken.views import ObtainAuthToken
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from accounts.access import DistrictStaff, anyone
from accounts.models import DeviceKey


class TokenView(ObtainAuthToken):
    """Gives the token of a person who knows their password; later requests carry it as `Token <token>`."""

    authentication_classes = []
    parser_classes = api_settings.DEFAULT_PARSER_CLASSES
    renderer_classes = api_settings.DEFAULT_RENDERER_CLASSES


obtain_token = anyone(TokenView.as_view())


class InBrowser(SessionAuthentication):
    """The session of a browser, and nothing else; without one the answer is 401."""

    def authenticate_header(self, request) -> str:
        return "Session"


class InBrowserScheme(SessionScheme):
    """The same in the description of the API."""

    target_class = InBrowser
    name = "browserSession"


class MeSerializer(serializers.Serializer):
    """The person who is signed in, and the secret from which their devices make the key of what they keep."""

    id = serializers.CharField()
    name = serializers.CharField()
    district = serializers.CharField()
    place = serializers.CharField()
    role = serializers.CharField()
    language = serializers.CharField()
    today = serializers.DateField()
    device_secret = serializers.CharField(help_text="32 bytes in base64")


class MeView(APIView):
    """What the entry form and its device need to know of the person in front of it."""

    authentication_classes = [InBrowser]
    permission_classes = [DistrictStaff]

    @extend_schema(responses=MeSerializer)
    def get(self, request) -> Response:
        """Name, place and device secret of the person signed in; kept by no cache.  Brings the token for writing."""
        get_token(request._request)
        user, now = request.user, timezone.now()
        secret = DeviceKey.objects.visible_to(user).secret_of(user, at=now)
        said = {
            "id": str(user.pk),
            "name": user.display_name,
            "district": user.district_id,
            "place": str(user.place),
            "role": user.role,
            "language": get_language(),
            "today": timezone.localdate(now),
            "device_secret": b64encode(secret).decode(),
        }
        return Response(said, headers={"Cache-Control": "no-store, private"})


me = MeView.as_view()
