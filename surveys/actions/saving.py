"""Saving a form: the one way in for a browser, a device, an API client."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.utils.timezone import localdate

from bkkhousing.lib.inserting import insert, put, update
from communities.models import Community, Household
from surveys import consent, figures, payload
from surveys.actions.health import forget_health
from surveys.actions.since_approval import changed_since_approval
from surveys.actions.stored import Stored, locked_row
from surveys.choices import Consent, State
from surveys.differing import changes, merged
from surveys.entry import Entry
from surveys.erased import comes_back
from surveys.evaluation import Evaluation, evaluate, fill
from surveys.models import Change, Debt, Member, Round, Survey
from surveys.problems import Problem
from surveys.refusals import (
    BadBody,
    Conflict,
    Deleted,
    HouseholdSurveyed,
    HouseholdUnknown,
    Locked,
    OtherDistrict,
    PersonErased,
    RoundClosed,
    RoundUnknown,
)
from surveys.surroundings import context_for, district


@dataclass(frozen=True)
class Saved:
    """What a save came to."""

    survey: Survey
    entry: Entry
    problems: list[Problem]
    created: bool = False
    changed: bool = False


def save(*, survey_id: UUID, given: Mapping, by, at: datetime, sent_hash: str = "") -> Saved:
    """Create or replace the answers of a survey; the same content again changes nothing.

    `given` is the payload of the stable interface, `sent_hash` the fingerprint of the body that brought it.
    Raises a `Refused` when nothing may be written, and `Http404` when the survey belongs to a district that the
    person may not see.
    """
    sent = {"survey_id": survey_id, "given": given, "by": by, "at": at, "sent_hash": sent_hash}
    try:
        return _save(**sent)
    except IntegrityError as error:
        if Survey.objects.filter(pk=survey_id).exists():  # another request created it since we looked
            return _save(**sent)
        if given.get("household"):
            raise HouseholdSurveyed from error
        raise


@transaction.atomic
def _save(*, survey_id: UUID, given: Mapping, by, at: datetime, sent_hash: str) -> Saved:
    survey = _locked(survey_id, by, is_known=bool(given.get("revision")))
    round = _open_round(given, survey, by, at)
    entry = payload.read(given, round)
    trace = {"round": round, "by": by, "at": at, "sent_hash": sent_hash}
    if survey is None:
        return _create(survey_id, entry, given, **trace)
    return _replace(Stored.of(survey), entry, given, **trace)


@transaction.atomic
def save_changes(*, survey_id: UUID, given: Mapping, by, at: datetime, sent_hash: str) -> Saved:
    """Change some answers of a stored survey, which is then looked at as if the whole of it had been sent.

    `given` holds the revision that the sender knows and what changed since.  Changes to any other revision are
    refused: they would make a form that nobody has seen.  The same body again changes nothing.
    """
    survey = _locked(survey_id, by, is_known=True)
    if survey is None:
        raise Http404
    round, stored = _open_round(given, survey, by, at), Stored.of(survey)
    whole = {**_with_changes(stored, given, sent_hash), "revision": survey.revision}
    entry = payload.read(whole, round)
    return _replace(stored, entry, whole, round=round, by=by, at=at, sent_hash=sent_hash)


def _with_changes(stored: Stored, given: Mapping, sent_hash: str) -> dict:
    """The stored content with these changes in it; those whose body made this revision may come again."""
    survey = stored.survey
    if survey.sent_hash != sent_hash:
        if not survey.is_editable:
            raise Locked
        if given["revision"] != survey.revision:
            raise Conflict(stored=survey, yours=dict(given))
    try:
        return merged(stored.entry.content(), given)
    except IndexError as error:
        raise BadBody from error


def _locked(survey_id: UUID, by, *, is_known: bool) -> Survey | None:
    """The stored survey, locked; one that the sender does not know is first looked for by its key alone.

    A new form would otherwise be looked for among the many columns of the forms.
    """
    survey = locked_row(survey_id, by) if is_known else None
    district_id = None if survey else _known_in(survey_id)
    if district_id is not None:
        survey = locked_row(survey_id, by)
        if survey is None:
            raise Deleted if district_id == by.district_id else Http404
    return survey


def _known_in(survey_id: UUID) -> str | None:
    """The district in which a survey is stored or was deleted; None when it is new."""
    key = Survey._meta.pk.get_db_prep_value(survey_id, connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT district_id FROM surveys_survey WHERE id = %s "
            "UNION ALL SELECT district_id FROM surveys_deletedsurvey WHERE id = %s",
            [key, key],
        )
        row = cursor.fetchone()
    return row[0] if row else None


def _open_round(given: Mapping, survey: Survey | None, by, at: datetime) -> Round:
    today = localdate(at)
    round = survey.round if survey else _named_round(given, today)
    if round is None:
        raise RoundUnknown
    if not round.is_open_for(by.district_id, today):
        raise RoundClosed
    return round


def _named_round(given: Mapping, today: date) -> Round | None:
    answers = given.get("answers")
    code = answers.get("round") if isinstance(answers, Mapping) else None
    return Round.objects.filter(pk=code).first() if code else Round.objects.in_force(today)


def _community(survey: Survey, entry: Entry, by) -> Community | None:
    """The chosen community of the own district; any other is put back as unreadable.

    A new form is not taken into the district of whoever sends it when its community lies in another.
    """
    key, stored = entry.get("community"), survey.community
    if stored and stored.pk == key and stored.district_id == by.district_id:
        return stored
    found = next(iter(Community.objects.visible_to(by).filter(pk=key)), None) if key else None
    if key and not found and survey._state.adding and Community.objects.filter(pk=key).exists():
        raise OtherDistrict
    if key and not found:
        entry.survey.raw["community"] = entry.survey.values.pop("community")
    return found


def _evaluate(survey: Survey, entry: Entry, round: Round, by, at: datetime) -> Evaluation:
    community = _community(survey, entry, by)
    survey.community = community
    context = context_for(
        entry,
        round=round,
        district=district(by.district_id),
        community=community,
        today=localdate(at),
        survey_id=survey.pk,
    )
    return evaluate(entry, context)


def _create(
    survey_id: UUID, entry: Entry, given: Mapping, *, round: Round, by, at: datetime, sent_hash: str
) -> Saved:
    survey = Survey(id=survey_id, round=round, district_id=by.district_id, state=State.DRAFT, revision=1)
    survey.sent_hash = sent_hash
    survey.created_by = survey.updated_by = by
    survey.created_at = survey.updated_at = at
    entry.survey.values["round"] = round.pk
    evaluation = _evaluate(survey, entry, round, by, at)
    survey.household = _household(given.get("household"), survey, by, at)
    members, debts = _fill(survey, entry, evaluation, round)
    with figures.kept_for_new([survey.pk], are_drafts=True):
        _insert(survey, members, debts, by=by, at=at)
    return Saved(survey, entry, evaluation.problems, created=True, changed=True)


def _insert(survey: Survey, members: list[Member], debts: list[Debt], *, by, at: datetime) -> None:
    change = Change(survey=survey, revision=survey.revision, at=at, by=by)
    for rows in ([survey], members, debts, [change]):
        insert(rows)


def _household(given: object, survey: Survey, by, at: datetime) -> Household:
    """The named household of the own district, else a new one."""
    if not given:
        return Household(district_id=by.district_id, created_at=at)
    try:
        return Household.objects.visible_to(by).get(pk=UUID(str(given)))
    except (Household.DoesNotExist, ValueError) as error:
        raise HouseholdUnknown from error


def _fill(
    survey: Survey, entry: Entry, evaluation: Evaluation, round: Round
) -> tuple[list[Member], list[Debt]]:
    members, debts = fill(survey, entry, evaluation)
    survey.privacy_notice_version = (
        round.privacy_notice_version if entry.get("privacy_notice") == "yes" else ""
    )
    named = survey.household.naming
    household = name_household(survey, entry)
    if household._state.adding:
        insert([household])
    elif household.naming != named:
        household.save()
    return members, debts


def name_household(survey: Survey, entry: Entry) -> Household:
    """Let the household's place and name follow its survey; not saved."""
    head = next((row for row in entry.members if row.get("relation") == "head"), None)
    name = f"{head.get('first_name', '')} {head.get('last_name', '')}".strip() if head else ""
    return survey.household.name_from(
        community_id=survey.community_id,
        house_no=entry.get("house_no", ""),
        house_code=entry.get("house_code", ""),
        head_name=name,
    )


