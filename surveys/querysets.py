"""Questions asked about rounds and surveys."""

from collections.abc import Sequence
from datetime import date

from django.db import models

from bkkhousing.lib import thai
from communities.querysets import DistrictRows
from surveys.choices.survey import (
    APPROVED_STATES,
    COUNTED_STATES,
    EDITABLE_STATES,
    DistrictRoundState,
    State,
    StatesTogether,
)
from surveys.choices.visit import INTERVIEWED_RESULTS


class RoundQuerySet(models.QuerySet):
    """Selections of rounds."""

    def open_on(self, today: date):
        return self.filter(opens_on__lte=today, closes_on__gte=today)

    def newest_first(self):
        return self.order_by("-fiscal_year", "-opens_on", "code")

    def in_force(self, today: date):
        """The round that entry pages and dashboards start with: the open one, else the newest begun."""
        return self.open_on(today).newest_first().first() or self.newest_first().first()


class SurveyQuerySet(models.QuerySet):
    """Selections of surveys."""

    def visible_to(self, user):
        """Surveys this person may read: the whole city, their district, or none."""
        if user.reads_whole_city:
            return self
        return self.filter(district_id=user.district_id) if user.district_id else self.none()

    def in_round(self, round):
        return self.filter(round=round) if round else self

    def in_district(self, code: str):
        return self.filter(district_id=code) if code else self

    def in_group(self, code: str):
        return self.filter(district__group_id=code) if code else self

    def in_community(self, community_id):
        return self.filter(community_id=community_id) if community_id else self

    def answering(self, tests: Sequence[models.Expression]):
        """Surveys of which all these hold, as the figures count them: nothing counts without a community.

        Tests come from `surveys.answers`.
        """
        return self.filter(*tests, community__isnull=False) if tests else self

    def search(self, text: str, *, personal: bool):
        """Surveys whose community, house number or head holds the text, however digits and spaces were typed.

        Who sees no personal data finds communities only: a match would tell them a name.
        """
        key = thai.search_key(text)
        if not key:
            return self
        found = models.Q(community__search_key__contains=key)
        return self.filter(found | models.Q(household__search_key__contains=key) if personal else found)

    def in_state(self, state: str):
        """`counted` is submitted and beyond, `passed` approved and beyond; other words are one state; blank is all."""
        if state in StatesTogether.values:
            return self.filter(state__in=StatesTogether(state).states)
        return self.filter(state=state) if state else self

    def counted(self):
        return self.filter(state__in=COUNTED_STATES)

    def approved(self):
        return self.filter(state__in=APPROVED_STATES)

    def editable(self):
        return self.filter(state__in=EDITABLE_STATES)

    def drafts(self):
        return self.filter(state=State.DRAFT)

    def returned(self):
        return self.filter(state=State.RETURNED)

    def awaiting_review(self):
        """The head's queue, the longest waiting first."""
        return self.filter(state=State.SUBMITTED).order_by("submitted_at", "pk")

    def written_by(self, user):
        return self.filter(created_by=user)

    def newest_first(self):
        return self.order_by("-updated_at", "-pk")

    def before(self, updated_at, pk):
        """The rows that follow a given row in `newest_first` order (keyset paging)."""
        return self.filter(models.Q(updated_at__lt=updated_at) | models.Q(updated_at=updated_at, pk__lt=pk))

    def before_round(self, round):
        """Surveys of the rounds that opened earlier than this one."""
        return self.filter(round__opens_on__lt=round.opens_on)

    def interviews_first(self):
        """The newest round first, but a visit that met nobody after every interview."""
        met = models.Case(models.When(visit_result__in=INTERVIEWED_RESULTS, then=0), default=1)
        return self.order_by(met, "-round__opens_on", "-pk")

    def shared_with(self, partner: str):
        """Those whose household agreed that this partner gets its answers."""
        return self.filter(share_with__contains=f",{partner},")

    def with_place(self):
        return self.select_related("district", "community", "household")

    def held(self):
        """The same surveys, locked until the transaction ends, in one order for all who lock.

        They are locked by themselves and read after that: PostgreSQL leaves out a row whose household, community
        or editor was another one before the lock was waited for.
        """
        list(self.order_by("pk").select_for_update().values_list("pk"))
        return self

    def with_rows(self):
        """Roster and debts fetched along, two queries for any number of surveys."""
        return self.prefetch_related("members", "debts")


