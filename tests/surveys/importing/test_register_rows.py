"""Rows of registers that are not as they should be, and stored rows that changed under them."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from communities.models import Community, Household
from surveys.actions import file_imports as actions
from tests import factories
from tests.surveys.importing import walking
from tests.surveys.importing.standing import said, standing, tried

pytestmark = pytest.mark.django_db

COMMUNITIES = {"district_name": "เขต", "name": "ชุมชน", "population": "ประชากร"}
HOUSEHOLDS = {"community": "ชุมชน", "house_no": "เลขที่", "house_code": "รหัสบ้าน", "head_name": "หัวหน้า"}
WITH_DISTRICT = {"district_name": "เขต", "house_no": "เลขที่", "head_name": "หัวหน้า"}


def homes(*rows: str, by):
    return tried("\n".join(["ชุมชน,เลขที่,รหัสบ้าน,หัวหน้า", *rows]), "households", HOUSEHOLDS, by=by)


def places(*rows: str, by):
    content = "\n".join(["เขต,ชุมชน,ประชากร", *rows])
    return tried(content, "communities", COMMUNITIES, by=by, district="")


def of_districts(*rows: str, by):
    content = "\n".join(["เขต,เลขที่,หัวหน้า", *rows])
    return tried(content, "households", WITH_DISTRICT, by=by, district="")


def test_a_house_of_no_community_stands_in_its_district_alone(officer, slum):
    walking.write(homes(",7,,สมชาย", by=officer), by=officer)
    home = Household.objects.get()
    assert (home.community, home.district_id) == (None, "1026")


def test_an_officer_brings_in_houses_of_the_own_district_alone(officer, department):
    rows = ("ดินแดง,1,ก", "บางกะปิ,2,ข")
    assert walking.codes(of_districts(*rows, by=officer)) == {3: ["other_district"]}
    assert walking.deeds(of_districts(*rows, by=department)) == {2: "created", 3: "created"}


def test_a_register_of_another_district_is_refused_as_a_whole(officer):
    found = of_districts("บางกะปิ,1,ก", "บางกะปิ,2,ข", by=officer)
    assert (found.state, found.refusal["code"]) == ("refused", "other_district")
    assert not found.rows.exists() and not Household.objects.exists()


@pytest.mark.parametrize(
    ("second", "is_double"),
    [
        ("ร่วมใจพัฒนา,8,10260000001,อื่น", True),
        ("ร่วมใจพัฒนา,1 / 2,,สมชาย", True),
        ("ร่วมใจพัฒนา,๑/๒,,สม ชาย", True),
        ("ร่วมใจพัฒนา,1/2,,สมหญิง", False),
        ("ร่วมใจพัฒนา,1/3,,สมชาย", False),
        (",1/2,,สมชาย", False),
    ],
)
def test_a_house_is_listed_twice_when_its_code_or_its_place_and_head_are_the_same(
    officer, slum, second, is_double
):
    found = homes("ร่วมใจพัฒนา,1/2,10260000001,สมชาย", second, by=officer)
    assert walking.codes(found) == ({3: ["double"]} if is_double else {})


def test_a_row_listed_twice_names_the_row_it_repeats(officer, slum):
    found = homes("ร่วมใจพัฒนา,1,,ก", "ร่วมใจพัฒนา,2,,ข", "ร่วมใจพัฒนา,1,,ก", by=officer)
    assert "แถวที่ 2" in found.rows.get(number=4).problems[0]["sentence"]


def test_what_a_register_leaves_blank_stays_as_it_is(officer, slum):
    walking.write(homes("ร่วมใจพัฒนา,1/2,10260000001,สมชาย", by=officer), by=officer)
    walking.write(homes(",5/6,10260000001,", by=officer), by=officer)
    home = Household.objects.get()
    assert (home.community, home.house_no, home.head_name) == (slum, "5/6", "สมชาย")


@pytest.mark.parametrize(
    ("said_of_name", "deed", "inside"), [("outside", "created", "outside"), ("skip", "skipped", "")]
)
def test_a_name_that_nobody_knows_may_be_outside_or_left_out(officer, slum, said_of_name, deed, inside):
    found = homes("ไม่รู้จัก,1/2,,สมชาย", "ร่วมใจพัฒนา,1,,ก", by=officer)
    decisions = {("1026", "ไม่รู้จัก"): said_of_name}
    actions.decide_names(decisions=decisions, **said(found, officer))
    found = walking.try_again(found, by=officer)
    assert walking.deeds(found) == {2: deed, 3: "created"}
    walking.write(found, by=officer)
    assert Household.objects.filter(community__is_outside=True).count() == bool(inside)


def test_a_house_that_changed_after_the_trial_is_refused_and_the_others_written(officer, slum):
    walking.write(homes("ร่วมใจพัฒนา,1,10260000001,ก", "ร่วมใจพัฒนา,2,10260000002,ข", by=officer), by=officer)
    found = homes("ร่วมใจพัฒนา,1,10260000001,กก", "ร่วมใจพัฒนา,2,10260000002,ขข", by=officer)
    Household.objects.filter(house_no="1").update(head_name="แก้ด้วยมือ")
    written = walking.write(found, by=officer)
    assert walking.codes(written) == {2: ["changed_since_trial"]}
    assert list(Household.objects.order_by("house_no").values_list("head_name", flat=True)) == [
        "แก้ด้วยมือ",
        "ขข",
    ]
    assert (written.counts["updated"], written.counts["refused"]) == (1, 1)


@pytest.mark.parametrize(
    ("head", "deed", "codes"), [("ก", "unchanged", {}), ("ข", "refused", {2: ["changed_since_trial"]})]
)
def test_a_house_that_somebody_entered_after_the_trial_is_not_entered_twice(officer, slum, head, deed, codes):
    found = homes("ร่วมใจพัฒนา,1,10260000001,ก", by=officer)
    Household.objects.create(
        district_id="1026",
        community=slum,
        house_no="1",
        house_code="10260000001",
        head_name=head,
        created_at=found.created_at,
    )
    written = walking.write(found, by=officer)
    assert (walking.deeds(written), walking.codes(written)) == ({2: deed}, codes)
    assert Household.objects.get().head_name == head


def test_a_house_that_was_surveyed_since_is_not_taken_back(officer, slum, round_2570):
    written = walking.write(homes("ร่วมใจพัฒนา,1,,ก", by=officer), by=officer)
    survey = factories.saved_survey(by=officer, place=slum)
    survey.household = Household.objects.get(house_no="1")
    survey.save(update_fields=["household"])
    actions.undo(**said(written, officer))
    (job,) = walking.run_waiting()
    assert (job.state, walking.fresh(written).state) == ("failed", "written")


def test_a_community_that_changed_after_the_trial_is_refused(officer, slum):
    found = places("ดินแดง,ร่วมใจพัฒนา,720", "ดินแดง,ใหม่,36", by=officer)
    Community.objects.filter(pk=slum.pk).update(population=500)
    written = walking.write(found, by=officer)
    assert walking.codes(written) == {2: ["changed_since_trial"]}
    slum.refresh_from_db()
    assert slum.population == 500 and Community.objects.filter(name="ใหม่").exists()


def test_a_house_put_into_a_new_community_keeps_that_community(officer, slum):
    written = walking.write(places("ดินแดง,ใหม่,36", by=officer), by=officer)
    new = Community.objects.get(name="ใหม่")
    Household.objects.create(district_id="1026", community=new, created_at=written.created_at, house_no="1")
    actions.undo(**said(written, officer))
    (job,) = walking.run_waiting()
    assert job.state == "failed" and Community.objects.filter(pk=new.pk).exists()


@pytest.mark.parametrize(
    ("kind", "columns", "heading"),
    [("communities", COMMUNITIES, "เขต,ชุมชน,ประชากร"), ("households", HOUSEHOLDS, "ชุมชน,เลขที่,รหัสบ้าน,หัวหน้า")],
)
def test_a_table_with_nothing_below_its_heading_is_refused(officer, kind, columns, heading):
    told = {"mapping": {"name": "file_0", "columns": columns, "district": {"code": "1026"}}, "header_row": 1}
    file_import = standing(officer, "mapped", kind=kind, encoding="utf-8", **told)
    default_storage.save(file_import.key, ContentFile(heading.encode()))
    actions.try_out(**said(file_import, officer))
    (job,) = walking.run_waiting()
    file_import = walking.fresh(file_import)
    assert (job.state, file_import.state) == ("failed", "refused")
    assert job.problem == file_import.refusal["sentence"] != ""
