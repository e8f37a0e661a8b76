"""Signing in to the API, and what a person's own devices ask about them."""

from base64 import b64encode

from django.conf import settings
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.authentication import SessionScheme
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import entering
from accounts.access import DistrictStaff, anyone
from accounts.actions import make_token
from accounts.guarding import Resting
from accounts.models import DeviceKey, User


class TokenAsked(serializers.Serializer):
    """Name and password of the person for whom a program is to ask."""

    username = serializers.CharField(write_only=True)
    password = serializers.CharField(write_only=True, trim_whitespace=False)
    token = serializers.CharField(read_only=True)


class TokenView(APIView):
    """Gives a token to a person who knows their password; later requests carry it as `Token <token>`.

    Whoever has a second factor makes tokens on the page of their account instead, where they have shown it.
    """

    authentication_classes = []
    permission_classes = []

    @extend_schema(request=TokenAsked, responses=TokenAsked)
    def post(self, request) -> Response:
        """A new token; it is shown this once and lasts a year."""
        asked = TokenAsked(data=request.data)
        asked.is_valid(raise_exception=True)
        user = self._person(request, **asked.validated_data)
        needs_factor = settings.SECOND_FACTOR_REQUIRED and user.is_guarded
        if needs_factor or user.factors.exists():
            raise PermissionDenied(code="second_factor")
        secret = make_token(by=user, name="API", at=timezone.now(), request=request)
        return Response({"token": secret}, headers={"Cache-Control": "no-store"})

    def _person(self, request, username: str, password: str) -> User:
        """Raises ValidationError, the same for whatever is wrong, also while the account rests."""
        try:
            user = entering.checked(request._request, username, password, at=timezone.now())
        except Resting as resting:
            raise serializers.ValidationError from resting
        if user is None:
            raise serializers.ValidationError
        return user


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
