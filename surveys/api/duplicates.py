"""What the API offers while a form is filled in whose household may be known already."""

from dataclasses import asdict
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from accounts.access import DistrictStaff
from audit.choices import Deed
from audit.models import record
from communities.models import Household
from surveys import actions, payload
from surveys.api import bodies, schema
from surveys.models import Round, Survey
from surveys.readers.candidates import candidates
from surveys.refusals import BadBody, RoundUnknown

SEEKERS = {"candidates": DistrictStaff, "join": DistrictStaff, "apart": DistrictStaff}
CANDIDATE = inline_serializer(
    "Candidate",
    {
        "survey": serializers.UUIDField(),
        "household": serializers.UUIDField(),
        "round": serializers.CharField(),
        "name": serializers.CharField(),
        "address": serializers.CharField(),
        "reasons": serializers.ListField(child=serializers.CharField()),
        "score": serializers.IntegerField(),
        "joinable": serializers.BooleanField(),
    },
    many=True,
)
CANDIDATES = inline_serializer(
    "Candidates", {"candidates": CANDIDATE, "elsewhere": serializers.BooleanField()}
)
JOIN = inline_serializer("Join", {"household": serializers.UUIDField()})
APART = inline_serializer("Apart", {"survey": serializers.UUIDField()})


class Duplicates:
    """Mixin of the surveys' viewset, which gives `_row` and `_stored`."""

    @extend_schema(request=schema.PAYLOAD, responses={200: CANDIDATES, **schema.NOT_FOUND})
    @action(detail=True, methods=["post"])
    def candidates(self, request, pk):
        """Forms of the own district that may be of the same household; the form itself need not be saved.

        `elsewhere` is always false: what lies in another district is reported to the Department alone.
        """
        given, user = bodies.payload(request), request.user
        round = _round(given)
        entry = payload.read(given, round)
        home = _uuid(given, "household") if given.get("household") else None
        found = candidates(user, entry, round=round.pk, survey_id=pk, household=home)
        if found:
            seen = {"subject": "candidates", "subject_id": pk, "keys": [one.survey for one in found]}
            record(by=user, at=timezone.now(), deed=Deed.VIEW, **seen)
        answer = {"candidates": [asdict(one) for one in found], "elsewhere": False}
        return Response(answer, headers={"Cache-Control": "no-store"})

    @extend_schema(request=JOIN, responses=schema.MOVED)
    @action(detail=True, methods=["post"])
    def join(self, request, pk):
        """Let a form that is filled in for the first time belong to a household of an earlier round."""
        survey, key = self._row(pk), _uuid(bodies.mapping(request), "household")
        household = get_object_or_404(Household.objects.visible_to(request.user), pk=key)
        actions.join(survey=survey, household=household, by=request.user, at=timezone.now())
        return self._stored(pk)

    @extend_schema(request=APART, responses={204: None, **schema.NOT_FOUND})
    @action(detail=True, methods=["post"])
    def apart(self, request, pk):
        """Say that this form and another are of two households: remembered for good."""
        survey, key = self._row(pk), _uuid(bodies.mapping(request), "survey")
        other = get_object_or_404(Survey.objects.visible_to(request.user), pk=key)
        if other.household_id == survey.household_id:
            raise BadBody
        actions.tell_forms_apart(survey=survey, other=other, by=request.user, at=timezone.now())
        return Response(status=204)


def _round(given) -> Round:
    """The round that the form names, else the one in force."""
    code = (given.get("answers") or {}).get("round")
    today = timezone.localdate()
    round = Round.objects.filter(pk=str(code)[:12]).first() if code else Round.objects.in_force(today)
    if round is None:
        raise RoundUnknown
    return round


def _uuid(given, name: str) -> UUID:
    try:
        return UUID(bodies.text(given, name))
    except ValueError as error:
        raise BadBody from error