class SurveyPartQuerySet(models.QuerySet):
    """Rows that hang on a survey: members, debts, moves, changes, comments."""

    def visible_to(self, user):
        if user.reads_whole_city:
            return self
        return self.filter(survey__district_id=user.district_id) if user.district_id else self.none()


class PhotoQuerySet(SurveyPartQuerySet):
    """Selections of photographs."""

    def visible_to(self, user):
        """Photographs show how people live: only those who see personal data see them."""
        return super().visible_to(user) if user.sees_personal_data else self.none()

    def kept(self):
        """Without the marks of removed ones."""
        return self.filter(removed_at=None)


class PaperFormQuerySet(DistrictRows):
    """Selections of forms on paper."""


class CommentQuerySet(SurveyPartQuerySet):
    """Remarks and the answers to them."""

    def threads(self):
        """The remarks that begin a thread."""
        return self.filter(parent=None)

    def open(self):
        """Threads that the head has not closed."""
        return self.filter(parent=None, settled_at=None)


class DistrictRoundQuerySet(DistrictRows):
    """What the Department decided about the districts of a round."""

    def sent_back(self):
        """Those the Department gave back to the district and has not accepted since."""
        return self.filter(state=DistrictRoundState.SENT_BACK)


class PairQuerySet(models.QuerySet):
    """Pairs of households that look like one."""

    def visible_to(self, user):
        """Pairs inside the own district; whose other half lies elsewhere, a district never hears of."""
        if user.reads_whole_city:
            return self
        here = user.district_id
        return self.filter(first_district_id=here, second_district_id=here) if here else self.none()

    def within_districts(self):
        return self.filter(first_district_id=models.F("second_district_id"))

    def across_districts(self):
        return self.exclude(first_district_id=models.F("second_district_id"))

    def undecided(self):
        return self.filter(is_open=True)

    def of_household(self, household_id):
        return self.filter(models.Q(first_id=household_id) | models.Q(second_id=household_id))


class FileImportQuerySet(models.QuerySet):
    """Selections of files on their way in."""

    def visible_to(self, user):
        """The own district's files for officers and heads, those of the Department for its people."""
        if user.district_id:
            return self.filter(district_id=user.district_id)
        return self.filter(district=None) if user.accepts_districts else self.none()

    def newest_first(self):
        return self.order_by("-created_at", "-pk")


class SavedMappingQuerySet(models.QuerySet):
    """Selections of mappings that people kept."""

    def visible_to(self, user):
        """Everyone's, and those of the own district; for the Department all."""
        if user.accepts_districts:
            return self
        here = user.district_id
        return self.filter(models.Q(district=None) | models.Q(district_id=here)) if here else self.none()

    def fitting(self, headers_key: str):
        """Those made for a file with the same headers, the newest first."""
        return self.filter(headers_key=headers_key).order_by("-at", "-pk")


class ExportDefinitionQuerySet(models.QuerySet):
    """Selections of kept export choices."""

    def visible_to(self, user):
        """The person's own, those shared with everyone, and those of the own district."""
        found = models.Q(owner=user) | models.Q(shared="everyone")
        if user.district_id:
            found |= models.Q(shared="district", district_id=user.district_id)
        return self.filter(found)

    def owned_by(self, user):
        return self.filter(owner=user)


class AgreementQuerySet(models.QuerySet):
    """Selections of agreements with partners."""

    def in_force(self, partner: str, today: date):
        """The one that counts today; none where nothing was agreed."""
        begun = self.filter(partner=partner, since__lte=today).order_by("-since").first()
        return begun if begun and begun.holds_on(today) else None


class ErasureQuerySet(DistrictRows):
    """The ledger of erasures is written on, never changed."""

    def update(self, **values):
        raise TypeError("the ledger of erasures is only ever added to")

    def delete(self):
        raise TypeError("the ledger of erasures is only ever added to")

    def of_people(self):
        return self.filter(what="person")
