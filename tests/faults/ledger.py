"""The book of what was written on devices, against which the server is checked at the end."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from accounts.models import User
from communities.models import Community, Household
from surveys import figures
from surveys.models import Change, Move, Survey
from tests import factories

STATES = {"save": "draft", "submit": "submitted"}


@dataclass(frozen=True)
class Form:
    """One household as its officer wrote it."""

    payload: dict
    by: User
    wish: str = "submit"
    id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def label(self) -> str:
        return f"{self.payload['answers']['house_no']} {self.payload['members'][0]['first_name']}"


class Ledger:
    """Every form that was ever put on a device."""

    def __init__(self) -> None:
        self.forms: dict[str, Form] = {}

    def write(self, number: int, *, by: User, place: Community, drafts: int = 4, **answers) -> list[Form]:
        """Households of four; every `drafts`-th is a draft that is only to be saved."""
        first = len(self.forms) + 1
        made = [
            Form(
                self.payload(first + n, place, **answers),
                by,
                "save" if drafts and n % drafts == 0 else "submit",
            )
            for n in range(number)
        ]
        self.forms.update({form.id: form for form in made})
        return made

    def payload(self, number: int, place: Community, **answers) -> dict:
        made = factories.household_of_four(place, number=number, **answers)
        for position, member in enumerate(made["members"]):
            member["first_name"], member["last_name"] = f"นกกระจาบ{number}.{position}", "ปีกอ่อน"
        return made

    def stored(self) -> dict[str, Survey]:
        return {str(survey.pk): survey for survey in Survey.objects.select_related("created_by", "household")}

    def check(self, *, kept: Iterable[str] = (), refused: Iterable[str] = ()) -> None:
        """0 lost, 0 doubled, 0 under another name; what is still on a device is there for a reason that is shown."""
        stored, left = self.stored(), set(kept)
        assert set(self.forms) - set(stored) == left - set(stored), "lost"
        assert set(stored) <= set(self.forms), "nobody wrote this"
        assert list(self.faults(stored, spared={*left, *refused})) == []
        self.check_sums(stored)

    def faults(self, stored: dict[str, Survey], *, spared: set[str]) -> Iterator[str]:
        """What is wrong with the forms that arrived; those that still wait may be on their way."""
        for key, survey in stored.items():
            form = self.forms[key]
            if survey.created_by_id != form.by.pk:
                yield f"{key} stands under another name"
            if survey.district_id != form.by.district_id:
                yield f"{key} stands in another district"
            if key not in spared and survey.state != STATES[form.wish]:
                yield f"{key} is {survey.state}"
            if survey.house_no != form.payload["answers"]["house_no"] or survey.members.count() != 4:
                yield f"{key} says something else"

    def check_sums(self, stored: dict[str, Survey]) -> None:
        """One household, one first revision and at most one handing in for each form."""
        assert Household.objects.count() == len(stored)
        assert Change.objects.filter(revision=1).count() == len(stored)
        moved = Move.objects.filter(to_state="submitted").values_list("survey_id", flat=True)
        assert len(moved) == len(set(moved))
        assert figures.differences() == []