def _replace(
    stored: Stored, entry: Entry, given: Mapping, *, round: Round, by, at: datetime, sent_hash: str
) -> Saved:
    survey, before = stored.survey, stored.entry
    entry.survey.values["round"] = round.pk
    evaluation = _evaluate(survey, entry, round, by, at)
    old, new = before.content(), entry.content()
    if old == new:
        return Saved(survey, entry, evaluation.problems)
    _require_replaceable(survey, entry, given)
    survey.sent_hash = sent_hash
    is_taken_back = consent.is_given(before) and not consent.is_given(entry)
    changed = consent.without(changes(old, new)) if is_taken_back else changes(old, new)
    survey.changed_values = changed_since_approval(survey, changed, stored.roster)
    with figures.kept([survey.pk]):
        members, debts = _update(survey, entry, evaluation, round=round, by=by, at=at)
        ages = [member.age for member in stored.roster]
        if before.members != entry.members or ages != evaluation.computed.ages:
            _exchange(survey.members, members, stored=len(ages))
        if before.debts != entry.debts:
            _exchange(survey.debts, debts, stored=len(before.debts))
    insert([Change(survey=survey, revision=survey.revision, at=at, by=by, fields=changed)])
    if is_taken_back:
        forget_health([survey], by=by, at=at, with_files=entry.get("sensitive_consent") == Consent.WITHDRAWN)
    return Saved(survey, entry, evaluation.problems, changed=True)


def _require_replaceable(survey: Survey, entry: Entry, given: Mapping) -> None:
    """The form is open, what was sent follows on its latest revision, and brings nobody back who was erased."""
    if not survey.is_editable:
        raise Locked
    if given.get("revision", 0) != survey.revision:
        survey.refresh_from_db()
        raise Conflict(stored=survey, yours=entry.content())
    if survey.erased_people and comes_back(entry, survey.pk):
        raise PersonErased


def _update(
    survey: Survey, entry: Entry, evaluation: Evaluation, *, round: Round, by, at: datetime
) -> tuple[list[Member], list[Debt]]:
    """Write the survey itself; returns the roster and debts that go with it."""
    rows = _fill(survey, entry, evaluation, round)
    survey.revision += 1
    survey.updated_by, survey.updated_at = by, at
    update(survey)
    return rows


def _exchange(kept, rows: list, *, stored: int) -> None:
    """Put these rows in the place of the stored ones, position by position; those beyond the last go."""
    if stored > len(rows):
        kept.filter(position__gte=len(rows)).delete()
    put(rows, "survey_id", "position")
