"""Answers that hypothesis makes up: good ones, bad ones, and what no browser would ever send."""

from hypothesis import strategies as st

from surveys.questionnaire import questions

TYPED = (
    "๑๒,๕๐๐",
    "NaN",
    "Inf",
    "1e309",
    "-1",
    "21/11/2569",
    "29/02/2568",
    "2530",
    "1987",
    "refused",
    "unknown",
    "none",
)
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9),
    st.sampled_from(TYPED),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
    st.lists(st.sampled_from(("none", "flood", "bank", 1)), max_size=3),
    st.dictionaries(st.sampled_from("ab"), st.integers(0, 9), max_size=1),
)
BY_KIND = {
    "integer": st.one_of(st.integers(-3, 40), st.sampled_from(("๓", "1,200"))),
    "money": st.one_of(st.integers(0, 90_000), st.sampled_from(("๓,๐๐๐", "12,500", "-5"))),
    "decimal": st.one_of(st.decimals(0, 900, places=2).map(float), st.sampled_from(("๒๔.๕", "0.80"))),
    "coordinate": st.one_of(st.floats(13, 14), st.sampled_from(("13.7563", "๑๐๐.๕"))),
    "date": st.one_of(st.dates().map(str), st.sampled_from(("21/11/2569", "1 พ.ค. 30", "29/02/2567"))),
    "year": st.one_of(st.integers(1900, 2020), st.integers(2443, 2570), st.just("๒๕๓๐")),
    "community": st.integers(1, 9),
    "subdistrict": st.sampled_from(("102601", "100601", "999999")),
}
WORDS = st.text(st.sampled_from("กขคงเแำ่์ 12/3๔-"), max_size=12)


def answer_to(question) -> st.SearchStrategy:
    """Nine good answers to each odd one."""
    if question.kind == "choice":
        good = st.sampled_from(question.codes)
    elif question.kind == "multi":
        good = st.lists(st.sampled_from(question.codes), max_size=4)
    else:
        good = st.one_of(BY_KIND.get(question.kind, WORDS), st.sampled_from(("refused", "unknown")))
    return st.one_of(good, good, good, ODD)


def answers(level: str, *, without: tuple[str, ...] = ()) -> st.SearchStrategy:
    given = {key: answer_to(q) for key, q in questions(level).items() if key not in without}
    return st.fixed_dictionaries({}, optional=given)


def payloads(*, without: tuple[str, ...] = ()) -> st.SearchStrategy:
    reasons = st.dictionaries(
        st.sampled_from(("rent_while_owner", "years_here@years_here")), WORDS, max_size=2
    )
    return st.fixed_dictionaries(
        {
            "answers": answers("survey", without=without),
            "members": st.lists(answers("member"), max_size=3),
            "debts": st.lists(answers("debt"), max_size=2),
            "confirmed": reasons,
        }
    )
