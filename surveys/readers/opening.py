"""One form with all that belongs to it and all that the rules compare it with, read in one statement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache, cached_property
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate

from accounts.models import User
from bkkhousing.lib.prepared import Prepared, Rows, Slot
from surveys import payload
from surveys.entry import Entry, entry_of
from surveys.models import Comment, Debt, Limit, Member, Survey
from surveys.models.fields import MultiChoiceField, unpack
from surveys.models.round import in_force
from surveys.problems import Problem
from surveys.questionnaire import MODELS, asked_by, questions
from surveys.rules import Context, Neighbours, problems
from surveys.surroundings import by_likeness, district, neighbours_of, postcodes

KEY = Slot("key", Survey._meta.pk)
FORM = OuterRef("pk")
BESIDE = ("community", "round", "updated_by")
UNSETTLED = ("hidden_answers", "raw_answers", "not_answered")
REMARK = ("id", "parent_id", "field", "text")
MOMENTS = ("at", "answered_at", "settled_at")
WRITER = ("username", "first_name", "last_name")
BLANK = (None, "")


@dataclass(frozen=True)
class Reach:
    """What of a person decides which forms they see: one statement serves all who have it in common."""

    reads_whole_city: bool
    district_id: str | None


@dataclass(frozen=True)
class Opened:
    """A stored form; what was read beside it hangs on the survey."""

    survey: Survey

    def look(self, *, at: datetime) -> tuple[Entry, list[Problem]]:
        """The entry, and its problems as the rules see it now."""
        entry = payload.read(self.content, self.survey.round)
        return entry, problems(entry, self.context(entry, today=localdate(at)))

    @cached_property
    def content(self) -> dict[str, object]:
        """The form as a payload."""
        return {
            **entry_of(self.survey, (), ()).content(),
            "members": _plain(self.survey.member_rows, "member"),
            "debts": _plain(self.survey.debt_rows, "debt"),
        }

    @cached_property
    def comments(self) -> list[Comment]:
        """Remarks and answers with their writers, the oldest first."""
        return [_comment(row) for row in self.survey.remarks or ()]

    def context(self, entry: Entry, *, today: date) -> Context:
        """What the rules compare the entry with."""
        survey = self.survey
        return Context(
            today=today,
            round=survey.round,
            asked=asked_by(survey.round),
            district=district(survey.district_id),
            community=survey.community,
            limits=_on(entry.get("survey_date") or today, survey.limits or ()),
            neighbours=self._neighbours(entry),
            postcodes=postcodes(),
        )

    def _neighbours(self, entry: Entry) -> Neighbours:
        """What was read with the form; asked anew where the answers are read otherwise than they were stored."""
        survey = self.survey
        ids = [row.get("citizen_id") for row in self.content["members"]]
        if _shareable(entry) != (survey.house_code, (survey.lat, survey.lng), ids):
            place = {"round_id": survey.round_id, "district_id": survey.district_id}
            return neighbours_of([entry], **place, excluding=[survey.pk])
        return Neighbours(
            house_codes=frozenset([survey.house_code] if survey.shares_house else ()),
            citizen_ids=_nearness(survey.other_holders or (), survey.district_id, ids),
            points={(survey.lat, survey.lng): survey.at_point} if survey.at_point else {},
        )


def opened(key: UUID, *, user) -> Opened | None:
    """The form, or None when there is none that the person may see."""
    found = _form(_reach(user)).objects(key=key)
    return Opened(found[0]) if found else None


def comments_on(survey: Survey, *, user) -> list[Comment]:
    """Remarks and answers with their writers, the oldest first."""
    return _comments(_reach(user)).objects(key=survey.pk)


def _reach(user) -> Reach:
    return Reach(user.reads_whole_city, user.district_id)


@cache
def _form(reach: Reach) -> Prepared:
    form = Survey.objects.visible_to(reach).filter(pk=KEY).select_related(*BESIDE)
    return Prepared(form.annotate(**_own_rows(), **_neighbouring(), limits=_limits()))


def _own_rows() -> dict[str, Rows]:
    """The rows of a survey that is known to be visible."""
    writer = [f"by__{name}" for name in WRITER]
    return {
        "member_rows": Rows(_rows(Member).order_by("position"), *_columns("member")),
        "debt_rows": Rows(_rows(Debt).order_by("position"), *_columns("debt")),
        "remarks": Rows(_rows(Comment).order_by("at", "id"), *REMARK, *MOMENTS, *writer),
    }


def _rows(part: type[Member] | type[Debt] | type[Comment]) -> QuerySet:
    return part.objects.filter(survey=FORM)


def _neighbouring() -> dict[str, object]:
    """What other surveys of the round share with the form; see `surroundings.neighbours_of`."""
    others = Survey.objects.filter(round=OuterRef("round")).exclude(pk=FORM).order_by()
    near = others.filter(lat=OuterRef("lat"), lng=OuterRef("lng")).values("lat").annotate(number=Count("pk"))
    people = Member.objects.exclude(citizen_id="").order_by()
    own = people.filter(survey=OuterRef(FORM)).values("citizen_id__alike")
    holders = people.filter(citizen_id__alike__in=own, survey__round=OuterRef("round")).exclude(survey=FORM)
    return {
        "shares_house": Exists(others.exclude(house_code="").filter(house_code=OuterRef("house_code"))),
        "at_point": Subquery(near.values("number")),
        "other_holders": Rows(holders, "citizen_id__alike", "survey__district_id"),
    }


def _limits() -> Rows:
    return Rows(Limit.objects.order_by("since"), "since", "key", "value")


@cache
def _comments(reach: Reach) -> Prepared:
    return Prepared(Comment.objects.visible_to(reach).filter(survey=KEY).select_related("by"))


@cache
def _columns(level: str) -> tuple[str, ...]:
    """What a row of the roster or a debt is read from."""
    return (*UNSETTLED, *(question.column for question in questions(level).values()))


@cache
def _several(level: str) -> frozenset[str]:
    fields = MODELS[level]._meta
    return frozenset(key for key in questions(level) if isinstance(fields.get_field(key), MultiChoiceField))


def _plain(rows: Iterable[list] | None, level: str) -> list[dict[str, object]]:
    """Rows as a payload has them, what was hidden or unreadable included."""
    return [_plain_row(row, tuple(questions(level)), _several(level)) for row in rows or ()]


def _plain_row(row: list, keys: tuple[str, ...], several: frozenset[str]) -> dict[str, object]:
    hidden, raw, not_answered, *values = row
    shown = {key: value for key, value in zip(keys, values, strict=True) if value not in BLANK}
    packed = {key: list(unpack(shown[key])) for key in shown.keys() & several}
    return {**hidden, **raw, **not_answered, **shown, **packed}


def _comment(row: list) -> Comment:
    told, moments, writer = row[:4], row[4:7], row[7:]
    return Comment(
        **dict(zip(REMARK, told, strict=True)),
        **dict(zip(MOMENTS, map(_moment, moments), strict=True)),
        by=User(**dict(zip(WRITER, writer, strict=True))),
    )


def _moment(text: str | None) -> datetime | None:
    """SQLite keeps moments without their zone, which is UTC."""
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _on(day: date, limits: Iterable[list]) -> Mapping[str, Decimal]:
    """Every limit as it stood on a day; later ones take the place of earlier ones."""
    places = Limit._meta.get_field("value").decimal_places
    found = in_force(limits, day.isoformat())
    return {key: round(Decimal(str(value)), places) for key, value in found.items()}


def _shareable(entry: Entry) -> tuple:
    """The answers of a form that another form may have as well."""
    ids = [row.get("citizen_id") for row in entry.members]
    return entry.get("house_code", ""), (entry.get("lat"), entry.get("lng")), ids


def _nearness(holders: Iterable[list], own: str, ids: Iterable[str | None]) -> dict[str, bool]:
    """Each of the ids that another form has too, and whether such a form is of the same district."""
    found: dict[str, bool] = {}
    said = by_likeness(one for one in ids if one) if holders else {}
    for likeness, code in holders:
        if citizen_id := said.get(likeness):
            found[citizen_id] = found.get(citizen_id, False) or code == own
    return found
