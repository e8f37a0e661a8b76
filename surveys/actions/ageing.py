"""Taking away whose a form is once it has been kept long enough; what is counted stays as it is."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, ExtractYear
from django.db.models.functions import Round as Rounded

from communities.models import Household
from surveys.actions import forgetting
from surveys.actions.photos import forget_photos
from surveys.models import Change, Comment, Debt, Member, Merge, Move, Photo, Round, Survey, Trait

BLURRED = 2
"""Decimal places of a degree that stay: a square of about a kilometre."""
TEXTS = (
    *("enumerator", "house_no", "house_code", "moo", "soi", "road", "building", "floor", "room"),
    *("phone", "eviction_by", "comment", "sent_hash"),
)
UNSETTLED = {"hidden_answers": {}, "raw_answers": {}}


def named_surveys(round: Round) -> QuerySet:
    """The forms of a round that still say whose they are."""
    named = Member.objects.filter(survey=OuterRef("pk")).exclude(first_name="", last_name="", citizen_id="")
    return Survey.objects.in_round(round).filter(Q(Exists(named)) | ~Q(house_no="") | ~Q(phone=""))


def deidentify(keys: Collection[UUID], *, by, at: datetime) -> None:
    """Empty names, numbers, addresses, remarks, history and photographs; blur the points.  Figures need none of it."""
    rows = Survey.objects.filter(pk__in=keys)
    drop_photos(Photo.objects.kept().filter(survey__in=keys).values_list("pk", flat=True), by=by, at=at)
    blurred = {name: Rounded(name, precision=BLURRED) for name in ("lat", "lng")}
    rows.update(**dict.fromkeys(TEXTS, ""), **blurred, accuracy=None, confirmed={}, extra={}, **UNSETTLED)
    year = Coalesce(ExtractYear("birth_date"), "birth_year")
    names = {"first_name": "", "last_name": "", "citizen_id": "", "birth_date": None, "birth_year": year}
    Member.objects.filter(survey__in=keys).update(**names, **UNSETTLED)
    Debt.objects.filter(survey__in=keys).update(**UNSETTLED)
    _forget_beside(keys)
    _forget_names(rows)


def _forget_beside(keys: Collection[UUID]) -> None:
    Change.objects.filter(survey__in=keys).update(fields={})
    Comment.objects.filter(survey__in=keys).update(text="")
    Move.objects.filter(survey__in=keys).update(reason="")
    Trait.objects.filter(survey__in=keys).delete()
    forgetting.rewrite_imported(keys, lambda before: {})
    forgetting.drop_uploads(keys)


def _forget_names(rows: QuerySet) -> None:
    """The households of these forms that have no newer one that still says whose it is."""
    homes = set(rows.values_list("household_id", flat=True))
    named = Survey.objects.filter(household__in=homes).exclude(house_no="", phone="")
    gone = homes - set(named.values_list("household_id", flat=True))
    Household.objects.filter(pk__in=gone).update(
        **dict.fromkeys(("house_no", "house_code", "head_name", "sort_key", "search_key"), "")
    )
    merged = Merge.objects.filter(Q(kept__in=gone) | Q(dropped__in=gone), undone_at=None)
    merged.update(rows=[])


def drop_photos(keys: Collection[UUID], *, by, at: datetime) -> None:
    """Remove photographs; their marks stay, as when an officer removes one."""
    rows = Photo.objects.kept().filter(pk__in=list(keys))
    surveys = list(Survey.objects.filter(pk__in=rows.values("survey")))
    for survey in surveys:
        forget_photos(survey=survey)
    rows.update(file="", removed_at=at, removed_by=by)
    Survey.objects.filter(pk__in=[one.pk for one in surveys]).update(photo_list=[])
