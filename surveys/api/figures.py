"""The API of figures: the sums that the dashboards show."""

from dataclasses import asdict

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from accounts.access import SignedIn
from surveys.choices import State
from surveys.models import Round
from surveys.readers.figures import COUNTED, By, PlaceFigures, Within, figures_by, states_of
from surveys.readers.veiled import figures_veiled


class FiguresAsked(serializers.Serializer):
    """Which figures; nothing said means the round in force, by district, submitted and beyond."""

    round = serializers.CharField(required=False, help_text=_("รหัสรอบ"))
    by = serializers.ChoiceField(By.choices, default=By.DISTRICT)
    district = serializers.CharField(required=False, help_text=_("รหัสเขต ถ้าดูเขตเดียว"))
    state = serializers.ChoiceField([COUNTED, *State.values], default=COUNTED)

    def validate(self, given: dict) -> dict:
        """A district has no part that is a group or the city."""
        if given.get("district") and given["by"] in (By.CITY, By.GROUP):
            raise serializers.ValidationError
        return given


class PlaceFiguresSerializer(serializers.Serializer):
    """The figures of one place; `question.choice` names the count of a coded answer, null is withheld."""

    place = serializers.CharField()
    name = serializers.CharField()
    surveys = serializers.IntegerField(allow_null=True)
    measures = serializers.DictField(child=serializers.IntegerField(allow_null=True))


class FiguresSerializer(serializers.Serializer):
    """The figures of a round, place by place."""

    round = serializers.CharField()
    results = PlaceFiguresSerializer(many=True)


class FigureViewSet(ViewSet):
    """Sums of a round by city, group, district or community; communities only of districts one may read.

    Beyond their own district, district staff are not told counts of 1 to 4, nor those that would tell them.
    """

    permission_classes = [SignedIn]

    @extend_schema(parameters=[FiguresAsked], responses=forced_singular_serializer(FiguresSerializer))
    def list(self, request):
        """The places in order, each with every measure."""
        asked = FiguresAsked(data=request.query_params)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        round = _round(given.get("round"))
        places = _places(request.user, round, By(given["by"]), given.get("district"), given["state"])
        return Response({"round": round.pk, "results": [asdict(place) for place in places]})


def _places(user, round: Round, by: By, district: str | None, state: str) -> list[PlaceFigures]:
    """Whole where the reader may see the rows of the place; elsewhere all that was sent, small counts withheld."""
    within = _within(user, by, district)
    if user.reads_whole_city or (within is not None and within.place == user.district_id):
        return figures_by(round=round.pk, by=by, states=states_of(state), within=within)
    if state != COUNTED:
        raise serializers.ValidationError
    return figures_veiled(round=round.pk, by=by, own=user.district_id, within=within)


def _round(code: str | None) -> Round:
    if code:
        return get_object_or_404(Round, pk=code)
    round = Round.objects.in_force(timezone.localdate())
    if round is None:
        raise Http404
    return round


def _within(user, by: str, district: str | None) -> Within | None:
    """One district when asked for, or when the reader's communities are those of one district."""
    if by == By.COMMUNITY and not user.reads_whole_city:
        if district not in (None, user.district_id):
            raise Http404
        district = user.district_id
    return Within(By.DISTRICT, district) if district else None
