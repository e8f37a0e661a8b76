"""The score of quality: a hundred points less what each weakness costs; every part can be read beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from surveys.readers.waiting import Waiting
from surveys.readers.work import Work

ENOUGH_FOR_SCORE = 10
"""Forms below which neither a score nor a share says anything of a person's or a district's work."""
FAR = 3
"""A weakness stands out when it is this many times that of the middle one of its peers, and costs at least a point."""


@dataclass(frozen=True)
class Seen:
    """What a score looks at: the work of one place or person, what waits there, and pairs nobody has decided on."""

    work: Work = Work()
    waiting: Waiting = Waiting()
    pairs: int | None = None
    today: date | None = None

    def __add__(self, other: "Seen") -> "Seen":
        pairs = None if self.pairs is None and other.pairs is None else (self.pairs or 0) + (other.pairs or 0)
        return Seen(self.work + other.work, self.waiting + other.waiting, pairs, self.today or other.today)

    @property
    def is_enough(self) -> bool:
        return self.work.sent >= ENOUGH_FOR_SCORE


@dataclass(frozen=True)
class Weakness:
    """One part of the score: it costs `points` where it reaches `worst`, and in proportion below."""

    key: str
    label: str | Promise
    meaning: str | Promise
    points: int
    worst: float
    is_percent: bool = True

    def of(self, seen: Seen) -> float | None:
        """How large it is; nothing where it is not known, or of too few forms."""
        return MEASURED[self.key](seen) if seen.is_enough else None

    def cost(self, seen: Seen) -> float:
        value = self.of(seen)
        return 0 if value is None else self.points * min(1, value / self.worst)


def _percent(part: int, base: int) -> float | None:
    return 100 * part / base if base else None


MEASURED = {
    "missing": lambda seen: _percent(seen.work.missing, seen.work.asked),
    "soft": lambda seen: seen.work.soft / seen.work.sent,
    "proxies": lambda seen: _percent(seen.work.proxies, seen.work.sent),
    "returned": lambda seen: _percent(seen.work.returned, seen.work.sent),
    "waiting": lambda seen: float(seen.waiting.days(seen.today)) if seen.today else None,
    "pairs": lambda seen: None if seen.pairs is None else _percent(seen.pairs, seen.work.sent),
}
WEAKNESSES = (
    Weakness("missing", _("ข้อที่ไม่ได้คำตอบ"), _("ร้อยละของข้อที่ถามแล้วเว้นว่าง ไม่ทราบ หรือไม่ประสงค์ตอบ"), 30, 20),
    Weakness("soft", _("ข้อที่ต้องยืนยันต่อแบบ"), _("ข้อที่กฎเห็นว่าผิดปกติ และผู้กรอกยืนยันพร้อมเหตุผล"), 20, 2, False),
    Weakness("proxies", _("ผู้อื่นตอบแทน"), _("ร้อยละของแบบที่ผู้นำชุมชนหรือเพื่อนบ้านเป็นผู้ตอบ"), 15, 20),
    Weakness("returned", _("ถูกส่งกลับ"), _("จำนวนครั้งที่หัวหน้าส่งกลับ ต่อแบบที่ส่งร้อยแบบ"), 15, 50),
    Weakness("waiting", _("รอตรวจนานสุด (วัน)"), _("จำนวนวันที่แบบเก่าสุดรอหัวหน้าตรวจ"), 10, 30, False),
    Weakness("pairs", _("คู่ที่อาจซ้ำ"), _("ร้อยละของคู่ครัวเรือนที่อาจซ้ำและยังไม่มีผู้ตัดสิน ต่อแบบที่ส่ง"), 10, 5),
)


def score_of(seen: Seen) -> int | None:
    """0 to 100; parts that are not known here (an officer has no pairs) count neither for nor against."""
    known = [weakness for weakness in WEAKNESSES if weakness.of(seen) is not None]
    whole = sum(weakness.points for weakness in known)
    return round(100 - 100 * sum(weakness.cost(seen) for weakness in known) / whole) if whole else None


def outstanding(all_seen: Iterable[Seen]) -> dict[str, float]:
    """From which size on a weakness stands out among these peers; those of fewer than three peers never do."""
    peers = [seen for seen in all_seen if seen.is_enough]
    bounds = {}
    for weakness in WEAKNESSES:
        values = [value for value in map(weakness.of, peers) if value is not None]
        if len(values) >= 3:
            bounds[weakness.key] = max(FAR * median(values), weakness.worst / weakness.points)
    return bounds
