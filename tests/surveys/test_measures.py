"""What is counted is declared once: names, columns and the codes behind them."""

import pytest

from surveys.figures import KEY
from surveys.measures import AMOUNTS, BY_NAME, CODED, FLAGS, MEASURES
from surveys.models import Figure
from surveys.questionnaire import questions


def test_every_measure_has_a_column_of_the_figures():
    columns = {field.column for field in Figure._meta.concrete_fields}
    assert columns - {"id", "writes", *KEY} == {measure.column for measure in MEASURES}


@pytest.mark.parametrize("key", CODED)
def test_a_coded_question_has_a_measure_for_each_of_its_codes(key):
    measured = [name.partition(".")[2] for name in BY_NAME if name.startswith(f"{key}.")]
    assert measured == list(questions()[key].codes)


@pytest.mark.parametrize("key", AMOUNTS)
def test_an_amount_has_a_sum_and_the_number_of_those_who_answered(key):
    assert (BY_NAME[f"{key}.sum"].amount, BY_NAME[f"{key}.count"].condition) != ("", "")
    assert BY_NAME[f"{key}.sum"].column_type.__name__ == "BigIntegerField"


@pytest.mark.parametrize("key", FLAGS)
def test_a_flag_is_counted_by_itself(key):
    assert BY_NAME[key].sql == f"COUNT(*) FILTER (WHERE s.{key})"


def test_every_measure_says_what_it_counts_and_in_which_unit():
    assert [m.name for m in MEASURES if not (str(m.label).strip() and str(m.unit).strip())] == []


def test_people_are_counted_in_the_roster_and_households_in_surveys():
    people = {measure.name.partition(".")[0] for measure in MEASURES if measure.of_members}
    assert people == {"members", "welfare", "welfare_gap"}
    assert all(
        "m." not in measure.condition.replace("m.m", "") for measure in MEASURES if not measure.of_members
    )


def test_a_code_that_begins_like_another_is_counted_apart():
    canal, plain = BY_NAME["programmes.baan_mankong_canal"], BY_NAME["programmes.baan_mankong"]
    assert ",baan_mankong," in plain.condition and ",baan_mankong_canal," in canal.condition
