"""Registers of communities and households through the same flow as surveys."""

import pytest
from django.utils import timezone

from communities.models import Community, Household
from surveys.actions import file_imports as actions
from tests import factories
from tests.surveys.importing import walking

pytestmark = pytest.mark.django_db

COMMUNITIES = {"district_name": "เขต", "name": "ชุมชน", "population": "ประชากร"}
HOUSEHOLDS = {"community": "ชุมชน", "house_no": "เลขที่", "house_code": "รหัสบ้าน", "head_name": "หัวหน้า"}


def communities(*rows: str) -> bytes:
    return "\n".join(["เขต,ชุมชน,ประชากร", *rows]).encode()


def households(*rows: str) -> bytes:
    return "\n".join(["ชุมชน,เลขที่,รหัสบ้าน,หัวหน้า", *rows]).encode()


def tried(content: bytes, kind: str, columns: dict, *, by, district: str = "1026"):
    """A register tried out; a household register has no column for its district."""
    file_import = walking.received(content=content, by=by, name="ทะเบียน.csv")
    said = {"file_import": file_import, "by": by, "at": timezone.now()}
    actions.choose(kind=kind, source="registry", **said)
    mapping = {"columns": columns} | ({"district": {"code": district}} if kind == "households" else {})
    actions.choose_mapping(mapping=mapping, **said)
    return walking.try_again(file_import, by=by)


def test_a_register_of_communities_creates_and_updates(officer, slum):
    content = communities("ดินแดง,ร่วมใจพัฒนา,720", "ดินแดง,ชุมชนใหม่เอี่ยม,36", "บางกะปิ,อื่น,1")
    found = tried(content, "communities", COMMUNITIES, by=officer)
    assert walking.deeds(found) == {2: "updated", 3: "created", 4: "refused"}
    walking.write(found, by=officer)
    slum.refresh_from_db()
    assert (slum.population, slum.expected_households) == (720, 200)
    assert Community.objects.filter(name="ชุมชนใหม่เอี่ยม", district="1026").exists()


def test_the_same_register_again_changes_nothing(officer, slum):
    content = communities("ดินแดง,ร่วมใจพัฒนา,720")
    walking.write(tried(content, "communities", COMMUNITIES, by=officer), by=officer)
    assert walking.deeds(tried(content, "communities", COMMUNITIES, by=officer)) == {2: "unchanged"}


def test_an_undone_register_leaves_the_communities_as_they_were(officer, slum):
    before = list(Community.objects.order_by("pk").values())
    content = communities("ดินแดง,ร่วมใจพัฒนา,720", "ดินแดง,ชุมชนใหม่เอี่ยม,36")
    written = walking.write(tried(content, "communities", COMMUNITIES, by=officer), by=officer)
    assert walking.undone(written, by=officer).state == "undone"
    assert list(Community.objects.order_by("pk").values()) == before
    assert slum.history.first().history_user == officer


def test_a_register_is_not_undone_once_its_communities_are_in_use(officer, slum, round_2570):
    content = communities("ดินแดง,ชุมชนใหม่เอี่ยม,36")
    written = walking.write(tried(content, "communities", COMMUNITIES, by=officer), by=officer)
    factories.saved_survey(by=officer, place=Community.objects.get(name="ชุมชนใหม่เอี่ยม"))
    actions.undo(file_import=written, by=officer, at=timezone.now())
    (job,) = walking.run_waiting()
    assert (job.state, walking.fresh(written).state) == ("failed", "written")


def test_a_community_listed_twice_is_taken_once(officer, slum):
    content = communities("ดินแดง,ร่วมใจพัฒนา,720", "ดินแดง,ร่วมใจพัฒนา,370")
    found = tried(content, "communities", COMMUNITIES, by=officer)
    assert walking.codes(found) == {3: ["double"]}


def test_a_register_of_households_creates_updates_and_is_undone(officer, slum):
    first = households("ร่วมใจพัฒนา,1/2,10260012345,สมชาย ใจดี", ",,,ไม่มีที่อยู่")
    written = walking.write(tried(first, "households", HOUSEHOLDS, by=officer), by=officer)
    assert walking.deeds(written) == {2: "created", 3: "refused"}
    second = households("ร่วมใจพัฒนา,1/2,1026-001234-5,สมชาย ใจงาม")
    changed = walking.write(tried(second, "households", HOUSEHOLDS, by=officer), by=officer)
    home = Household.objects.get()
    assert (home.head_name, home.community) == ("สมชาย ใจงาม", slum)
    walking.undone(changed, by=officer)
    home.refresh_from_db()
    assert home.head_name == "สมชาย ใจดี"
    walking.undone(written, by=officer)
    assert not Household.objects.exists()


def test_a_surveyed_household_keeps_the_name_of_its_survey(officer, slum, round_2570):
    home = factories.saved_survey(by=officer, place=slum).household
    Household.objects.filter(pk=home.pk).update(house_code="10260012345")
    found = tried(households("ร่วมใจพัฒนา,9,10260012345,คนอื่น"), "households", HOUSEHOLDS, by=officer)
    assert (walking.deeds(found), walking.codes(found)) == ({2: "unchanged"}, {2: ["named_by_survey"]})


def test_the_names_of_a_household_register_are_asked_like_those_of_surveys(officer, slum):
    found = tried(households("ร่วมใจ ๙,1/2,,สมชาย"), "households", HOUSEHOLDS, by=officer)
    assert (found.state, found.names[0]["name"]) == ("naming", "ร่วมใจ ๙")
