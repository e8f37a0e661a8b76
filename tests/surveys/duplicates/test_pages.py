"""The pages on which district staff decide, and what the Department may know."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import AccessRecord
from surveys.models import Decision, Inquiry, Merge, Pair, Survey
from tests import factories
from tests.surveys.duplicates import twins

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(officer, slum, round_2570):
    twins.pair_of_forms(by=officer, place=slum)
    return twins.found_pair()


@pytest.fixture
def across(officer, slum, other_officer, other_slum, round_2570):
    """One household on forms of two districts."""
    twins.pair_of_forms(by=officer, place=slum)[1].delete()
    twins.pair_of_forms(by=other_officer, place=other_slum)[1].delete()
    return twins.found_pair()


def page(user, name: str, *keys) -> str:
    reply = factories.client_of(user).get(reverse(name, args=keys))
    assert reply.status_code == 200
    return reply.content.decode()


def press(user, name: str, *keys, **given):
    return factories.client_of(user).post(reverse(name, args=keys), given, follow=True)


def shown_on(pair: Pair) -> dict:
    return {f"form-{pk}": revision for pk, revision in Survey.objects.values_list("pk", "revision")}


def test_the_list_says_what_agrees(pair, officer):
    text = page(officer, "duplicate_list")
    assert "เลขบัตรตรงกัน 4 คน" in text and "บ้านเลขที่และชุมชนตรงกัน" in text


def test_side_by_side_differing_answers_are_marked(officer, head, slum, round_2570):
    twins.pair_of_forms(by=officer, place=slum, building="อาคาร ก")
    text = page(head, "duplicate_pair", twins.found_pair().pk)
    line = text[text.index("อาคาร<") - 200 : text.index("อาคาร ก")]
    assert 'class="is-different"' in line


def test_looking_at_a_pair_is_written_down(pair, officer):
    page(officer, "duplicate_pair", pair.pk)
    assert AccessRecord.objects.filter(by=officer, subject="survey").count() == 2


def test_a_head_merges_and_undoes_on_the_pages(pair, head):
    press(head, "duplicate_merge", pair.pk, keep="first", **shown_on(pair))
    merge = Merge.objects.get()
    assert (merge.kept, Survey.objects.count()) == (pair.first_id, 1)
    press(head, "merge_undo", merge.pk)
    assert Survey.objects.count() == 2


def test_a_merge_of_a_form_changed_since_is_refused_in_words(pair, head):
    given = shown_on(pair)
    Survey.objects.filter(pk=pair.second_survey_id).update(revision=9)
    reply = press(head, "duplicate_merge", pair.pk, keep="first", **given)
    assert "มีผู้แก้แบบหนึ่งในสองนี้" in reply.content.decode()
    assert not Merge.objects.exists()


def test_a_head_who_did_not_choose_is_asked_to(pair, head):
    reply = press(head, "duplicate_merge", pair.pk, **shown_on(pair))
    assert "เลือกก่อนว่าจะเก็บแบบไหนไว้" in reply.content.decode()
    assert not Merge.objects.exists()


def test_a_refused_undo_says_why(pair, head):
    press(head, "duplicate_merge", pair.pk, keep="first", **shown_on(pair))
    Survey.objects.update(income_total=1)
    assert "ถูกแก้คำตอบหลังรวม" in press(head, "merge_undo", Merge.objects.get().pk).content.decode()


def test_an_officer_proposes_and_the_head_sees_who(pair, officer, head):
    press(officer, "duplicate_propose", pair.pk)
    assert officer.display_name in page(head, "duplicate_list")
    assert Decision.objects.get().verdict == "same"


def test_an_officer_does_not_merge(pair, officer):
    assert press(officer, "duplicate_merge", pair.pk, keep="first").status_code == 403


def test_told_apart_is_remembered_through_another_night(pair, officer):
    press(officer, "duplicate_apart", pair.pk)
    Pair.objects.all().delete()
    twins.call_command("find_duplicates", anew=True)
    assert not Pair.objects.exists()
    assert Decision.objects.get().by == officer


def test_a_head_takes_a_wrong_decision_back(pair, head):
    press(head, "duplicate_apart", pair.pk)
    assert "ไม่มีครัวเรือนที่อาจซ้ำ" in page(head, "duplicate_list")
    press(head, "duplicate_again", pair.pk)
    assert Pair.objects.undecided().exists() and not Decision.objects.exists()


@pytest.mark.parametrize(
    "name", ["duplicate_pair", "duplicate_apart", "duplicate_propose", "duplicate_merge"]
)
def test_another_districts_pair_is_not_there(name, pair, other_head):
    client = factories.client_of(other_head)
    ask = client.get if name == "duplicate_pair" else client.post
    assert ask(reverse(name, args=[pair.pk])).status_code == 404
    assert "ไม่มีครัวเรือนที่อาจซ้ำ" in page(other_head, "duplicate_list")


def test_another_districts_forms_are_not_shown_beside_ones_own(pair, other_head, other_slum, other_officer):
    own = factories.saved_survey(by=other_officer, place=other_slum)
    address = reverse("duplicate_beside", args=[own.pk, pair.first_survey_id])
    assert factories.client_of(other_head).get(address).status_code == 404


def test_two_forms_of_the_district_are_shown_beside_each_other(pair, officer):
    assert "เทียบสองแบบ" in page(officer, "duplicate_beside", pair.first_survey_id, pair.second_survey_id)


def test_a_match_across_districts_is_known_to_neither(across, officer, head, other_head):
    for person in (officer, head, other_head):
        assert "ไม่มีครัวเรือนที่อาจซ้ำ" in page(person, "duplicate_list")
        assert factories.client_of(person).get(reverse("duplicate_pair", args=[across.pk])).status_code == 404


def test_the_department_learns_how_many_and_nothing_more(across, department):
    text = page(department, "duplicate_across")
    assert across.first_district.name_th in text and across.second_district.name_th in text
    assert not [word for word in ("สมชาย", "ใจดี", "71/3", str(across.first_survey_id)) if word in text]


def test_asked_heads_each_see_their_own_form_alone(across, department, head, other_head, slum, other_slum):
    given = {"first": across.first_district_id, "second": across.second_district_id}
    press(department, "duplicate_across", **given)
    press(department, "duplicate_across", **given)
    assert Inquiry.objects.count() == 2
    own = Survey.objects.get(district=head.district)
    text = page(head, "duplicate_list")
    assert "อาจซ้ำกับที่อื่น" in text and str(own.pk) in text
    assert str(Survey.objects.get(district=other_head.district).pk) not in text
    assert other_slum.name not in text and other_head.district.name not in text


def test_a_settled_inquiry_leaves_the_page(across, department, head, other_head):
    press(department, "duplicate_across", first=across.first_district_id, second=across.second_district_id)
    own = Inquiry.objects.get(district=head.district)
    assert press(other_head, "inquiry_settle", own.pk).status_code == 404
    press(head, "inquiry_settle", own.pk)
    assert "อาจซ้ำกับที่อื่น" not in page(head, "duplicate_list")


def test_districts_do_not_open_the_departments_report(across, head):
    assert factories.client_of(head).get(reverse("duplicate_across")).status_code == 403


def test_the_list_asks_as_much_for_many_pairs_as_for_one(pair, head, officer, slum):
    client = factories.client_of(head)
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(reverse("duplicate_list"))
    for number in range(80, 84):
        twins.pair_of_forms(by=officer, place=slum, number=number)
    twins.call_command("find_duplicates")
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("duplicate_list"))
    assert Pair.objects.count() == 5
    assert len(many) == len(one) <= 9
