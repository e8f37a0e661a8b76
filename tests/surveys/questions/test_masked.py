"""What readers who see no personal data are shown of each question, by every door."""

import json
import uuid

import pytest

from audit.models import AccessRecord
from surveys.masking import MASKS, PERSONAL_SUMS
from surveys.models import Debt, Member, Survey
from surveys.questionnaire import questions
from tests import factories
from tests.factories import client_of

pytestmark = pytest.mark.django_db
MASKED = ("department", "analyst")
SEEING = ("officer", "head", "administrator")
TEXTS = {
    "survey": [key for key, q in questions().items() if q.personal and q.kind in ("text", "long_text")],
    "member": [key for key, q in questions("member").items() if q.personal and q.kind == "text"],
}
CANARY = "นกขมิ้น"


def canary(key: str) -> str:
    """A word that stands nowhere else, short enough for every column."""
    return f"{CANARY}{list(questions()).index(key) if key in questions() else key[:3]}"


@pytest.fixture
def survey(officer, slum, round_2570):
    """A submitted form with a word of its own in every personal text."""
    made = factories.household_of_four(slum, number=7, **{key: canary(key) for key in TEXTS["survey"]})
    made["answers"].update(problems=["lawsuit"], eviction_deadline="1/1/2571", house_code="1026-765432-1")
    made["answers"].update(
        phone="081-765-4321", lat=13.765432, lng=100.565432, savings=["bank"], savings_amount=76543
    )
    made["members"][0].update(first_name="นกเอี้ยง", last_name="เกาะรวง", income_month=17_654)
    made["confirmed"] = {"income_differs_from_roster": "นกแก้วบอก", "point_outside_district": "นกขุนทองบอก"}
    return factories.saved_survey(by=officer, place=slum, payload=made)


SECRETS = (
    *(CANARY, "นกเอี้ยง", "เกาะรวง", "นกแก้วบอก", "นกขุนทองบอก", "10267654321", "0817654321", "081-765-4321"),
    *("13.765432", "100.565432", "17654", "17,654", "76543", "76,543", factories.citizen_id(70)),
)


def doors(survey) -> dict[str, str]:
    return {
        "document": f"/api/v1/surveys/{survey.pk}/",
        "list of the API": "/api/v1/surveys/",
        "households of the API": "/api/v1/households/",
        "page": f"/surveys/{survey.pk}/",
        "list": "/surveys/",
        "household": f"/households/{survey.household_id}/",
        "households": "/households/",
        "home": "/",
        "community": f"/communities/{survey.community_id}/",
    }


DOORS = tuple(doors(Survey(pk=uuid.uuid4())))


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("role", MASKED)
def test_no_door_shows_a_masked_reader_what_names_or_finds_a_person(door, role, survey, request):
    reply = client_of(request.getfixturevalue(role)).get(doors(survey)[door])
    body = reply.content.decode()
    assert [secret for secret in SECRETS if secret in body] == []


@pytest.mark.parametrize("role", SEEING)
def test_the_people_in_charge_read_everything(role, survey, request):
    body = client_of(request.getfixturevalue(role)).get(doors(survey)["document"]).content.decode()
    assert [key for key in TEXTS["survey"] if canary(key) not in body] == []
    works_on_it = role in ("officer", "head")  # an id opens to the others for a reason
    assert "นกเอี้ยง" in body and (factories.citizen_id(70) in body) == works_on_it


def document(user, survey) -> dict:
    return client_of(user).get(doors(survey)["document"]).json()


def shown_keys(level: str) -> set[str]:
    known = questions(level)
    return {key for key in known if not known[key].personal} | (MASKS.keys() & known.keys())


@pytest.mark.parametrize("role", MASKED)
def test_a_masked_document_holds_no_personal_question(role, survey, request):
    found = document(request.getfixturevalue(role), survey)
    assert set(found["answers"]) <= shown_keys("survey")
    assert all(set(row) <= shown_keys("member") for row in found["members"])
    assert all(set(row) <= shown_keys("debt") for row in found["debts"])


