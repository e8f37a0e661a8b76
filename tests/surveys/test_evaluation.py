"""What the system makes of an entry: problems, results, completeness, and the columns that follow."""

import uuid

import pytest
from django.utils import timezone

from surveys import computing, payload, questionnaire
from surveys.evaluation import completeness, evaluate, fill
from surveys.models import Survey
from surveys.surroundings import context_for
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(slum, round_2570):
    """Reads a payload and gives the entry with its surroundings."""

    def entry_and_context(given: dict):
        entry = payload.read(given, round_2570)
        today = timezone.localdate()
        around = {"round": round_2570, "district": slum.district, "community": slum, "today": today}
        return entry, context_for(entry, **around)

    return entry_and_context


def ratio(look, **answers) -> int:
    return completeness(*look({"answers": answers}))


def test_an_empty_form_is_answered_to_no_percent(look):
    assert ratio(look) == 0


def test_every_answer_more_is_not_less_complete(look):
    given, before = {}, 0
    for key, value in {"house_no": "1", "members_living": 3, "dwelling": "boat", "comment": "ดี"}.items():
        given[key] = value
        now = ratio(look, **given)
        assert now >= before
        before = now
    assert before > 0


def test_a_non_answer_and_an_unreadable_one_are_answers(look):
    plain = ratio(look, rent_house=1, soi="5", expense_food=1, expense_other=2)
    assert ratio(look, rent_house="refused", soi="5", expense_food="มาก", expense_other=2) == plain > 0


def test_round_and_community_do_not_make_a_form_more_complete(look, slum):
    assert ratio(look, round="2570", community=slum.pk) == 0


def test_a_question_that_is_not_shown_is_not_missed(look, round_2570):
    round_2570.questions = ["want", "form", "difficulty"]
    assert ratio(look, want="stay_repair", difficulty="easy") == 100
    assert ratio(look, want="buy", difficulty="easy") == 66


def test_a_round_that_asks_nothing_is_complete(look, round_2570):
    round_2570.questions = ["members.first_name"]
    assert ratio(look) == 100


def test_a_visit_without_an_interview_can_be_complete(look):
    house = {key: "refused" for key, q in questionnaire.questions().items() if q.shown_when is None}
    assert (
        ratio(
            look,
            **{**house, "visit_result": "vacant", "house_no": "1", "house_code": "unknown", "canal": "none"},
        )
        == 100
    )


def test_an_evaluation_holds_problems_results_and_completeness(look, slum):
    found = evaluate(*look(factories.household_of_four(slum, members_living=9)))
    assert "members_living_differs" in {problem.code for problem in found.problems}
    assert (found.computed.household_income, found.computed.overcrowded) == (21_000, True)
    assert 0 < found.completeness < 100


def filled(look, given: dict, slum):
    entry, context = look(given)
    survey = Survey(id=uuid.uuid4(), district=slum.district, community=slum)
    return survey, entry, *fill(survey, entry, evaluate(entry, context))


def test_filling_sets_answers_results_counts_and_versions(look, slum):
    survey, entry, members, debts = filled(look, factories.household_of_four(slum), slum)
    assert (survey.dwelling, survey.household_income, survey.overcrowded) == ("rented_room", 21_000, True)
    assert (survey.questionnaire_version, survey.computing_version) == (
        questionnaire.VERSION,
        computing.VERSION,
    )
    assert (survey.hard_problems, survey.completeness > 0) == (0, True)
    assert [(row.position, row.first_name) for row in members][:2] == [(0, "สมชาย"), (1, "สมหญิง")]
    assert [(row.position, row.source, row.balance) for row in debts] == [(0, "informal", 20_000)]


def test_filling_counts_hard_and_soft_problems(look, slum):
    given = factories.household_of_four(slum, members_living=9, rent_house=60_000)
    survey, *_rows = filled(look, given, slum)
    assert survey.hard_problems >= 1 and survey.soft_problems >= 1


def test_the_ages_stand_beside_the_people(look, slum):
    _survey, _entry, members, _debts = filled(look, factories.household_of_four(slum), slum)
    year = timezone.localdate().year
    assert members[3].age == year - 1955
    assert all(member.age is not None for member in members)
