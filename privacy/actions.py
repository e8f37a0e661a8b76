"""Taking requests in and answering them; what a request asks for is done in the same transaction."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from audit.choices import Kind
from audit.events import note
from communities.models import Household
from privacy.choices import DAYS, Answered, Right
from privacy.models import SubjectRequest
from privacy.refusals import AnsweredAlready, ResultRequired
from surveys.actions.erasing import erase_household, erase_person
from surveys.actions.withdrawing import withdraw
from surveys.models import Survey


def register(
    *,
    household: Household,
    right: Right,
    received_on: date,
    applicant: str,
    proof: str,
    wish: str,
    by,
    at: datetime,
    person: tuple[UUID, int] | None = None,
) -> SubjectRequest:
    """Write a request into the register; by when it is to be answered follows from what is asked."""
    survey, position = person or (None, None)
    return SubjectRequest.objects.create(
        right=right,
        district_id=household.district_id,
        household=household.pk,
        survey=survey,
        position=position,
        applicant=applicant,
        proof=proof,
        wish=wish,
        received_on=received_on,
        due_on=received_on + DAYS[Right(right)],
        by=by,
        at=at,
    )


@transaction.atomic
def answer(*, request: SubjectRequest, refused: bool, result: str, by, at: datetime) -> SubjectRequest:
    """Do what was asked, or refuse it with the reason; a second answer is refused."""
    request = SubjectRequest.objects.select_for_update().get(pk=request.pk)
    if not request.is_open:
        raise AnsweredAlready
    if not result.strip():
        raise ResultRequired
    if not refused:
        _do(request, by=by, at=at)
    request.state = Answered.REFUSED if refused else Answered.DONE
    request.result, request.answered_by, request.answered_at = result.strip()[:1000], by, at
    request.save()
    return request


def _do(request: SubjectRequest, *, by, at: datetime) -> None:
    """Erasing and taking a consent back are done here; a copy and a correction are handed over and typed in."""
    if request.right == Right.ERASURE:
        _erase(request, by=by, at=at)
        request.applicant = request.proof = request.wish = ""
    if request.right == Right.WITHDRAWAL:
        for survey in Survey.objects.filter(household=request.household).order_by("pk"):
            withdraw(survey=survey, by=by, at=at)


def _erase(request: SubjectRequest, *, by, at: datetime) -> None:
    """The person, or the household with everything in it; what is gone already is no problem."""
    entries = []
    if request.position is not None:
        if survey := Survey.objects.filter(pk=request.survey).first():
            entries = erase_person(survey=survey, position=request.position, by=by, at=at)
    elif home := Household.objects.filter(pk=request.household).first():
        entries = erase_household(household=home, by=by, at=at)
    note(
        Kind.ERASED,
        at=at,
        by=by,
        subject="household",
        subject_id=request.household,
        detail={"entries": len(entries)},
    )
