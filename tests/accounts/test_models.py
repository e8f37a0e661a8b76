"""A person's role and district belong together, and colleagues see one another."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.choices import Role
from accounts.models import User

pytestmark = pytest.mark.django_db
OF_A_DISTRICT = {"officer", "head"}


@pytest.mark.parametrize("district", [None, "1026"])
@pytest.mark.parametrize("role", Role.values)
def test_only_district_staff_have_a_district_and_they_must(role, district, reference):
    fits = (role in OF_A_DISTRICT) is (district is not None)
    user = User(username="ใหม่", role=role, district_id=district)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        assert not fits
    else:
        assert fits


def test_a_role_without_its_district_is_refused_in_thai(reference):
    with pytest.raises(ValidationError) as refused:
        User(username="new", password="x", role="officer").full_clean()
    assert "เจ้าหน้าที่และหัวหน้าฝ่ายต้องมีเขต บทบาทอื่นต้องไม่มีเขต" in refused.value.messages


def test_a_new_person_may_do_nothing_until_given_a_role(reference):
    user = User.objects.create_user("nobody")
    assert user.role == "partner"
    assert not (user.reads_whole_city or user.enters_surveys or user.reviews or user.exports)


def test_people_see_their_own_colleagues(officer, head, other_officer, department, partner):
    assert set(User.objects.visible_to(officer)) == {officer, head}
    assert set(User.objects.visible_to(department)) == {officer, head, other_officer, department, partner}
    assert set(User.objects.visible_to(partner)) == {partner}


def test_a_person_is_shown_by_name_and_place(officer, department):
    assert (officer.display_name, officer.place) == ("ทดสอบ officer", "ดินแดง")
    assert str(department.place) == "กรุงเทพมหานคร"
    assert User(username="nameless").display_name == "nameless"
