"""Which stored community a row of a register means, and what becomes of it."""

import pytest
from django.utils import timezone

from communities.actions import PEOPLE_PER_HOUSEHOLD, estimated_households, update_registry
from communities.models import Community
from communities.registry_files import RegistryRow
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
ROW = {
    "number": 2,
    "district": "1026",
    "subdistrict": "102601",
    "name": "ร่วมใจพัฒนา",
    "type": "slum",
    "code": None,
    "population": 360,
    "male": 170,
    "female": 190,
    "households": None,
}


def row(**given) -> RegistryRow:
    return RegistryRow(**{**ROW, **given})


def update(*rows: RegistryRow, by=None):
    return update_registry(rows=rows, by=by, at=timezone.now())


def counts(result) -> tuple[int, int, int]:
    return result.created, result.updated, result.unchanged


def registered() -> list[Community]:
    return list(Community.objects.registered().order_by("pk"))


def test_a_new_name_is_a_new_community():
    assert counts(update(row(), row(number=3, name="ร่มเกล้า"))) == (2, 0, 0)
    assert [one.name for one in registered()] == ["ร่วมใจพัฒนา", "ร่มเกล้า"]


def test_the_same_register_again_changes_nothing():
    update(row())
    assert counts(update(row())) == (0, 0, 1)


@pytest.mark.parametrize(
    ("change", "column", "value"),
    [
        ({"population": 400}, "population", 400),
        ({"population": None}, "population", None),
        ({"male": 171}, "male", 171),
        ({"female": 0}, "female", 0),
        ({"type": None}, "type_id", None),
        ({"type": "suburban"}, "type_id", "suburban"),
        ({"households": 77}, "expected_households", 77),
        ({"code": "102601001"}, "code", "102601001"),
        ({"name": "ชุมชน ร่วมใจ พัฒนา"}, "name", "ชุมชน ร่วมใจ พัฒนา"),
    ],
)
def test_what_the_register_says_differently_is_taken_over(change, column, value):
    update(row())
    assert counts(update(row(**change))) == (0, 1, 0)
    (found,) = registered()
    assert getattr(found, column) == value


@pytest.mark.parametrize("name", ["ร่วมใจพัฒนา ", "ชุมชนร่วมใจพัฒนา", "ร่วม ใจ พัฒนา", "ร่วมใจพัฒนา\u200b"])
def test_a_name_is_known_however_it_is_spelled(name):
    update(row())
    update(row(name=name))
    assert len(registered()) == 1


def test_a_code_is_known_whatever_the_name():
    update(row(code="102601001"))
    assert counts(update(row(code="102601001", name="ชื่อใหม่ทั้งหมด"))) == (0, 1, 0)
    assert [one.name for one in registered()] == ["ชื่อใหม่ทั้งหมด"]


def test_a_register_without_codes_takes_none_away():
    update(row(code="102601001"))
    update(row(population=1))
    assert registered()[0].code == "102601001"


def test_the_same_name_in_two_districts_is_two_communities():
    assert counts(update(row(), row(number=3, district="1006", subdistrict=None))) == (2, 0, 0)


def test_the_same_name_twice_in_a_district_is_told_apart_by_its_subdistrict():
    both = row(), row(number=3, subdistrict="102602", population=99)
    assert counts(update(*both)) == (2, 0, 0)
    assert counts(update(*both)) == (0, 0, 2)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({}, {"name": "ชุมชนร่วมใจพัฒนา"}),
        ({"code": "102601001"}, {"code": "102601001", "name": "อื่น"}),
    ],
)
def test_two_rows_of_one_community_keep_the_whole_register_out(first, second):
    result = update(row(**first), row(number=9, **second), row(number=10, name="ดี"))
    (problem,) = result.problems
    assert (problem.row, problem.code, problem.refuses) == (9, "double", True)
    assert "แถวที่ 2" in problem.sentence and registered() == []


def test_communities_that_the_register_leaves_out_stay():
    update(row(), row(number=3, name="ร่มเกล้า"))
    update(row(population=1))
    assert {one.name for one in registered()} == {"ร่วมใจพัฒนา", "ร่มเกล้า"}


def test_the_row_for_places_outside_is_never_taken_for_a_community():
    outside = Community.objects.get(district_id="1026", is_outside=True)
    update(row(name="นอก ชุมชน"))
    outside.refresh_from_db()
    assert outside.is_outside and outside.population is None


@pytest.mark.parametrize(
    ("people", "households"), [(0, 0), (None, 0), (1, 0), (2, 1), (360, 100), (1_181_371, 328_119)]
)
def test_households_are_estimated_from_people(people, households):
    assert estimated_households(people) == households
    assert 3.5 < PEOPLE_PER_HOUSEHOLD < 3.7


def test_a_guess_follows_the_people():
    update(row())
    update(row(population=720))
    assert registered()[0].expected_households == 200


def test_a_number_that_somebody_set_by_hand_stays():
    update(row())
    Community.objects.registered().update(expected_households=55)
    update(row(population=720))
    assert registered()[0].expected_households == 55


def test_a_number_of_the_register_wins_over_one_set_by_hand():
    update(row())
    Community.objects.registered().update(expected_households=55)
    update(row(households=66))
    assert registered()[0].expected_households == 66


def test_every_change_is_kept_with_who_made_it():
    person = factories.person("admin")
    update(row(), by=person)
    update(row(population=1), by=person)
    history = registered()[0].history.order_by("history_date")
    assert [(one.history_type, one.population, one.history_user) for one in history] == [
        ("+", 360, person),
        ("~", 1, person),
    ]


def test_a_long_register_costs_no_more_statements(django_assert_max_num_queries):
    rows = [row(number=n, name=f"ชุมชนทดลองที่ {n}") for n in range(2, 302)]
    with django_assert_max_num_queries(14):
        assert update(*rows).created == 300
