"""Two people who press at the same moment: one is told, nothing is lost."""

import pytest
from django.utils import timezone

from plans import actions
from plans.models import SurveyPlan
from plans.refusals import Stale, WrongPlanState
from tests.plans import written
from tests.surveys.at_once import at_once, shared_by_threads

pytestmark = pytest.mark.django_db(transaction=True)


def told(work):
    """What came of a work: its row, or the refusal."""

    def done():
        try:
            return work()
        except (Stale, WrongPlanState) as refusal:
            return refusal

    return done


def saving(round, by, words: str, revision: int = 0):
    made = {"round": round, "district": by.district, "revision": revision, "by": by, "at": timezone.now()}
    return told(lambda: actions.save_plan(**made, fields={"areas": words}))


def test_of_two_first_saves_one_begins_the_plan_and_the_other_is_told(round_2570, head, tmp_path):
    with shared_by_threads(tmp_path):
        found = at_once(saving(round_2570, head, "ก"), saving(round_2570, head, "ข"))
        plan = SurveyPlan.objects.get()
    assert sorted(type(one).__name__ for one in found) == ["Stale", "SurveyPlan"]
    assert plan.revision == 1 and plan.areas == next(
        one.areas for one in found if isinstance(one, SurveyPlan)
    )


def test_a_plan_is_approved_or_taken_back_and_never_both(round_2570, head, department, slum, tmp_path):
    plan = written.sent(round_2570, head, slum)
    words = {"plan": plan, "revision": plan.revision, "at": timezone.now()}
    with shared_by_threads(tmp_path):
        found = at_once(
            told(lambda: actions.approve(**words, by=department)),
            told(lambda: actions.take_back(**words, by=head)),
        )
        stored = SurveyPlan.objects.get()
        moved = stored.moves.count()
    assert sum(isinstance(one, SurveyPlan) for one in found) == 1
    assert moved == 2 and stored.revision == 3
