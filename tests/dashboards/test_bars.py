"""Bars and charts at their edges: nobody answered, too few answered, nothing named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.charts.bars import SHOWN, UNNAMED, Bar, Bars, of_many, of_question, percent
from dashboards.charts.charts import Chart, chart_of, sections_of
from dashboards.charts.specs import LABEL_WIDTH, ROOM_FOR_NUMBER, bar_spec
from dashboards.themes import THEMES
from tests.dashboards.seen import overview_of, totals_of

BY_KEY = {kind.key: kind for theme in THEMES.values() for kind in theme.kinds}
KINDS = tuple(BY_KEY.values())


def bars(*counts: tuple[str, int], base: int = 100, **given) -> Bars:
    return Bars(tuple(Bar(key, key, count, float(count)) for key, count in counts), base, **given)


def chart(key: str, totals, **rounds) -> Chart:
    return chart_of(BY_KEY[key], overview_of(totals, **rounds))


@pytest.mark.parametrize(
    ("value", "places", "said"),
    [
        (None, 0, "–"),
        (0, 0, "0%"),
        (0.4, 0, "<1%"),
        (0.5, 0, "1%"),
        (2.5, 0, "3%"),
        (28.499, 0, "28%"),
        (100, 0, "100%"),
        (0.04, 1, "<0.1%"),
        (0.05, 1, "0.1%"),
        (0.25, 1, "0.3%"),
        (33.333, 1, "33.3%"),
        (99.96, 1, "100.0%"),
    ],
)
def test_a_share_is_rounded_half_up_and_never_to_nothing(value, places, said):
    assert percent(value, places) == said


@given(st.floats(0.0001, 100), st.integers(0, 2))
def test_what_is_more_than_nothing_is_never_said_to_be_nothing(value, places):
    assert percent(value, places).strip("0.%")


@pytest.mark.parametrize(
    ("share", "count", "said"), [(None, 4, "4"), (None, 1_234, "1,234"), (12.34, 4, "12.3%")]
)
def test_a_bar_says_its_share_or_where_there_is_none_its_count(share, count, said):
    assert Bar("a", "ก", count, share).said == said


@pytest.mark.parametrize(
    ("counts", "top"),
    [
        ([], None),
        ([("a", 0), ("b", 0)], None),
        ([("a", 3), ("b", 7)], "b"),
        ([("none", 90), ("b", 1)], "b"),
        ([("unknown", 9), ("none", 10), ("b", 0)], "none"),
        ([("a", 5), ("b", 5)], "a"),
    ],
)
def test_the_longest_bar_names_something_if_any_does(counts, top):
    assert getattr(bars(*counts).top, "key", None) == top


@pytest.mark.parametrize(
    ("base", "count", "speaks"), [(4, 4, False), (5, 1, True), (5, 0, False), (0, 0, False)]
)
def test_a_chart_states_a_finding_of_five_answers_or_more(base, count, speaks):
    assert bars(("a", count), base=base).speaks is speaks


@pytest.mark.parametrize("unnamed", UNNAMED)
def test_what_names_nothing_stands_last_however_long(unnamed):
    keys = [bar.key for bar in bars((unnamed, 50), ("a", 1), ("b", 2)).longest_first().bars]
    assert keys == ["b", "a", unnamed]


@pytest.mark.parametrize(("further", "drawn"), [(0, SHOWN), (1, SHOWN + 1), (2, SHOWN + 1), (7, SHOWN + 1)])
def test_a_tail_is_gathered_from_two_bars_on(further, drawn):
    found = bars(*((f"k{n}", 50 - n) for n in range(SHOWN + further))).longest_first().bars
    assert (len(found), found[-1].key == "others") == (drawn, further > 1)


def test_empty_bars_of_a_tail_are_not_gathered():
    found = bars(*((f"k{n}", 9) for n in range(SHOWN + 1)), ("x", 0), ("y", 0)).longest_first()
    assert "others" not in {bar.key for bar in found.bars}


def test_lit_bars_are_those_the_sentence_speaks_of_and_no_others():
    found = bars(("a", 1), ("b", 2)).lit("b").lit("a", "none-such")
    assert [bar.lit for bar in found.bars] == [True, False]


def test_the_share_of_some_bars_is_their_sum_over_all_who_answered():
    assert bars(("a", 10), ("b", 5), ("c", 1), base=20).share_of("a", "b", "z") == 75


def test_of_shares_with_bases_of_their_own_the_highest_is_spoken_of():
    gaps = {"welfare_gap__elderly": 40, "members__elderly": 400, "welfare_gap__small_children": 9}
    found = chart("welfare_gaps", totals_of(90, members__small_children=18, **gaps))
    assert found.title.startswith("เด็กเล็กไม่ได้รับเงินอุดหนุน 50%") and found.unit == "ร้อยละของผู้ที่ตอบเรื่องนั้น"


def test_nobody_answering_is_told_apart_from_everybody_saying_no():
    silent = of_many(totals_of(30), "problems")
    without = of_many(totals_of(30, problems__none=30), "problems")
    assert (silent.base, without.base, without.top.key) == (0, 30, "none")


def test_not_knowing_is_an_answer_among_the_others():
    found = of_question(totals_of(10, land_tenure__unknown=6, land_tenure__title=2), "land_tenure")
    assert (found.base, found.top.key) == (8, "title")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_no_chart_is_drawn_of_an_empty_place_and_it_says_why(kind):
    found = chart_of(kind, overview_of(totals_of()))
    assert (found.drawn, found.bars, found.reason) == ((), (), "ยังไม่มีครัวเรือนที่ตอบข้อนี้")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_round_that_did_not_ask_draws_nothing_whatever_was_counted(kind):
    everything = totals_of(50, **{name.replace(".", "__"): 20 for name in kind.needs})
    found = chart_of(kind, overview_of(everything, asked=("survey_date",)))
    assert (found.reason, found.bars) == ("รอบ 2570 ไม่ได้ถามเรื่องนี้", ())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_every_chart_of_enough_answers_states_a_finding_and_lights_its_bars(kind):
    everything = totals_of(50, **{name.replace(".", "__"): 20 for name in kind.needs})
    found = chart_of(kind, overview_of(everything))
    assert found.title and found.unit.startswith("ร้อยละของ") and found.has_shares and not found.reason
    assert any(bar.lit for bar in found.bars)


def test_a_chart_of_too_few_counts_without_shares():
    found = chart("house_tenure", totals_of(4, house_tenure__rent=4))
    assert found.title == "การถือครองบ้าน: มีเพียง 4 ครัวเรือน จึงยังไม่แสดงร้อยละ"
    assert (found.has_shares, found.drawing["desk"]["data"]["values"][0]["said"]) == (False, "4")


def test_a_scale_keeps_its_order_and_a_list_runs_from_the_longest():
    scale = chart("condition", totals_of(20, condition__good=2, condition__unsafe=9)).drawn
    assert [bar.key for bar in scale].index("good") < [bar.key for bar in scale].index("unsafe")
    listed = chart("want", totals_of(20, want__stay_repair=2, want__buy=9)).drawn
    assert [bar.key for bar in listed] == ["buy", "stay_repair"]


def test_what_dwellings_lack_is_shared_among_those_who_answered_each_question():
    given = {"water__shared": 5, "water__own_meter": 5, "toilet__none": 6, "toilet__private": 24}
    found = {bar.key: bar for bar in chart("utilities", totals_of(40, **given)).bars}
    assert (found["no_water"].share, found["no_toilet"].share, found["to_canal"].share) == (50, 20, None)


def test_people_are_shares_of_the_members_and_not_of_households():
    found = chart("members", totals_of(10, members__all=40, members__elderly=10, members__children=4))
    assert found.unit == "ร้อยละของ 40 คน" and "25%" in found.title


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.slug)
def test_every_section_has_a_heading_and_its_charts_in_order(theme):
    found = sections_of(overview_of(totals_of()), theme.sections)
    assert [len(one.charts) for one in found] == [len(kinds) for _heading, kinds in theme.sections]
    assert all(one.heading for one in found)


@pytest.mark.parametrize(("above", "height", "layers"), [(False, 64, 2), (True, 96, 3)])
def test_labels_stand_beside_the_bars_at_a_desk_and_above_them_on_a_phone(above, height, layers):
    spec = bar_spec(bars(("a", 40), ("b", 10)).bars, above=above)
    assert (spec["height"], len(spec["layer"])) == (height, layers)
    axis = spec["encoding"]["y"]["axis"]
    assert axis is None if above else axis["labelLimit"] == LABEL_WIDTH


@pytest.mark.parametrize(
    ("drawn", "longest"),
    [((), 1), ((Bar("a", "ก", 0, 0.0),), 1), ((Bar("a", "ก", 3, None),), 3), ((Bar("a", "ก", 3, 60.0),), 60)],
)
def test_a_drawing_leaves_room_for_the_number_at_its_longest_bar(drawn, longest):
    assert bar_spec(drawn, above=True)["encoding"]["x"]["scale"]["domain"] == [0, longest * ROOM_FOR_NUMBER]
