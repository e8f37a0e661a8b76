"""From the city down to a community: which places an address names, and how far a person goes down."""

import pytest

from dashboards.readers.places import NoSuchPlace, Place, city, place_of, standing
from districts.models import District
from surveys.readers.figures import CITY, By, Within

pytestmark = pytest.mark.django_db


def steps(user, **asked) -> list[tuple[str, object]]:
    return [(step.by.value, step.key) for step in standing(asked=asked, user=user).ladder]


@pytest.fixture
def group(reference) -> str:
    return District.objects.get(pk="1026").group_id


def test_an_address_that_names_no_place_stands_for_the_city(officer):
    found = standing(asked={"district": "", "community": ""}, user=officer)
    assert (found.place, len(found.inside), found.may_go_down) == (city(), 50, True)


def test_every_step_down_keeps_those_above_it(officer, slum, group):
    assert steps(officer, community=str(slum.pk)) == [
        ("city", CITY),
        ("group", group),
        ("district", "1026"),
        ("community", slum.pk),
    ]


def test_the_narrowest_word_of_an_address_counts(department, slum, group):
    assert steps(department, group=group, district="1006", community=str(slum.pk))[-1] == (
        "community",
        slum.pk,
    )
    assert steps(department, group="none-such", district="1026")[-1] == ("district", "1026")


@pytest.mark.parametrize(
    "asked",
    [
        {"district": "9999"},
        {"district": "๑๐๒๖"},
        {"district": "1026 "},
        {"group": "none-such"},
        {"community": "0"},
        {"community": "-1"},
        {"community": "๑"},
        {"community": "²"},
        {"community": "1' OR 1=1"},
        {"community": "9" * 30},
        {"community": "none", "district": "1026"},
    ],
)
def test_what_names_no_place_is_not_there(asked, department):
    with pytest.raises(NoSuchPlace):
        standing(asked=asked, user=department)


@pytest.mark.parametrize(
    ("who", "own", "other"),
    [
        ("officer", True, False),
        ("head", True, False),
        ("other_head", False, True),
        ("department", True, True),
        ("analyst", True, True),
        ("administrator", True, True),
    ],
)
def test_a_person_goes_further_down_in_the_own_district_or_everywhere(who, own, other, request):
    user = request.getfixturevalue(who)
    found = [standing(asked={"district": code}, user=user).may_go_down for code in ("1026", "1006")]
    assert found == [own, other]


@pytest.mark.parametrize(
    ("who", "is_there"), [("officer", True), ("analyst", True), ("other_officer", False), ("partner", False)]
)
def test_another_districts_community_names_no_place(who, is_there, request, slum):
    asked = {"asked": {"community": str(slum.pk)}, "user": request.getfixturevalue(who)}
    if is_there:
        assert standing(**asked).place.key == slum.pk
    else:
        with pytest.raises(NoSuchPlace):
            standing(**asked)


def test_below_a_community_there_is_nothing(department, slum):
    assert not standing(asked={"community": str(slum.pk)}, user=department).may_go_down


def test_a_place_is_made_of_its_districts(officer, slum, group):
    inside = standing(asked={"group": group}, user=officer).inside
    assert {one.group_id for one in inside} == {group} and 1 < len(inside) < 50
    for asked in ({"district": "1026"}, {"community": str(slum.pk)}):
        assert [one.pk for one in standing(asked=asked, user=officer).inside] == ["1026"]


@pytest.mark.parametrize(
    ("by", "key", "parameters", "within"),
    [
        (By.CITY, CITY, {}, None),
        (By.GROUP, "g1", {"group": "g1"}, Within(By.GROUP, "g1")),
        (By.DISTRICT, "1026", {"district": "1026"}, Within(By.DISTRICT, "1026")),
        (By.COMMUNITY, 7, {"community": "7"}, Within(By.COMMUNITY, 7)),
    ],
)
def test_a_place_knows_its_address_and_what_it_cuts_figures_down_to(by, key, parameters, within):
    place = Place(by, key, "ที่")
    assert (place.parameters, place.within) == (parameters, within)


def test_every_address_that_a_place_gives_leads_back_to_it(department, slum):
    for step in standing(asked={"community": str(slum.pk)}, user=department).ladder:
        assert standing(asked=step.parameters, user=department).place == step


def test_the_ladder_asks_once_for_a_district_and_twice_for_a_community(
    department, slum, django_assert_num_queries
):
    with django_assert_num_queries(1):
        standing(asked={"district": "1026"}, user=department)
    with django_assert_num_queries(2):
        standing(asked={"community": str(slum.pk)}, user=department)


def test_a_district_is_called_so_wherever_it_stands(reference):
    assert place_of(District.objects.select_related("group").get(pk="1026")).name == "เขตดินแดง"
