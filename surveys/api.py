"""The API of surveys: reading, saving, submitting, returning and approving one form."""

from collections.abc import Mapping

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.viewsets import ViewSet

from accounts.access import DistrictHead, DistrictStaff, SignedIn
from audit.choices import Deed
from audit.models import record
from surveys import actions
from surveys.actions.moving import looked_at
from surveys.document import document
from surveys.entry import Entry
from surveys.masking import masked, readable
from surveys.models import Comment, Survey
from surveys.problems import Problem, blocking
from surveys.refusals import BadBody, Conflict, HasProblems, TooManyRows

LONGEST_ROSTER = 500


class SurveyViewSet(ViewSet):
    """One household's form in one round, addressed by the uuid that the client made."""

    permission_classes = [SignedIn]
    lookup_value_converter = "uuid"
    people = {
        "update": DistrictStaff,
        "destroy": DistrictStaff,
        "submit": DistrictStaff,
        "send_back": DistrictHead,
        "approve": DistrictHead,
    }

    def get_permissions(self):
        return [self.people.get(self.action, SignedIn)()]

    def retrieve(self, request, pk):
        survey, now = self._row(pk), timezone.now()
        if request.user.sees_personal_data:
            record(by=request.user, at=now, deed=Deed.VIEW, subject="survey", subject_id=pk)
        return Response(self._document(survey, *looked_at(survey, at=now)))

    def update(self, request, pk):
        given = _body(request, "members", "debts")
        try:
            saved = actions.save(survey_id=pk, given=given, by=request.user, at=timezone.now())
        except Conflict as conflict:
            return self._conflict(pk, conflict)
        answer = self._document(saved.survey, saved.entry, saved.problems, is_new=saved.created)
        return Response(answer, status=422 if blocking(saved.problems) else 200)

    def destroy(self, request, pk):
        reason = _text(_body(request), "reason")
        actions.delete(survey=self._row(pk), by=request.user, at=timezone.now(), reason=reason)
        return Response(status=204)

    @action(detail=True, methods=["post"])
    def submit(self, request, pk):
        survey, now = self._row(pk), timezone.now()
        try:
            actions.submit(survey=survey, by=request.user, at=now, revision=_revision(_body(request)))
        except HasProblems as refusal:
            return Response(self._document(survey, looked_at(survey, at=now)[0], refusal.problems), status=422)
        except Conflict as conflict:
            return self._conflict(pk, conflict)
        return self._now(pk)

    @action(detail=True, methods=["post"], url_path="return")
    def send_back(self, request, pk):
        given = _body(request, "comments")
        comments = [(_text(one, "field"), _text(one, "text")) for one in given.get("comments") or []]
        reason = _text(given, "reason")
        actions.send_back(
            survey=self._row(pk), by=request.user, at=timezone.now(), comments=comments, reason=reason
        )
        return self._now(pk)

    @action(detail=True, methods=["post"])
    def approve(self, request, pk):
        actions.approve(survey=self._row(pk), by=request.user, at=timezone.now())
        return self._now(pk)

    def _row(self, pk) -> Survey:
        rows = Survey.objects.visible_to(self.request.user).with_place().with_rows()
        return get_object_or_404(rows.select_related("round", "updated_by"), pk=pk)

    def _now(self, pk) -> Response:
        survey = self._row(pk)
        return Response(self._document(survey, *looked_at(survey, at=timezone.now())))

    def _conflict(self, pk, conflict: Conflict) -> Response:
        survey = self._row(pk)
        stored = self._document(survey, *looked_at(survey, at=timezone.now()))
        said = {"code": conflict.code, "sentence": str(conflict.sentence), "stored": stored, "yours": conflict.yours}
        return Response(said, status=conflict.status)

    def _document(self, survey: Survey, entry: Entry, problems: list[Problem], *, is_new: bool = False) -> dict:
        """The document as the reader may see it; a new survey has no comments to look for."""
        user = self.request.user
        if not user.sees_personal_data:
            return masked(document(survey, readable(entry), problems, ()))
        comments = () if is_new else Comment.objects.visible_to(user).filter(survey=survey).select_related("by")
        return document(survey, entry, problems, comments)


def _body(request, *rosters: str) -> Mapping:
    """The JSON object of a request, its lists of rows checked; raises BadBody."""
    given = request.data
    if not isinstance(given, Mapping):
        raise BadBody
    for name in rosters:
        rows = given.get(name) or []
        if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
            raise BadBody
        if len(rows) > LONGEST_ROSTER:
            raise TooManyRows
    return given


def _text(given: Mapping, key: str) -> str:
    value = given.get(key)
    return value if isinstance(value, str) else ""


def _revision(given: Mapping) -> int | None:
    value = given.get("revision")
    if value is not None and type(value) is not int:
        raise BadBody
    return value
