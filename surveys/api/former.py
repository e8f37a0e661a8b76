"""The API of a household's answers in an earlier round, with which its next form begins."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.access import DistrictStaff
from audit.choices import Deed
from audit.models import record
from communities.models import Household
from surveys.api import schema
from surveys.models import Round
from surveys.readers.former import Former, former_of

LAST_ANSWERS = inline_serializer(
    "LastAnswers",
    {
        "round": serializers.CharField(),
        "survey_date": serializers.DateField(allow_null=True),
        "answers": schema.Answers(),
        "members": schema.MemberAnswers(many=True),
        "debts": schema.DebtAnswers(many=True),
    },
)


class LastAnswersView(APIView):
    """The last answers of a household before a round; what each visit asks anew is left out."""

    permission_classes = [DistrictStaff]

    @extend_schema(
        parameters=[OpenApiParameter("round", str)],
        responses={200: LAST_ANSWERS, 204: None, **schema.NOT_FOUND},
    )
    def get(self, request, pk):
        """Answered with 204 when the household was not surveyed before; reading it is recorded."""
        household = get_object_or_404(Household.objects.visible_to(request.user), pk=pk)
        now = timezone.now()
        former = former_of(
            request.user, household_id=household.pk, round=_round(request, timezone.localdate(now))
        )
        if former is None:
            return Response(status=204)
        record(by=request.user, at=now, deed=Deed.VIEW, subject="survey", subject_id=former.survey.pk)
        return Response(_answer(former), headers={"Cache-Control": "no-store"})


def _round(request, today) -> Round:
    """The round that is asked for, else the one in force."""
    code = request.query_params.get("round", "")
    if code:
        return get_object_or_404(Round, pk=code[:12])
    if round := Round.objects.in_force(today):
        return round
    raise Http404


def _answer(former: Former) -> dict:
    return {"round": former.round, "survey_date": former.survey.survey_date, **former.content}
