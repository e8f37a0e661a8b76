"""Making one household of two, and two again of one."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from communities.models import Household
from surveys import figures
from surveys.choices import State
from surveys.choices.duplicates import Verdict
from surveys.duplicates import pairing, snapshots, traits
from surveys.duplicates.refusals import (
    AcceptedAlready,
    AlreadyUndone,
    AnotherDistrict,
    ChangedSinceMerge,
    HouseholdGone,
    MergedOn,
    NotJoinable,
)
from surveys.entry import entry_of
from surveys.models import Decision, DeletedSurvey, Merge, Round, Survey, Traced
from surveys.refusals import Conflict

MERGED_AWAY = "รวมกับครัวเรือนที่ซ้ำกัน"


@transaction.atomic
def merge(
    *, kept: Household, dropped: Household, by, at: datetime, revisions: Mapping[UUID, int] | None = None
) -> Merge:
    """Make `dropped` part of `kept`.

    In a round in which both have a form, the one of `kept` stays and the other is taken away; forms of other
    rounds come along.  `revisions` are those the person read: a form changed since is a Conflict.
    """
    mine, theirs = _locked_forms(kept, dropped)
    _require_as_read([*mine, *theirs], revisions)
    by_round = {form.round_id: form for form in mine}
    removed = [form for form in theirs if form.round_id in by_round]
    moved = [form for form in theirs if form.round_id not in by_round]
    if any(form.state == State.ACCEPTED for form in removed):
        raise AcceptedAlready
    merged = Merge(district_id=kept.district_id, kept=kept.pk, dropped=dropped.pk, by=by, at=at)
    merged.beside = {str(form.pk): fingerprint(form) for form in (by_round[one.round_id] for one in removed)}
    merged.removed, merged.moved = ([str(form.pk) for form in forms] for forms in (removed, moved))
    with figures.kept([form.pk for form in removed]):
        _take_away(merged, removed, dropped, moved)
    merged.save(force_insert=True)
    _carry_decisions(merged)
    Traced.objects.filter(survey__household=kept).update(is_compared=False)
    return merged


@transaction.atomic
def undo_merge(*, merge: Merge, by, at: datetime) -> Merge:
    """Put everything back as it was; refused where work done since the merge would be lost or counted twice."""
    _wait_for_imports()
    merged = Merge.objects.select_for_update().get(pk=merge.pk)
    _require_undoable(merged)
    removed = [UUID(key) for key in merged.removed]
    with figures.kept(removed):
        _give_back(merged)
    Decision.objects.filter(of_merge=merged).delete()
    merged.rows, merged.let_go = [], []
    merged.undone_by, merged.undone_at = by, at
    merged.save()
    traits.take(removed)
    of_both = Survey.objects.filter(household__in=[merged.kept, merged.dropped])
    pairing.compare_now(of_both.values_list("pk", flat=True), at=at)
    return merged


@transaction.atomic
def join(*, survey: Survey, household: Household, by, at: datetime) -> Merge:
    """Let a form that is being filled for the first time belong to a household of an earlier round."""
    has_one = Survey.objects.filter(household=household, round=survey.round_id).exists()
    is_new = not Survey.objects.filter(household=survey.household_id).exclude(pk=survey.pk).exists()
    if has_one or not is_new or not survey.is_editable:
        raise NotJoinable
    return merge(kept=household, dropped=survey.household, by=by, at=at)


def fingerprint(survey: Survey) -> str:
    """What the answers of a form come to; its state and revision do not matter."""
    content = entry_of(survey, survey.members.all(), survey.debts.all()).content()
    return sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _locked_forms(kept: Household, dropped: Household) -> tuple[list[Survey], list[Survey]]:
    """The forms of both, locked; the households too, so that no form is begun for them meanwhile.

    Forms come first, as they do when a form is saved: two writers never wait for each other in a circle.
    """
    both = [kept.pk, dropped.pk]
    rows = Survey.objects.select_for_update(of=("self",)).filter(household__in=both).order_by("pk")
    list(rows)
    homes = Household.objects.select_for_update().filter(pk__in=both).order_by("pk")
    found = {home.pk: home for home in homes}
    if len(found) < 2:
        raise HouseholdGone
    if len({home.district_id for home in found.values()}) > 1:
        raise AnotherDistrict
    forms = list(rows.all())
    return tuple([form for form in forms if form.household_id == home.pk] for home in (kept, dropped))


def _require_as_read(forms: list[Survey], revisions: Mapping[UUID, int] | None) -> None:
    """Every form is one that the person read, as it was then."""
    for form in forms if revisions is not None else ():
        if revisions.get(form.pk) != form.revision:
            raise Conflict(stored=form, yours={})


def _take_away(merged: Merge, removed: list[Survey], dropped: Household, moved: list[Survey]) -> None:
    """Keep the rows with the merge, then delete them; late re-sends of the forms are refused from now on."""
    Survey.objects.filter(pk__in=[form.pk for form in moved]).update(household=merged.kept)
    merged.rows = snapshots.with_all_below(dropped)
    merged.let_go = snapshots.pointing_loosely(dropped)
    for form in removed:
        merged.rows += snapshots.with_all_below(form)
        merged.let_go += snapshots.pointing_loosely(form)
        mark = {"id": form.pk, "district_id": form.district_id, "reason": MERGED_AWAY}
        DeletedSurvey.objects.create(by=merged.by, at=merged.at, **mark)
        form.delete()
    dropped.delete()


def _carry_decisions(merged: Merge) -> None:
    """Whom the dropped household was told apart from, the kept one is told apart from too."""
    told = Decision.objects.filter(Q(first=merged.dropped) | Q(second=merged.dropped), verdict=Verdict.APART)
    for one in told:
        other = one.second if one.first == merged.dropped else one.first
        if other == merged.kept:
            continue
        first, second = pairing.ordered(merged.kept, other)
        facts = {"verdict": one.verdict, "by": one.by, "at": one.at, "district_id": one.district_id}
        Decision.objects.get_or_create(first=first, second=second, defaults={**facts, "of_merge": merged})


def _require_undoable(merged: Merge) -> None:
    if merged.undone_at:
        raise AlreadyUndone
    if not Household.objects.filter(pk=merged.kept).exists():
        raise MergedOn
    still = Survey.objects.filter(pk__in=merged.moved, household=merged.kept).count()
    if still != len(merged.moved) or Household.objects.filter(pk=merged.dropped).exists():
        raise MergedOn
    beside = Survey.objects.select_for_update(of=("self",)).filter(pk__in=merged.beside)
    if any(fingerprint(form) != merged.beside[str(form.pk)] for form in beside):
        raise ChangedSinceMerge


def _wait_for_imports() -> None:
    """Hold all rounds until the transaction ends: an import would find a form neither stored nor deleted."""
    list(Round.objects.select_for_update(no_key=True).order_by("pk"))


def _give_back(merged: Merge) -> None:
    try:
        with transaction.atomic():
            DeletedSurvey.objects.filter(pk__in=merged.removed).delete()
            snapshots.put_back(merged.rows)
            Survey.objects.filter(pk__in=merged.moved).update(household=merged.dropped)
            snapshots.point_again(merged.let_go)
    except IntegrityError as error:  # as when the same row of a file was imported again meanwhile
        raise MergedOn from error
