"""Two people edit the same row of the admin: the second hears of the first, and nothing is overwritten."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.forms.models import model_to_dict
from django.utils import timezone

from accounts.models import User
from bkkhousing.lib.seen_rows import SeenRowForm, stamp
from communities.models import Community, CommunityAlias, CommunityType, SavingsGroup
from surveys.models import Limit, Round, RoundExtension
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(reference, round_2570, slum, officer):
    """One row of each model that people edit in the admin, with a column that another person changes."""
    group = SavingsGroup.objects.create(community=slum, name="ออมทรัพย์ร่วมใจ")
    return {
        "community": (slum, {"population": 999}),
        "communitytype": (CommunityType.objects.get(pk="slum"), {"order": 77}),
        "savingsgroup": (group, {"members": 50}),
        "round": (round_2570, {"closes_on": timezone.localdate() + timedelta(days=300)}),
        "limit": (Limit.objects.first(), {"value": "0.9999"}),
        "user": (officer, {"first_name": "ชื่อใหม่"}),
    }


EDITED = ("community", "communitytype", "savingsgroup", "round", "limit", "user")


@pytest.fixture
def editor(reference):
    """An administrator whom Django lets into everything."""
    person = factories.person("admin", name="บรรณาธิการ")
    User.objects.filter(pk=person.pk).update(is_staff=True, is_superuser=True)
    return factories.client_of(person)


def address(row) -> str:
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"


def page_of(editor, row) -> dict:
    """What the page would send back if nothing were changed on it."""
    page = editor.get(address(row)).context
    sent = dict(page["adminform"].form.initial)
    for formset in page["inline_admin_formsets"]:
        sent |= {field.html_name: field.value() for field in formset.formset.management_form}
        for form in formset.formset.initial_forms:
            sent |= {field.html_name: field.value() for field in form}
    return plain(sent)


def plain(sent: dict) -> dict:
    """The values as a browser sends them: moments in two boxes, nothing as an empty text."""
    found = {}
    for name, value in sent.items():
        if hasattr(value, "hour"):
            local = timezone.localtime(value)
            found |= {f"{name}_0": f"{local:%Y-%m-%d}", f"{name}_1": f"{local:%H:%M:%S}"}
        elif isinstance(value, list | tuple):
            found[name] = [getattr(one, "pk", one) for one in value]
        elif value is not None and value is not False:
            found[name] = value
    return found


def stored(row) -> dict:
    return model_to_dict(type(row).objects.get(pk=row.pk))


@pytest.mark.parametrize("name", EDITED)
def test_a_row_that_nobody_else_touched_is_saved(name, rows, editor):
    row, change = rows[name]
    reply = editor.post(address(row), {**page_of(editor, row), **change})
    assert reply.status_code == 302, reply.context["adminform"].form.errors
    (column, value), *_others = change.items()
    assert str(stored(row)[column]) == str(value)


@pytest.mark.parametrize("name", EDITED)
def test_a_row_that_somebody_changed_meanwhile_is_not_overwritten(name, rows, editor):
    row, change = rows[name]
    page = page_of(editor, row)
    type(row).objects.filter(pk=row.pk).update(**change)
    before = stored(row)
    reply = editor.post(address(row), page)
    assert reply.status_code == 200 and stored(row) == before
    assert "มีผู้แก้แถวนี้หลังจากคุณเปิดหน้า" in reply.content.decode()


@pytest.mark.parametrize("name", EDITED)
def test_the_second_person_reads_what_the_first_wrote(name, rows, editor):
    row, change = rows[name]
    page = page_of(editor, row)
    type(row).objects.filter(pk=row.pk).update(**change)
    (said,) = editor.post(address(row), page).context["adminform"].form.non_field_errors()
    assert str(next(iter(stored(row)[column] for column in change))) in said


def test_a_page_without_the_mark_saves_nothing(rows, editor):
    row, change = rows["community"]
    page = page_of(editor, row)
    del page["seen_as"]
    assert editor.post(address(row), {**page, **change}).status_code == 200
    assert stored(row)["population"] != change["population"]


def test_another_name_of_a_community_counts_as_a_change_of_it(rows, editor):
    row, change = rows["community"]
    page = page_of(editor, row)
    CommunityAlias.objects.create(community=row, name="ชื่อที่สอง")
    assert editor.post(address(row), {**page, **change}).status_code == 200


def test_an_extension_counts_as_a_change_of_its_round(rows, editor):
    row, change = rows["round"]
    page = page_of(editor, row)
    later = timezone.localdate() + timedelta(days=400)
    RoundExtension.objects.create(round=row, district_id="1026", closes_on=later, reason="น้ำท่วม")
    assert editor.post(address(row), {**page, **change}).status_code == 200


def test_signing_in_is_no_change_of_a_person(rows, editor, officer):
    row, change = rows["user"]
    page = page_of(editor, row)
    factories.client_of(officer)
    assert editor.post(address(row), {**page, **change}).status_code == 302


def test_a_new_row_has_been_seen_by_nobody(editor, round_2570):
    sent = {"key": "test", "since": "2027-01-01", "value": "1", "meaning": "ทดสอบ", "source": "ทดสอบ"}
    assert editor.post("/admin/surveys/limit/add/", sent).status_code == 302
    assert stamp(Limit()) == ""


def test_the_mark_follows_every_column(slum):
    marks = {stamp(slum)}
    for column, value in {"name": "อื่น", "population": 1, "code": "102601001", "type_id": None}.items():
        setattr(slum, column, value)
        marks.add(stamp(slum))
    assert len(marks) == 5


def test_every_model_that_can_be_edited_in_the_admin_is_guarded(rf, administrator):
    request = rf.get("/admin/")
    request.user = administrator
    administrator.is_superuser = administrator.is_staff = True
    open_to_all = [
        model.__name__
        for model, page in admin.site._registry.items()
        if page.has_change_permission(request) and not issubclass(page.form, SeenRowForm)
    ]
    assert set(open_to_all) <= NOT_OURS


NOT_OURS = {"Group", "TokenProxy"}


def test_communities_of_other_admins_are_found_as_before(rows, editor):
    row, _change = rows["community"]
    reply = editor.get("/admin/communities/community/", {"q": "ร่วมใจ"})
    assert row.name in reply.content.decode() and Community.objects.count() > 1 and Round.objects.exists()
