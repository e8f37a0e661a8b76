"""The rows behind a number: a list narrowed down to answers holds as many surveys as the figures count."""

import pytest
from django.http import QueryDict

from surveys.answers import ANSWERS, CODED, NO_ANSWER, answers_named
from surveys.choices.survey import COUNTED_STATES
from surveys.measures import BY_NAME, MEASURES
from surveys.models import Member, Survey
from surveys.readers.conditions import conditions_of
from surveys.readers.figures import By, sums_by
from tests import factories
from tests.surveys.random_work import RandomWork
from tests.surveys.test_list import listed, names, queries_of

pytestmark = pytest.mark.django_db
COUNTED = "/surveys/?round=2570&state=counted"
OF_SURVEYS = [m.name for m in MEASURES if not m.amount and not m.of_members]
OF_MEMBERS = [m.name for m in MEASURES if m.of_members]


def found(*wanted: str, surveys=None) -> set:
    """Keys of the counted surveys of which all these answers hold."""
    surveys = Survey.objects.counted() if surveys is None else surveys
    tests = [answer.holds for answer in answers_named(wanted, personal=True)]
    return set(surveys.answering(tests).values_list("pk", flat=True))


@pytest.fixture
def worked(officer, head, round_2570):
    """What a day of random work leaves behind."""
    places = [factories.community("1026", f"ทดลอง {number}") for number in (1, 2, 3)]
    RandomWork(seed=7, officer=officer, head=head, places=places).run(60)
    return sums_by(round="2570", by=By.CITY)["bangkok"]


@pytest.fixture
def four(officer, slum, round_2570):
    """Four sent forms: two with an eviction notice, of which one rents, and two with neither."""
    notice = {"problems": ["eviction_notice"], "eviction_by": "เจ้าของ", "eviction_deadline": "1/1/2571"}
    owns = {"house_tenure": "owner", "rent_house": None}
    answers = (notice, {**notice, **owns}, {}, owns)
    return [factories.submitted_survey(by=officer, place=slum, **given) for given in answers]


def test_every_measure_of_households_finds_as_many_rows_as_the_figures_count(worked):
    assert worked.surveys > 5
    assert {name: len(found(name)) for name in OF_SURVEYS} == {n: worked.measures[n] for n in OF_SURVEYS}


def test_a_measure_of_people_finds_the_households_in_which_they_live(worked):
    for name in OF_MEMBERS:
        rows = found(name)
        people = Member.objects.filter(survey__state__in=COUNTED_STATES, survey__round="2570").count()
        assert (len(rows) > 0) == (worked.measures[name] > 0) and len(rows) <= worked.measures[name] <= people
    assert len(found("members.all")) == len({m.survey_id for m in Member.objects.filter(survey__in=found())})


def test_the_answers_of_a_question_leave_out_no_survey(worked):
    for question in CODED.values():
        rows = [found(answer.name) for answer in question.answers]
        assert set().union(*rows) == found()
        assert question.several or sum(map(len, rows)) == len(found())


def test_who_left_a_question_out_gave_none_of_its_answers(worked):
    for question in (one for one in CODED.values() if one.several):
        given = [found(answer.name) for answer in question.answers if answer.code != NO_ANSWER]
        assert not found(f"{question.key}.{NO_ANSWER}") & set().union(*given)


def test_a_survey_without_a_community_counts_nowhere(officer, slum, round_2570):
    survey = factories.saved_survey(by=officer, place=slum)
    drafts = Survey.objects.drafts()
    assert found("house_tenure.rent", surveys=drafts) == {survey.pk}
    drafts.update(community=None)
    assert found("house_tenure.rent", surveys=drafts) == set() != found(surveys=drafts)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("answer=problems.eviction_notice", {0, 1}),
        ("answer=problems.eviction_notice&answer=house_tenure.rent", {0}),
        ("answer=house_tenure.owner", {1, 3}),
        ("answer=overcrowded.no", set()),
        ("answer=nonsense&answer=house_tenure.rent.sum&answer=1%27%3B--", {0, 1, 2, 3}),
        ("answer=want.no_answer", set()),
        ("answer=members.disabled", {0, 1, 2, 3}),
        ("group=thon_nuea", {0, 1, 2, 3}),
    ],
)
def test_the_list_holds_the_rows_behind_a_number(asked, expected, officer, four):
    rows = listed(factories.client_of(officer), f"{COUNTED}&{asked}")
    assert set(rows) == {four[place].pk for place in expected}


