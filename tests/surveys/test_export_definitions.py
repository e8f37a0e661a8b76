"""Choices of an export kept under a name: whose they are, who may use them, and what they never hold."""

import pytest

from surveys.actions.export_definitions import MOST_OF_ONE_OWNER
from surveys.models import ExportDefinition
from tests import factories

KEEP, PAGE = "/exports/definitions/", "/exports/"
CHOICES = {
    "round": "2570",
    "state": "approved",
    "options": "1",
    "parts": ["A", "E"],
    "words": "codes",
    "era": "ce",
}
OPTIONS = {"shape": "wide", "file": "zip", "rows": ["debts"]}
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7|add:7 }}",
    "javascript:alert(1)",
    "=1+1",
]


@pytest.fixture
def survey(round_2570, officer, slum):
    return factories.submitted_survey(by=officer, place=slum)


def keep(user, name="รายเดือน", shared="own", **given):
    return factories.client_of(user).post(
        KEEP, {**CHOICES, **OPTIONS, "name": name, "shared": shared, **given}
    )


def page(user, address=PAGE) -> str:
    return factories.client_of(user).get(address).content.decode()


def change(user, definition, **given):
    return factories.client_of(user).post(f"{KEEP}{definition.pk}/", given)


def test_the_choices_come_back_as_they_were(survey, analyst):
    reply = keep(analyst)
    body = page(analyst, reply.url)
    for name, value in (("parts", "A"), ("parts", "E"), ("words", "codes"), ("era", "ce"), ("file", "zip")):
        assert f'name="{name}" value="{value}" checked' in body
    for name, value in (("parts", "B"), ("rows", "members"), ("words", "both")):
        assert f'name="{name}" value="{value}" checked' not in body
    assert '<option value="approved" selected>' in body


def test_personal_data_and_its_reason_are_never_kept(survey, head):
    keep(head, full="on", reason="ตรวจรายชื่อ")
    stored = ExportDefinition.objects.get().choices
    assert "full" not in stored and "reason" not in stored and "ตรวจรายชื่อ" not in str(stored)
    assert 'id="id_full" checked' not in page(head, f"{PAGE}?definition={ExportDefinition.objects.get().pk}")


@pytest.mark.parametrize(
    ("shared", "who", "sees"),
    [
        ("own", "department", False),
        ("own", "other_head", False),
        ("district", "other_head", False),
        ("district", "department", False),
        ("everyone", "department", True),
        ("everyone", "other_head", True),
    ],
)
def test_others_use_what_was_shared_with_them(request, survey, head, shared, who, sees):
    keep(head, name="ของหัวหน้า", shared=shared)
    other = request.getfixturevalue(who)
    assert ("ของหัวหน้า" in page(other)) is sees
    kept = ExportDefinition.objects.get()
    reply = factories.client_of(other).get(f"{PAGE}?definition={kept.pk}")
    assert reply.status_code == (200 if sees else 404)


def test_a_colleague_of_the_district_uses_what_the_district_shares(survey, head):
    keep(head, name="ของเขต", shared="district")
    assert "ของเขต" in page(factories.person("head", "1026", name="second.head"))


def test_a_choice_of_another_district_takes_nothing_from_there(survey, department, head, other_slum):
    keep(department, shared="everyone", district="1006", state="counted")
    body = page(head, f"{PAGE}?definition={ExportDefinition.objects.get().pk}")
    assert "เขตดินแดง" in body and "1006" not in body


def test_the_department_shares_with_no_single_district(survey, department):
    assert keep(department, shared="district").status_code == 422
    assert not ExportDefinition.objects.exists()


@pytest.mark.parametrize("name", ["", "   ", "ก" * 81])
def test_a_definition_needs_a_name_of_a_sensible_length(survey, analyst, name):
    assert keep(analyst, name=name).status_code == 422
    assert not ExportDefinition.objects.exists()


def test_the_same_name_is_written_over(survey, analyst):
    keep(analyst)
    keep(analyst, words="labels")
    assert ExportDefinition.objects.get().choices["words"] == "labels"


def test_its_owner_renames_and_deletes_it(survey, analyst):
    keep(analyst)
    change(analyst, ExportDefinition.objects.get(), name="รายปี")
    assert ExportDefinition.objects.get().name == "รายปี"
    change(analyst, ExportDefinition.objects.get(), do="delete")
    assert not ExportDefinition.objects.exists()


def test_two_of_one_owner_are_never_called_alike(survey, analyst):
    keep(analyst)
    keep(analyst, name="รายปี")
    reply = change(analyst, ExportDefinition.objects.get(name="รายปี"), name="รายเดือน")
    assert reply.status_code == 302
    assert {one.name for one in ExportDefinition.objects.all()} == {"รายเดือน", "รายปี"}


@pytest.mark.parametrize("given", [{"name": "ยึด"}, {"do": "delete"}])
def test_nobody_else_changes_it_though_it_is_shared(survey, head, administrator, given):
    keep(head, shared="everyone")
    kept = ExportDefinition.objects.get()
    assert change(administrator, kept, **given).status_code == 404
    assert ExportDefinition.objects.get().name == kept.name


def test_one_person_keeps_no_more_than_so_many(survey, analyst):
    stored = {"owner": analyst, "at": survey.created_at}
    many = [ExportDefinition(name=f"ชุด {n}", **stored) for n in range(MOST_OF_ONE_OWNER)]
    ExportDefinition.objects.bulk_create(many)
    assert keep(analyst, name="อีกชุด").status_code == 409
    assert keep(analyst, name="ชุด 7").status_code == 302


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_as_it_was_typed_and_nothing_more(survey, analyst, department, name):
    keep(analyst, name=name, shared="everyone")
    body = page(department)
    assert "<script>alert" not in body and "<img src=x" not in body
    assert 'href="javascript' not in body


@pytest.mark.parametrize(
    "field", ["round", "group", "district", "community", "state", "parts", "words", "file", "definition"]
)
@pytest.mark.parametrize("text", HOSTILE[:2])
def test_a_hostile_address_is_answered_and_never_written_back_raw(survey, analyst, field, text):
    reply = factories.client_of(analyst).get(PAGE, {"round": "2570", "options": "1", field: text})
    assert reply.status_code in (200, 404)
    assert text not in reply.content.decode()
