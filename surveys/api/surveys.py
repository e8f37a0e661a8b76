"""The API of surveys: reading, saving, submitting, returning and approving a form."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.mixins import ListModelMixin
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from accounts.access import DistrictStaff, SignedIn
from audit.choices import Deed
from audit.models import record, record_list
from bkkhousing.lib.api_pages import KeysetPages
from bkkhousing.lib.paging import Order
from surveys import actions
from surveys.actions.moving import looked_at
from surveys.api import bodies, schema
from surveys.api.author import InOwnName
from surveys.api.duplicates import SEEKERS, Duplicates
from surveys.api.listing import SurveyFilters, SurveyRowSerializer, listed
from surveys.api.revealing import REVEALERS, Revealing
from surveys.api.reviewing import REVIEWERS, Reviewing
from surveys.api.saving import Saving
from surveys.document import document
from surveys.entry import Entry
from surveys.masking import masked, readable, without_numbers
from surveys.models import Comment, Survey
from surveys.problems import Problem
from surveys.readers.opening import comments_on, opened
from surveys.refusals import Conflict, HasProblems

PEOPLE = {
    "update": DistrictStaff,
    "partial_update": DistrictStaff,
    "destroy": DistrictStaff,
    "submit": DistrictStaff,
    **REVIEWERS,
    **SEEKERS,
    **REVEALERS,
}


class SurveyViewSet(InOwnName, Saving, Reviewing, Revealing, Duplicates, ListModelMixin, GenericViewSet):
    """One household's form in one round, addressed by the uuid that the client made."""

    permission_classes = [SignedIn]
    serializer_class = SurveyRowSerializer
    filterset_class = SurveyFilters
    pagination_class = KeysetPages
    order = Order("updated_at", descending=True, by_moment=True)
    lookup_value_converter = "uuid"
    queryset = Survey.objects.none()

    def get_permissions(self):
        return [PEOPLE.get(self.action, SignedIn)()]

    def get_queryset(self):
        return listed(self.request.user)

    def paginate_queryset(self, queryset):
        page = super().paginate_queryset(queryset)
        seen = [survey.pk for survey in page]
        record_list(by=self.request.user, at=timezone.now(), subject="survey", keys=seen)
        return page

    @extend_schema(responses=schema.DOCUMENT)
    def retrieve(self, request, pk):
        """The whole form; opening one with personal data is recorded."""
        form, now = opened(pk, user=request.user), timezone.now()
        if form is None:
            raise Http404
        if request.user.sees_personal_data:
            record(by=request.user, at=now, deed=Deed.VIEW, subject="survey", subject_id=pk)
        return Response(self._document(form.survey, *form.look(at=now), form.comments))

    @extend_schema(request=schema.REASON_AND_REVISION, responses=schema.DELETED)
    def destroy(self, request, pk):
        """Delete a draft or returned form, with a reason."""
        given = bodies.mapping(request)
        made = {"reason": bodies.text(given, "reason"), "revision": bodies.revision(given)}
        try:
            actions.delete(survey=self._row(pk), by=request.user, at=timezone.now(), **made)
        except Conflict as conflict:
            return self._conflict(pk, conflict)
        return Response(status=204)

    @extend_schema(request=schema.REVISION, responses=schema.SUBMITTED)
    @action(detail=True, methods=["post"])
    def submit(self, request, pk):
        """Hand a form to the head; refused while a problem is left."""
        survey, now = self._row(pk), timezone.now()
        seen = bodies.revision(bodies.mapping(request))
        try:
            actions.submit(survey=survey, by=request.user, at=now, revision=seen)
        except HasProblems as refusal:
            return Response(
                self._document(survey, looked_at(survey, at=now)[0], refusal.problems), status=422
            )
        except Conflict as conflict:
            return self._conflict(pk, conflict)
        return self._stored(pk)

    def _row(self, pk: UUID) -> Survey:
        rows = Survey.objects.visible_to(self.request.user).with_place().with_rows()
        return get_object_or_404(rows.select_related("round", "updated_by"), pk=pk)

    def _stored(self, pk: UUID) -> Response:
        survey = self._row(pk)
        return Response(self._document(survey, *looked_at(survey, at=timezone.now())))

    def _conflict(self, pk: UUID, conflict: Conflict) -> Response:
        """What is stored instead, which somebody else may have written: it is seen now."""
        record(by=self.request.user, at=timezone.now(), deed=Deed.VIEW, subject="survey", subject_id=pk)
        said = {"code": conflict.code, "sentence": str(conflict.sentence)}
        return Response(
            {**said, "stored": self._stored(pk).data, "yours": conflict.yours}, status=conflict.status
        )

    def _document(
        self, survey: Survey, entry: Entry, problems: list[Problem], comments: list[Comment] | None = None
    ) -> dict:
        """The document as the reader may see it; comments are looked for once a head has looked at the form."""
        user = self.request.user
        if not user.sees_personal_data:
            return masked(document(survey, readable(entry), problems, ()))
        if comments is None:
            comments = comments_on(survey, user=user) if survey.reviewed_at else []
        whole = document(survey, entry, problems, comments)
        return whole if user.enters_surveys else without_numbers(whole)
