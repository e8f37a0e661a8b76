"""Section D at its edges: how much room each person has."""

import pytest

from tests.surveys.rules.asking import fields, form, problems


@pytest.mark.parametrize(
    ("area", "people", "named"),
    [
        (16, 4, []),
        ("15.99", 4, ["floor_area"]),
        (240, 4, []),
        ("240.01", 4, ["floor_area"]),
        (4, 1, []),
        (3.9, 1, ["floor_area"]),
        (0, 1, ["floor_area"]),
        ("๖๐", 1, []),
        ("๖๐.๑", 1, ["floor_area"]),
    ],
)
def test_four_to_sixty_square_metres_each_are_usual(area, people, named):
    entry = form({"floor_area": area, "members_living": people})
    assert fields("floor_area_per_person", entry) == named


@pytest.mark.parametrize(
    ("area", "people"),
    [(None, 4), ("unknown", 4), ("กว้าง", 4), (-1, 4), (10, None), (10, 0), (10, -1), (10, "unknown"), (10, "มาก")],
)  # fmt: skip
def test_without_an_area_or_people_nothing_is_divided(area, people):
    """An area below nought is another rule's business."""
    assert fields("floor_area_per_person", form({"floor_area": area, "members_living": people})) == []


def test_the_share_stands_in_the_sentence_with_one_decimal():
    (problem,) = problems("floor_area_per_person", form({"floor_area": 10, "members_living": 3}))
    assert "3.3 ตร.ม. ต่อคน" in problem.sentence


def test_a_house_without_interview_is_not_measured():
    entry = form({"visit_result": "vacant", "floor_area": 1, "members_living": 9})
    assert fields("floor_area_per_person", entry) == []
