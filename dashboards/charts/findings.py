"""What a chart is: its question, its bars, and the sentence that states what it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dashboards.charts.bars import Bars, of_indicators, of_many, of_measures, of_question, percent
from dashboards.indicators import Indicator
from dashboards.totals import Totals, choices_of, share
from surveys.choices import IncomeBand

Sentence = Callable[[Bars], tuple[str, tuple[str, ...]]]
HOUSEHOLDS, PEOPLE = pgettext_lazy("unit", "ครัวเรือน"), gettext_lazy("คน")


@dataclass(frozen=True)
class Kind:
    """One chart of a page: its subject, question, bars and finding.

    `counts` says in words what is counted over what.
    """

    key: str
    subject: str | Promise
    asks: str
    needs: tuple[str, ...]
    bars: Callable[[Totals], Bars]
    finding: Sentence
    counts: str | Promise
    unit: str | Promise = HOUSEHOLDS
    ordered: bool = False

    @property
    def of_people(self) -> bool:
        return self.unit is PEOPLE


def most(sentence: str | Promise) -> Sentence:
    """A sentence about the longest bar."""

    def state(bars: Bars) -> tuple[str, tuple[str, ...]]:
        words = {"label": bars.top.label, "share": percent(bars.top.share)}
        return str(sentence) % words, (bars.top.key,)

    return state


def together(sentence: str | Promise, *keys: str) -> Sentence:
    """A sentence about the sum of some bars."""

    def state(bars: Bars) -> tuple[str, tuple[str, ...]]:
        return str(sentence) % {"share": percent(bars.share_of(*keys))}, keys

    return state


def half_earn(bars: Bars) -> tuple[str, tuple[str, ...]]:
    """The lowest bracket below which at least half of the households lie."""
    reached, lit = 0, []
    for bar in bars.bars:
        reached, lit = reached + bar.count, [*lit, bar.key]
        if 2 * reached >= bars.base:
            break
    if lit[-1] == IncomeBand.OVER_50000:
        return _("ครัวเรือนกว่าครึ่งมีรายได้มากกว่า 50,000 บาทต่อเดือน"), (lit[-1],)
    ceiling = int(lit[-1].removeprefix("up_to_"))
    words = {"share": percent(share(reached, bars.base)), "ceiling": f"{ceiling:,}"}
    return _("%(share)s ของครัวเรือนมีรายได้ไม่เกิน %(ceiling)s บาทต่อเดือน") % words, tuple(lit)


ONE_ANSWER = gettext_lazy("ครัวเรือนที่เลือกแต่ละคำตอบ หารด้วยครัวเรือนที่ตอบข้อนี้ ไม่นับ “ไม่ประสงค์ตอบ” และช่องว่าง")
SEVERAL_ANSWERS = gettext_lazy(
    "ครัวเรือนที่เลือกแต่ละคำตอบ (เลือกได้หลายข้อ รวมกันจึงเกินร้อยละ 100 ได้) หารด้วยครัวเรือนที่สัมภาษณ์ได้"
)


def question(key: str, subject: str | Promise, finding: Sentence, **more) -> Kind:
    """The chart of a question with one answer."""
    bars = partial(of_question, question=key)
    given = {"asks": key, "counts": ONE_ANSWER, **more}
    return Kind(key, subject, needs=choices_of(key), bars=bars, finding=finding, **given)


def many(key: str, subject: str | Promise, finding: Sentence, **more) -> Kind:
    """The chart of a question with several answers."""
    bars = partial(of_many, question=key)
    given = {"asks": key, "counts": SEVERAL_ANSWERS, **more}
    return Kind(key, subject, needs=choices_of(key), bars=bars, finding=finding, **given)


def shares(
    key: str, subject: str | Promise, finding: Sentence, indicators: tuple[Indicator, ...], **more
) -> Kind:
    """Several shares beside each other, each of its own base."""
    needs = tuple(dict.fromkeys(name for one in indicators for name in one.needs))
    bars = partial(of_indicators, indicators=indicators)
    given = {"asks": indicators[0].asks, "ordered": True, **more}
    return Kind(key, subject, needs=needs, bars=bars, finding=finding, **given)


ALL_MEMBERS = "members.all"


def _of_people(totals: Totals, names: tuple[str, ...]) -> Bars:
    base = totals.count(ALL_MEMBERS) if totals.count(*names) else 0
    return of_measures(totals, names, base=base)


def people(key: str, subject: str | Promise, finding: Sentence, names: tuple[str, ...], **more) -> Kind:
    """What is counted among the members of the roster."""
    bars = partial(_of_people, names=names)
    return Kind(key, subject, needs=(ALL_MEMBERS, *names), bars=bars, finding=finding, unit=PEOPLE, **more)
