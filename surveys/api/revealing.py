"""What the API offers to those who say why they need to know whom a form is about."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.response import Response

from accounts.access import DistrictOrDepartment
from surveys.actions.moving import looked_at
from surveys.api import bodies, schema
from surveys.document import document
from surveys.masking import revealed
from surveys.revealing import reveal

REVEALERS = {"reveal": DistrictOrDepartment}
REASON = inline_serializer("Reason", {"reason": serializers.CharField(min_length=4, max_length=200)})
IDENTITIES = inline_serializer(
    "Identities",
    {
        "answers": serializers.DictField(child=serializers.CharField()),
        "members": serializers.ListField(child=serializers.DictField(child=serializers.CharField())),
    },
)


class Revealing:
    """Mixin of the surveys' viewset, which gives `_row`."""

    @extend_schema(request=REASON, responses={200: IDENTITIES, **schema.NOT_FOUND, **schema.NO_REASON})
    @action(detail=True, methods=["post"])
    def reveal(self, request, pk):
        """Names, ids and phones of one household as they were typed; who asked, when and why is recorded."""
        survey, now = self._row(pk), timezone.now()
        reveal(survey=survey, by=request.user, at=now, reason=bodies.text(bodies.mapping(request), "reason"))
        told = revealed(document(survey, *looked_at(survey, at=now), ()))
        return Response(told, headers={"Cache-Control": "no-store"})
