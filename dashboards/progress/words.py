"""Numbers of progress as the page writes them, and the exact meaning of each."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bkkhousing.lib import thai
from dashboards.charts.trends import Bar, bars_of
from dashboards.readers.progress import TOO_FAR, Line, Pace
from dashboards.totals import share
from dashboards.writing import HIDDEN, NOTHING
from surveys.measures import WORK_MEASURES

MEANINGS = {measure.name: measure for measure in WORK_MEASURES}
DUE = gettext_lazy("เป้าคูณสัดส่วนของวันในรอบที่ผ่านไปแล้ว นับตั้งแต่วันเปิดรอบถึงวันปิด รวมวันที่ขยาย")
LATEST = gettext_lazy("แบบที่ส่งใน 7 วันจนถึงวันนี้ ตามวันที่ส่งให้หัวหน้าครั้งล่าสุด เทียบกับ 7 วันก่อนหน้านั้น")
GOING_ON = gettext_lazy("วันที่จะครบเป้า ถ้าส่งต่อไปวันละเท่ากับ 7 วันล่าสุด ไม่บอกวันเมื่อเกิน 2 ปีหลังปิดรอบ")
A_DAY = gettext_lazy("ครัวเรือนที่ยังขาดจากเป้า หารด้วยจำนวนวันที่เหลือของรอบ")


@dataclass(frozen=True)
class PaceWords:
    """Seven days beside the seven before, and a bar for each of the fourteen."""

    week: str
    change: str
    direction: str
    bars: tuple[Bar, ...]

    @classmethod
    def of(cls, pace: Pace) -> "PaceWords":
        gone = pace.week - pace.before
        direction = "up" if gone > 0 else "down" if gone < 0 else "same"
        return cls(f"{pace.week:,}", signed(f"{gone:+,}") if gone else "", direction, bars_of(pace.days))


def signed(number: str) -> str:
    """With the sign of subtraction in place of the hyphen."""
    return number.replace("-", "−")


def percent(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.1f}%"


def share_of(part: int, base: int) -> str:
    """Nothing where it would speak of fewer than five."""
    return percent(share(part, base))


def coverage_of(line: Line) -> str:
    return str(HIDDEN) if line.is_hidden else percent(line.totals.coverage)


def days_of(days: float | None) -> str:
    return NOTHING if days is None else f"{days:.1f}"


def done_words(line: Line, done_on: date | None) -> str:
    """When nothing will be left; that nothing is; or that it is too far away or cannot be told."""
    if line.totals.expected and not line.left:
        return _("ครบแล้ว")
    if done_on == TOO_FAR:
        return _("เกิน 2 ปี")
    return thai.format_date(done_on) if done_on else NOTHING