@pytest.mark.parametrize("role", MASKED)
def test_a_masked_document_keeps_what_is_not_personal(role, survey, request, officer):
    masked, whole = document(request.getfixturevalue(role), survey), document(officer, survey)
    for level, rows in (("member", "members"), ("debt", "debts")):
        known = questions(level)
        for one, other in zip(masked[rows], whole[rows], strict=True):
            assert {k: v for k, v in other.items() if not known[k].personal}.items() <= one.items()
    plain = {k: v for k, v in whole["answers"].items() if not questions()[k].personal}
    assert plain.items() <= masked["answers"].items()


@pytest.mark.parametrize("role", MASKED)
def test_sums_that_tell_an_income_are_left_out(role, survey, request):
    found = document(request.getfixturevalue(role), survey)["computed"]
    assert not set(PERSONAL_SUMS) & set(found)
    assert {"vulnerability", "target_groups", "overcrowded"} <= set(found)


@pytest.mark.parametrize("role", MASKED)
def test_problems_are_shown_without_their_words(role, survey, request):
    found = document(request.getfixturevalue(role), survey)
    assert {(one["sentence"], one["reason"]) for one in found["problems"]} <= {("", "")}
    assert found["confirmed"] == {} and found["comments"] == []


def test_names_and_numbers_keep_their_shape(department, survey):
    first = document(department, survey)["members"][0]
    assert (first["first_name"], first["last_name"]) == ("นก…", "เก…")
    assert (
        first["citizen_id"]
        == f"x-xxxx-xxxxx-{factories.citizen_id(70)[10:12]}-{factories.citizen_id(70)[12]}"
    )
    assert document(department, survey)["answers"]["phone"] == "xxx-xxx-x321"


@pytest.mark.parametrize("key", ["rent_house", "shoe_size", "survey_date", "income_total"])
def test_a_name_typed_into_the_wrong_question_is_not_shown(key, officer, department, slum, round_2570):
    made = factories.household_of_four(slum, **{key: "นกเอี้ยง เกาะรวง"})
    survey = factories.saved_survey(by=officer, place=slum, payload=made)
    assert "นกเอี้ยง" not in json.dumps(document(department, survey), ensure_ascii=False)
    assert "นกเอี้ยง" in json.dumps(document(officer, survey), ensure_ascii=False)


def test_an_answer_that_skip_logic_hides_is_not_shown_masked(officer, department, slum, round_2570):
    made = factories.household_of_four(slum, eviction_by="นกเอี้ยง", canal_name="คลองนกเอี้ยง")
    survey = factories.saved_survey(by=officer, place=slum, payload=made)
    assert survey.hidden_answers["eviction_by"] == "นกเอี้ยง"
    assert "นกเอี้ยง" not in json.dumps(document(department, survey), ensure_ascii=False)


def found_by_name(user) -> str:
    return client_of(user).post("/surveys/", {"q": "นกเอี้ยง"}, follow=True).content.decode()


@pytest.mark.parametrize("role", MASKED)
def test_a_masked_reader_finds_nobody_by_name(role, survey, request):
    assert str(survey.pk) not in found_by_name(request.getfixturevalue(role))


def test_the_district_finds_the_household_by_name(officer, survey):
    assert str(survey.pk) in found_by_name(officer)


@pytest.mark.parametrize(
    ("role", "records"),
    [("officer", 1), ("head", 1), ("administrator", 1), ("department", 0), ("analyst", 0)],
)
def test_only_a_look_at_personal_data_is_recorded(role, records, survey, request):
    document(request.getfixturevalue(role), survey)
    assert AccessRecord.objects.count() == records


@pytest.mark.parametrize("model", [Survey, Member, Debt])
def test_everything_free_that_a_person_types_is_personal(model):
    level = {Survey: "survey", Member: "member", Debt: "debt"}[model]
    free = {
        key
        for key, q in questions(level).items()
        if q.kind in ("text", "long_text", "phone", "citizen_id", "house_code", "coordinate")
    }
    assert free - set(model.personal_fields) <= {"canal_name", "accuracy"}
