"""The figures against a recount that shares no line with them: plain Python over what the database holds."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.utils import timezone

from surveys import actions
from surveys.figures import KEY
from surveys.measures import AMOUNTS, COLUMNS, FLAGS, MEASURES
from surveys.models import Figure, Survey
from surveys.questionnaire import questions
from tests import factories
from tests.surveys.random_work import RandomWork

pytestmark = pytest.mark.django_db
SINGLE = [
    "dwelling",
    "material",
    "condition",
    "water",
    "electricity",
    "toilet",
    "sewage",
    "fire_risk",
    "savings_group_member",
    "house_tenure",
    "land_tenure",
    "land_owner",
    "want",
    "form",
    "timeframe",
    "join_baan_mankong",
    "received_before",
    "visit_result",
    "income_bracket",
]
SEVERAL = ("problems", "programmes", "target_groups", "savings")
COUNTED, PASSED = {"submitted", "approved", "accepted"}, {"approved", "accepted"}


def whole(amount) -> int:
    """A half is rounded away from zero, as both databases do."""
    return int(Decimal(str(amount)).quantize(Decimal(1), ROUND_HALF_UP))


def share_of(survey: Survey) -> Counter:
    """What one survey adds to each measure."""
    found = Counter(
        {"surveys": 1, "people": survey.members_living or 0, "vulnerability.sum": survey.vulnerability}
    )
    found.update(f"{key}.{getattr(survey, key)}" for key in SINGLE if getattr(survey, key))
    found.update(f"{key}.{code}" for key in SEVERAL for code in getattr(survey, key))
    found.update(key for key in FLAGS if getattr(survey, key))
    for key in AMOUNTS:
        if (amount := getattr(survey, key)) is not None:
            found[f"{key}.sum"] += whole(amount)
            found[f"{key}.count"] += 1
    found.update(threats_of(survey))
    found.update(quality_of(survey))
    for member in survey.members.all():
        found.update(met_by(member))
        found["members.elderly_alone"] += survey.members_living == 1 and (member.age or 0) >= 60
    return found


def threats_of(survey: Survey) -> Counter:
    told = bool({"eviction_notice", "lawsuit"} & set(survey.problems))
    return Counter({"threatened": told, "unaffordable": (survey.affordability_gap or 0) > 0})


def quality_of(survey: Survey) -> Counter:
    found = {"soft": survey.soft_problems, "asked": survey.asked_answers, "missing": survey.missing_answers}
    found |= {"with_soft": survey.soft_problems > 0, "proxies": survey.informant in ("leader", "neighbour")}
    found |= {"changed": survey.changed_values, "changed_forms": survey.changed_values > 0}
    return Counter({f"quality.{name}": int(number) for name, number in found.items()})


def met_by(member) -> list[str]:
    met = {
        "all": True,
        "children": member.age is not None and member.age < 15,
        "small_children": member.age is not None and member.age < 6,
        "elderly": member.age is not None and member.age >= 60,
        "disabled": bool(set(member.disability) - {"none", "refused", "unknown"}),
        "bedridden": member.bedridden == "yes",
        "chronic": member.chronic == "yes",
        "bma_staff": member.work == "bma_staff",
    }
    names = [f"members.{name}" for name, holds in met.items() if holds]
    return names + welfare_of(member) + gaps_of(member, met)


def gaps_of(member, met: dict[str, bool]) -> list[str]:
    """Allowances that a person seems to have a right to and, having told what is received, does not name."""
    told = set(member.welfare)
    if not told or told & {"refused", "unknown"}:
        return []
    grants = {"elderly": "old_age", "disabled": "disability", "small_children": "child_grant"}
    return [f"welfare_gap.{group}" for group, grant in grants.items() if met[group] and grant not in told]


def welfare_of(member) -> list[str]:
    """What a person receives; who does not say is not counted."""
    return [f"welfare.{code}" for code in member.welfare if code not in ("refused", "unknown")]


def recount() -> dict[tuple, Counter]:
    sums: dict[tuple, Counter] = {}
    for survey in Survey.objects.filter(community__isnull=False).prefetch_related("members"):
        for row in rows_of(survey):
            key = (survey.round_id, row, survey.district_id, survey.community_id)
            sums.setdefault(key, Counter()).update(share_of(survey))
    return sums


def rows_of(survey: Survey) -> list[str]:
    """The states under which a survey counts."""
    counted, passed = survey.state in COUNTED, survey.state in PASSED
    return [survey.state] + ["counted"] * counted + ["passed"] * passed


def kept() -> dict[tuple, dict[str, int]]:
    rows = Figure.objects.values_list(*KEY, *COLUMNS)
    names = [measure.name for measure in MEASURES]
    return {row[:4]: dict(zip(names, row[4:], strict=True)) for row in rows}


def disagreements() -> list[tuple]:
    stored, counted = kept(), recount()
    return [
        (key, name, stored.get(key, {}).get(name, 0), counted.get(key, Counter())[name])
        for key in {*stored, *counted}
        for name in sorted({measure.name for measure in MEASURES}.union(counted.get(key, ())))
        if stored.get(key, {}).get(name, 0) != counted.get(key, Counter())[name]
    ]


def places() -> list:
    return [factories.community("1026", f"ทดลอง {number}") for number in (1, 2, 3)]


@pytest.mark.parametrize("seed", range(100, 104))
def test_after_a_day_of_random_work_the_figures_equal_a_recount_by_hand(seed, officer, head, round_2570):
    RandomWork(seed=seed, officer=officer, head=head, places=places()).run(60)
    assert Survey.objects.exists()
    assert disagreements() == []


def test_every_measure_is_met_by_some_household_of_the_recount(officer, head, round_2570):
    """A recount that met only zeros would prove nothing: here every code of every question is answered once."""
    place = factories.community("1026", "ทุกคำตอบ")
    for payload in every_answer(place):
        factories.saved_survey(by=officer, place=place, payload=payload)
    change_after_approval(place, officer, head)
    assert disagreements() == []
    met = {name for row in kept().values() for name, number in row.items() if number}
    assert [measure.name for measure in MEASURES if measure.name not in met] == []


def change_after_approval(place, officer, head) -> None:
    made, at = factories.household_of_four(place, number=90), timezone.now()
    survey = factories.saved_survey(by=officer, place=place, payload=made)
    survey = actions.approve(survey=actions.submit(survey=survey, by=officer, at=at), by=head, at=at)
    survey = actions.unlock(survey=survey, by=head, at=at, reason="ซอยผิด")
    given = {**made, "revision": survey.revision, "answers": {**made["answers"], "soi": "ใหม่"}}
    actions.save(survey_id=survey.pk, given=given, by=officer, at=timezone.now())


def every_answer(place) -> list[dict]:
    """Each household gives the next code of every question; the last ones were not interviewed."""
    interviewed = [household(place, number) for number in range(42)]
    results = questions()["visit_result"].codes
    visited = [
        factories.household_of_four(place, number=n, visit_result=code) for n, code in enumerate(results, 50)
    ]
    return [*interviewed, *visited, alone(place), with_a_small_child(place)]


def alone(place) -> dict:
    """A grandmother by herself who receives nothing for her age, as a neighbour tells."""
    one = factories.household_of_four(place, number=80, members_living=1, informant="neighbour")
    one["members"] = [{**one["members"][3], "relation": "head", "welfare": ["gold_card"]}]
    return one


def with_a_small_child(place) -> dict:
    one = factories.household_of_four(place, number=81, problems=["lawsuit"], income_total=5_000)
    one["members"][2].update(birth_date=f"1/1/{timezone.localdate().year + 543 - 3}", welfare=["none"])
    return one


def household(place, number: int) -> dict:
    one = factories.household_of_four(place, number=number + 1)
    for key in set(questions()) - NOT_VARIED:
        if codes := questions()[key].codes:
            code = codes[number % len(codes)]
            one["answers"][key] = [code] if questions()[key].kind == "multi" else code
    one["answers"].update(floor_area=24.5, access_width=0.8, income_total=INCOMES[number % len(INCOMES)])
    one["members"][0].update(person(number))
    return one


NOT_VARIED = {"privacy_notice", "sensitive_consent", "visit_result"}
INCOMES = (4_000, 9_000, 14_000, 19_000, 29_000, 49_000, 59_000)


def person(number: int) -> dict:
    codes = (
        "state_card",
        "old_age",
        "disability",
        "child_grant",
        "social_security",
        "gold_card",
        "emergency",
        "none",
    )
    welfare = [(*codes, "refused", "unknown")[number % 10]]
    work = "bma_staff" if number % 4 == 0 else "daily"
    graduate = {"education": "bachelor", "graduated_year": 2569} if number % 3 == 0 else {}
    return {"welfare": welfare, "work": work, "bedridden": "yes", "chronic": "yes", **graduate}


def test_a_cell_that_is_wrong_is_seen_by_the_recount(officer, slum, round_2570):
    factories.submitted_survey(by=officer, place=slum)
    assert disagreements() == []
    Figure.objects.filter(state="submitted").update(problems_flood=2)
    assert [(key[1], name, stored, counted) for key, name, stored, counted in disagreements()] == [
        ("submitted", "problems.flood", 2, 1)
    ]
