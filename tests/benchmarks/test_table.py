"""The table of the benchmarks says plainly what holds, what falls short and what was not measured."""

from benchmarks.table import Line, table
from benchmarks.timing import in_turn


def test_a_ratio_holds_from_what_was_asked_on():
    assert [Line("work", "", "", ratio, 10).verdict for ratio in (9.99, 10.0)] == ["FALLS SHORT", "holds"]


def test_what_broke_is_not_measured():
    assert Line("work", "", "", None, 10).verdict == "not measured"


def test_the_table_is_even():
    lines = table([Line("long name of the work", "1", "2", 2.0, 1), Line("x", "1", "2", None, 1)]).split("\n")
    assert len({len(line) for line in lines}) == 1
    assert "| 2.00× | 1×" in lines[2]


def test_both_sides_are_timed_in_turn_and_the_first_turn_does_not_count():
    done, clock = [], iter(range(100))
    seconds = in_turn(
        lambda: done.append("ours"), lambda: done.append("stock"), times=2, clock=lambda: next(clock)
    )
    assert done == ["ours", "stock"] * 3
    assert seconds == (1, 1)