def test_the_list_counts_the_states_that_the_figures_add_up(department, officer, head, slum, four):
    factories.approved_survey(by=officer, head=head, place=slum)
    factories.saved_survey(by=officer, place=slum)
    client = factories.client_of(department)
    states = {state: len(names(client.get(f"/surveys/?state={state}"))) for state in ("counted", "passed")}
    assert states == {"counted": 5, "passed": 1}


def test_a_group_of_districts_is_a_condition_for_those_who_read_the_city(department, four, slum, other_officer,
                                                                        other_slum):  # fmt: skip
    factories.submitted_survey(by=other_officer, place=other_slum)
    reply = factories.client_of(department).get(f"/surveys/?group={slum.district.group_id}")
    assert len(names(reply)) == 4
    assert [fact["value"] for fact in reply.context["conditions"]] == [slum.district.group.name]
    assert len(names(factories.client_of(department).get("/surveys/?group=nowhere"))) == 5


def test_conditions_are_told_in_words_and_taken_away_one_by_one(officer, four):
    address = f"{COUNTED}&answer=problems.eviction_notice&answer=house_tenure.rent&after=x"
    facts = factories.client_of(officer).get(address).context["conditions"]
    told = [(fact["label"], fact["value"], fact["url"]) for fact in facts]
    assert told == [
        ("ปัญหาที่อยู่อาศัย", "ได้รับหนังสือให้ย้ายออก", "?round=2570&state=counted&answer=house_tenure.rent"),
        ("สถานะการอยู่อาศัย", "เช่า", "?round=2570&state=counted&answer=problems.eviction_notice"),
    ]


def test_the_filters_and_their_clearing_know_the_conditions(officer, four):
    body = factories.client_of(officer).get("/surveys/?answer=house_tenure.rent").content.decode()
    assert '<input type="hidden" name="answer" value="house_tenure.rent">' in body
    assert "ล้างตัวกรอง" in body and "เอาออก" in body


def test_answers_nobody_gave_leave_an_empty_list_that_says_so(officer, four):
    body = factories.client_of(officer).get("/surveys/?answer=house_tenure.no_answer").content.decode()
    assert "ไม่พบแบบสำรวจตามที่ค้นหา" in body


def test_pages_go_on_under_the_same_conditions(officer, slum, round_2570):
    factories.listed_surveys(60, by=officer, place=slum, house_tenure="rent")
    factories.listed_surveys(5, by=officer, place=slum, house_tenure="owner")
    client = factories.client_of(officer)
    first = client.get("/surveys/?answer=house_tenure.rent")
    second = client.get(f"/surveys/?answer=house_tenure.rent&after={first.context['page'].next}")
    assert [len(names(page)) for page in (first, second)] == [50, 10]


def test_conditions_cost_no_query_and_a_group_one(officer, department, four, slum):
    asked = "/surveys/?answer=problems.eviction_notice&answer=members.elderly"
    assert queries_of(officer, asked) == queries_of(officer, "/surveys/")
    group = f"/surveys/?group={slum.district.group_id}"
    assert queries_of(department, group) == queries_of(department, "/surveys/") + 1


def test_who_sees_no_personal_data_finds_nobody_by_it(analyst, administrator, four):
    asked = "/surveys/?answer=members.disabled&answer=household_income.count"
    seen = {
        user: factories.client_of(user).get(asked).context["conditions"] for user in (analyst, administrator)
    }
    assert seen[analyst] == [] and len(seen[administrator]) == 2


def test_what_tells_of_health_age_and_income_is_personal():
    personal = {name for name, answer in ANSWERS.items() if answer.is_personal}
    assert {"members.disabled", "members.elderly", "welfare.state_card", "debt_payment.count"} <= personal
    assert not personal & {*OF_SURVEYS} - {"household_income.count", "debt_payment.count"}
    assert "income_bracket.up_to_10000" not in personal


def test_every_answer_says_what_it_is_and_no_amount_is_one():
    assert [name for name, answer in ANSWERS.items() if not answer.words.strip()] == []
    assert {name for name in BY_NAME if name not in ANSWERS} == {m.name for m in MEASURES if m.amount}


def test_another_districts_rows_stay_out_of_sight(officer, other_officer, other_slum, four):
    factories.submitted_survey(by=other_officer, place=other_slum)
    reply = factories.client_of(officer).get("/surveys/?district=1006&answer=house_tenure.rent")
    assert len(names(reply)) == 2
    assert not conditions_of(QueryDict("group=nowhere"), officer)
