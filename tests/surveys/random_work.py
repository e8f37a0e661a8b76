"""A random day's work on surveys, for proving that the figures always equal a recomputation."""

import uuid
from contextlib import suppress
from random import Random

from django.db import transaction
from django.utils import timezone

from communities.models import Household
from surveys import actions
from surveys.actions.importing import wait_for_turn, write_judged
from surveys.actions.judging import Form, judge
from surveys.actions.taking_back import take_back
from surveys.importing.kinds import CHANGING, Judged, keep
from surveys.models import FileImport, ImportedRow, Merge, Round, Survey
from surveys.readers.district_rounds import district_line
from surveys.refusals import Refused
from tests import factories

TENURES = ("owner", "rent", "free_relative", "occupy", "refused", "")
PROBLEMS = (["flood"], ["none"], ["crowded", "fire"], [], ["dilapidated", "waste", "flood"])
WELFARE = (["gold_card"], ["none"], ["state_card", "old_age"], [])


class RandomWork:
    """One person's steps; every step is a real action on a random survey, refused or not."""

    def __init__(self, *, seed: int, officer, head, places, department=None):
        self.random = Random(seed)
        self.officer, self.head, self.places = officer, head, places
        self.department = department or factories.person("department")
        self.steps = (
            self.create, self.create, self.edit, self.edit, self.submit, self.submit,
            self.send_back, self.approve, self.approve, self.approve_many, self.move, self.delete,
            self.bring_in, self.unlock, self.reopen, self.accept_district, self.send_back_district,
            self.merge, self.undo_merge, self.bring_in_file, self.take_file_back,
        )  # fmt: skip

    def step(self) -> None:
        with suppress(Refused):
            self.random.choice(self.steps)()

    def run(self, steps: int) -> None:
        for _ in range(steps):
            self.step()

    def payload(self) -> dict:
        random = self.random
        made = factories.household_of_four(
            random.choice(self.places),
            number=random.randrange(1, 10**6),
            house_tenure=random.choice(TENURES),
            problems=random.choice(PROBLEMS),
            rent_house=random.choice((None, 0, 2500, 60_000)),
            bedrooms=random.choice((1, 2, 3)),
            income_total=random.choice((6_000, 21_000, "refused")),
            visit_result=random.choice(("complete", "complete", "partial", "absent")),
        )
        made["members"] = made["members"][: random.choice((1, 2, 4))]
        made["answers"]["members_living"] = len(made["members"])
        made["members"][0]["welfare"] = random.choice(WELFARE)
        made["confirmed"] = dict.fromkeys(SOFT_CODES, "ตรวจแล้ว")
        return made

    def any_survey(self) -> Survey | None:
        ids = list(Survey.objects.filter(district=self.officer.district).values_list("pk", flat=True))
        rows = Survey.objects.select_related("household")  # at one moment: another person may merge it away
        return rows.filter(pk=self.random.choice(ids)).first() if ids else None

    def create(self) -> None:
        actions.save(survey_id=uuid.uuid4(), given=self.payload(), by=self.officer, at=timezone.now())

    def edit(self) -> None:
        if survey := self.any_survey():
            given = {**self.payload(), "revision": survey.revision}
            actions.save(survey_id=survey.pk, given=given, by=self.officer, at=timezone.now())

    def submit(self) -> None:
        if survey := self.any_survey():
            actions.submit(survey=survey, by=self.officer, at=timezone.now())

    def approve(self) -> None:
        if survey := self.any_survey():
            actions.approve(survey=survey, by=self.head, at=timezone.now())

    def send_back(self) -> None:
        if survey := self.any_survey():
            comments = [("rent_house", "ตรวจค่าเช่า")]
            actions.send_back(survey=survey, by=self.head, at=timezone.now(), comments=comments)

    def approve_many(self) -> None:
        """Approve a few, some of them not as they are now."""
        rows = Survey.objects.filter(district=self.officer.district).values_list("pk", "revision")
        chosen = self.random.sample(list(rows), min(len(rows), 5))
        seen = {key: revision - self.random.choice((0, 0, 1)) for key, revision in chosen}
        actions.approve_many(seen=seen, by=self.head, at=timezone.now())

    def unlock(self) -> None:
        if survey := self.any_survey():
            actions.unlock(survey=survey, by=self.head, at=timezone.now(), reason="ตรวจซ้ำ")

    def reopen(self) -> None:
        if survey := self.any_survey():
            actions.reopen(survey=survey, by=self.department, at=timezone.now(), reason="ตรวจซ้ำ")

    def accept_district(self) -> None:
        actions.accept_district(**self.decision("approved"), only_approved=self.random.random() < 0.7)

    def send_back_district(self) -> None:
        with_accepted = self.random.random() < 0.5
        given = self.decision("locked" if with_accepted else "approved")
        actions.send_back_district(**given, reason="สุ่มตรวจไม่ผ่าน", with_accepted=with_accepted)

    def decision(self, states: str) -> dict:
        """A decision of the Department on what it sees now."""
        round, district = Round.objects.get(pk="2570"), self.officer.district
        line = district_line(round, district, timezone.localdate())
        seen = actions.Seen(line.decisions, getattr(line, states))
        return {
            "round": round,
            "district": district,
            "by": self.department,
            "at": timezone.now(),
            "seen": seen,
        }

    def move(self) -> None:
        if survey := self.any_survey():
            to = self.random.choice(self.places)
            actions.move_community(survey=survey, to=to, by=self.officer, at=timezone.now())

    def delete(self) -> None:
        if survey := self.any_survey():
            actions.delete(survey=survey, by=self.officer, at=timezone.now(), reason="กรอกซ้ำ")

    def merge(self) -> None:
        """Make one household of any two, of whatever rounds and states their forms are."""
        chosen = {survey.household_id for survey in (self.any_survey(), self.any_survey()) if survey}
        homes = list(Household.objects.filter(pk__in=chosen).order_by("created_at"))
        if len(homes) == 2:  # another worker may have merged one of them this very moment
            actions.merge(kept=homes[0], dropped=homes[1], by=self.head, at=timezone.now())

    def undo_merge(self) -> None:
        if merges := list(Merge.objects.filter(undone_at=None)):
            actions.undo_merge(merge=self.random.choice(merges), by=self.head, at=timezone.now())

    def bring_in(self) -> None:
        """Import a few rows, of which some were imported before and say something else now."""
        keys = self.random.sample(range(40), self.random.randint(1, 4))
        rows = [self.row(f"random:{key}") for key in keys]
        actions.write_batch(rows=rows, round=Round.objects.get(pk="2570"), by=self.head, at=timezone.now())

    def bring_in_file(self) -> None:
        """Import some rows as a file that can be undone."""
        rows = [self.row(f"file:{key}", number=key) for key in self.random.sample(range(1, 41), 3)]
        words = {"round": Round.objects.get(pk="2570"), "at": timezone.now()}
        given = {"by": self.head, "district": self.head.district, "created_at": words["at"], "size": 1}
        with transaction.atomic():
            wait_for_turn(words["round"])
            forms = judge(rows, locked=True, **words)
            write_judged(forms, by=self.head, **words)
            file_import = FileImport.objects.create(name="สุ่ม.csv", kind="surveys", **given)
            keep(file_import, map(judged_of, forms), is_written=True)

    def take_file_back(self) -> None:
        """Undo one of the files; rows that were worked on since stay."""
        files = list(FileImport.objects.filter(rows__is_written=True).distinct().order_by("created_at"))
        if not files:
            return
        with transaction.atomic():
            rows = list(self.random.choice(files).rows.filter(is_written=True).order_by("number"))
            kept = take_back(rows, by=self.head, at=timezone.now())
            gone = [row.pk for row in rows if row.number not in kept]
            ImportedRow.objects.filter(pk__in=gone).update(is_written=False)

    def row(self, source_key: str, number: int = 2) -> actions.Incoming:
        made, place = self.payload(), self.random.choice(self.places)
        rows = {"members": made["members"], "debts": made["debts"]}
        return actions.Incoming(
            number=number,
            source_key=source_key,
            district=place.district,
            community=place,
            answers={key: made["answers"][key] for key in made["answers"].keys() - {"round", "community"}},
            extra={},
            begun_at=timezone.now(),
            ended_at=timezone.now(),
            **rows,
        )


def judged_of(form: Form) -> Judged:
    """What was written, as a file keeps it."""
    survey = form.survey
    is_done = form.deed in CHANGING
    return Judged(
        number=form.row.number,
        deed=form.deed,
        subject=str(survey.pk) if is_done else "",
        revision_after=survey.revision if is_done else None,
        before=form.before,
    )


SOFT_CODES = (
    "rent_missing_while_renting", "rent_over_income_share", "rent_while_owner", "income_differs_from_roster",
    "afford_over_share", "floor_area_per_person",
)  # fmt: skip
