"""The entry page: a shell that asks every question and holds no answer."""

import json
import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from districts.models import District
from surveys import actions, shell
from surveys.questionnaire import _all_keys, conditions, questions
from surveys.rules import economy, location
from tests import factories

pytestmark = pytest.mark.django_db
NEW = "/surveys/new/"
SIGN_IN = ("username", "password", "code")  # asked in place when a session ends, no question of the form


class Names(HTMLParser):
    """The names of the form's inputs and their fields, templates of rows included."""

    def __init__(self, text: str):
        super().__init__()
        self.inputs: set[str] = set()
        self.fields: list[str] = []
        self.styled: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag in ("input", "select", "textarea") and found.get("name") and found["name"] not in SIGN_IN:
            self.inputs.add(found["name"])
        if "data-field" in found:
            self.fields.append(found["data-field"])
        self.styled += [name for name in found if name == "style" or name.startswith("on")]


def every_name() -> set[str]:
    rows = {f"members-__n__-{key}" for key in questions("member")}
    return set(questions()) | rows | {f"debts-__n__-{key}" for key in questions("debt")}


def shell_of_all() -> str:
    return shell.form_for(_all_keys()).decode()


def page_of(user, path: str = NEW) -> str:
    return factories.client_of(user).get(path).content.decode()


def setup_of(text: str) -> dict:
    return json.loads(re.search(r'id="entry-setup" type="application/json">(.*?)</script>', text, re.S)[1])


def test_the_shell_asks_every_question_once(reference):
    found = Names(shell_of_all())
    assert found.inputs == every_name()
    assert sorted(set(found.fields) - {"members", "debts"}) == sorted(every_name())
    assert len(found.fields) == len(set(found.fields))


def test_every_coded_answer_can_be_chosen(reference):
    text = shell_of_all()
    codes = {(key, code) for key, question in questions().items() for code in question.codes}
    missing = [pair for pair in codes if f'value="{pair[1]}"' not in text]
    assert missing == []


def test_the_page_has_no_inline_style_or_script(officer, round_2570):
    assert Names(page_of(officer)).styled == []


def test_a_round_that_asks_less_draws_less(reference):
    found = Names(shell.form_for(frozenset({"house_tenure", "members.first_name"})).decode())
    assert found.inputs == {"round", "community", "house_tenure", "members-__n__-first_name"}


def test_the_browser_gets_the_conditions_of_the_server(reference):
    given = setup_of(shell_of_all())["conditions"]
    assert given == {
        level: json.loads(json.dumps(conditions(level))) for level in ("survey", "member", "debt")
    }


def test_the_shell_is_drawn_once_and_knows_nobody(officer, other_officer, round_2570):
    assert shell.form_for(_all_keys()) is shell.form_for(_all_keys())
    first = shell_of_all()
    assert officer.display_name not in first
    assert first in page_of(officer)
    assert first in page_of(other_officer)


def test_the_shell_speaks_the_language_of_the_page(reference):
    thai = shell.form_for(_all_keys())
    with translation.override("en"):
        assert shell.form_for(_all_keys()) is not thai


def test_the_page_of_a_survey_holds_none_of_its_answers(officer, slum, round_2570):
    survey = factories.saved_survey(by=officer, place=slum, house_no="777/77")
    text = page_of(officer, survey.get_absolute_url())
    members = survey.members.all()
    secrets = ["777/77", *(row.citizen_id for row in members), *(row.first_name for row in members)]
    assert 'id="survey-form"' in text
    assert [secret for secret in secrets if secret in text] == []


def test_a_new_form_takes_three_queries(officer, round_2570, django_assert_num_queries):
    client = factories.client_of(officer)
    client.get(NEW)
    with django_assert_num_queries(3):  # session, person, round
        client.get(NEW)


def test_a_form_begun_takes_three_queries(officer, slum, round_2570, django_assert_num_queries):
    survey = factories.saved_survey(by=officer, place=slum)
    client = factories.client_of(officer)
    client.get(survey.get_absolute_url())
    with django_assert_num_queries(3):  # session, person, survey with its round
        client.get(survey.get_absolute_url())


def test_another_district_sees_nothing_not_even_that_it_exists(other_officer, officer, slum, round_2570):
    survey = factories.saved_survey(by=officer, place=slum)
    client = factories.client_of(other_officer)
    absent = reverse("survey_detail", args=["00000000-0000-4000-8000-000000000000"])
    assert client.get(survey.get_absolute_url()).status_code == 404
    assert client.get(absent).status_code == 404


def test_a_submitted_form_is_read_and_a_returned_one_is_entered(officer, head, slum, round_2570):
    survey = factories.submitted_survey(by=officer, place=slum)
    path = survey.get_absolute_url()
    assert 'id="survey-form"' not in page_of(officer, path)
    said = [("rent_house", "ตรวจค่าเช่า")]
    actions.send_back(survey=survey, by=head, at=timezone.now(), comments=said)
    assert 'id="survey-form"' in page_of(officer, path)


def test_those_who_do_not_enter_surveys_get_no_form(department, officer, slum, round_2570):
    survey = factories.saved_survey(by=officer, place=slum)
    assert factories.client_of(department).get(NEW).status_code == 403
    assert 'id="survey-form"' not in page_of(department, survey.get_absolute_url())


def test_a_closed_round_is_said_before_anyone_types(officer, reference):
    today = timezone.localdate()
    factories.open_round(
        "2570", opens_on=today.replace(year=today.year - 2), closes_on=today.replace(year=today.year - 1)
    )
    text = page_of(officer)
    assert 'id="survey-form"' not in text
    assert "ตอนนี้ยังเพิ่มแบบสำรวจไม่ได้" in text


def test_opening_pages_draws_nothing_anew(officer, head, round_2570):
    page_of(officer)
    drawn = shell._drawn.cache_info().misses
    for person in (officer, head):
        page_of(person)
    assert shell._drawn.cache_info().misses == drawn


def test_the_browser_compares_a_point_with_the_numbers_of_the_rules(reference):
    point = setup_of(shell_of_all())["point"]
    din_daeng = District.objects.get(pk="1026")
    assert point["bangkok"] == {"lat": list(location.BANGKOK_LAT), "lng": list(location.BANGKOK_LNG)}
    assert point["frames"]["1026"] == [din_daeng.south, din_daeng.west, din_daeng.north, din_daeng.east]
    assert (len(point["frames"]), point["accurate"]) == (50, location.INACCURATE)


def test_the_browser_sums_the_expenses_of_the_rules(reference):
    assert tuple(setup_of(shell_of_all())["expenses"]) == economy.EXPENSES


@pytest.mark.parametrize(
    ("key", "keypad"),
    [
        ("postcode", "numeric"),
        ("rent_house", "numeric"),
        ("lat", "decimal"),
        ("phone", "tel"),
        ("members-__n__-citizen_id", "numeric"),
    ],
)
def test_numbers_bring_up_a_keypad_of_digits(reference, key, keypad):
    control = re.search(rf'<input id="f-{key}"[^>]*>', shell_of_all())[0]
    assert f'inputmode="{keypad}"' in control


def test_in_thai_one_is_counted_like_many(reference):
    texts = shell.TEXTS
    ones = [name for name in texts if name.endswith("_one") and name.removesuffix("_one") in texts]
    assert {"people_one", "rows_one", "left_to_fix_one"} <= set(ones)
    assert all(str(texts[name]) == str(texts[name.removesuffix("_one")]) for name in ones)
