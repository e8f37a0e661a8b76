"""The API of figures: the sums that the dashboards show."""

from dataclasses import asdict

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from accounts.access import SignedIn
from surveys.choices import State
from surveys.models import Round
from surveys.readers.figures import COUNTED, By, Within, figures_by, states_of


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
    """The figures of one place; `question.choice` names the count of a coded answer."""

    place = serializers.CharField()
    name = serializers.CharField()
    surveys = serializers.IntegerField()
    measures = serializers.DictField(child=serializers.IntegerField())


class FiguresSerializer(serializers.Serializer):
    """The figures of a round, place by place."""

    round = serializers.CharField()
    results = PlaceFiguresSerializer(many=True)


class FigureViewSet(ViewSet):
    """Sums of a round by city, group, district or community; communities only of districts one may read."""

    permission_classes = [SignedIn]

    @extend_schema(parameters=[FiguresAsked], responses=FiguresSerializer)
    def list(self, request):
        """The places in order, each with every measure."""
        asked = FiguresAsked(data=request.query_params)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        round = _round(given.get("round"))
        within = _within(request.user, given["by"], given.get("district"))
        places = figures_by(
            round=round.pk, by=By(given["by"]), states=states_of(given["state"]), within=within
        )
        return Response({"round": round.pk, "results": [asdict(place) for place in places]})


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
