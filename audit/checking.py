"""Is the trail as it was written?  What was edited, removed, put in, moved or cut off is named."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from audit import guards, heads, marks
from audit.models import Cut, Entry, Seal
from audit.sealing import content_of, prints_of

CHANGED = _("รายการถูกแก้ไข")
REMOVED = _("รายการหายไป")
MOVED = _("รายการถูกสลับที่")
PUT_IN = _("รายการถูกใส่เข้ามาจากนอกระบบ")
COPIED = _("รายการเป็นสำเนาของรายการอื่น")
BROKEN = _("ห่วงของผนึกไม่ต่อเนื่องหรือถูกแก้ไข")
CUT_OFF = _("ส่วนท้ายของบันทึกหายไป")
FALSE_CUT = _("การลบตามกำหนดไม่ได้ทำโดยระบบ")


@dataclass(frozen=True, order=True)
class Fault:
    """Something that is not as it was written, from this entry on."""

    entry: int
    what: str = field(compare=False)
    link: int = 0

    def __str__(self) -> str:
        return str(_("รายการ %(entry)s: %(what)s") % {"entry": self.entry, "what": self.what})


@dataclass
class Finding:
    """What a check found: the faults in their order, and how much was looked at."""

    faults: list[Fault] = field(default_factory=list)
    links: int = 0
    sealed: int = 0
    waiting: int = 0
    guards_down: list[str] = field(default_factory=list)
    has_heads: bool = True

    @property
    def first(self) -> Fault | None:
        return min(self.faults, default=None)


class Check:
    """One walk along the chain, from where the kept part begins to the entries that wait for their seal."""

    def __init__(self) -> None:
        self.finding = Finding(guards_down=guards.missing())
        self.number, self.before, self.seen_to = 0, b"", 0
        self.strangers: set[int] = set()
        self.late: set[int] = set()
        self.newest: datetime | None = None

    def walk(self) -> Finding:
        self._begin_after_the_cut()
        for link in Seal.objects.filter(number__gt=self.number).order_by("number").iterator(chunk_size=50):
            self._look_at(link)
        self._look_at_those_waiting()
        for key in self.strangers - self.late:
            self._blame(key, PUT_IN)
        self._compare_heads()
        return self.finding

    def _begin_after_the_cut(self) -> None:
        cuts = list(Cut.objects.order_by("number"))
        for cut in cuts:
            if not marks.is_ours(bytes(cut.mark), cut_content(cut)):
                self._blame(cut.last_id, FALSE_CUT)
        if cuts:
            self.number, self.before = cuts[-1].number, bytes(cuts[-1].digest)
            self.seen_to = cuts[-1].last_id
            left = Entry.objects.filter(pk__lte=self.seen_to).values_list("pk", flat=True)
            self.strangers = set(left) - _held_by(Seal.objects.filter(number__lte=self.number))

    def _look_at(self, link: Seal) -> None:
        self.finding.links += 1
        is_next = link.number == self.number + 1
        if not (is_next and marks.is_digest(bytes(link.digest), content_of(link, self.before))):
            self._blame(link.first_id, BROKEN, link.number)
        self.number, self.before = link.number, bytes(link.digest)
        prints = prints_of(link.held)
        self.finding.sealed += len(prints)
        found = self._entries_of(link, prints)
        self._compare(prints, found, link.number)
        self.seen_to = max(self.seen_to, link.last_id)

    def _entries_of(self, link: Seal, prints: dict[int, bytes]) -> dict[int, Entry]:
        """What lies between the last link and the end of this one, and those of before that came late."""
        late = {key for key in prints if key <= self.seen_to}
        self.late |= late
        between = Entry.objects.filter(pk__gt=self.seen_to, pk__lte=link.last_id)
        rows = [*between.order_by("pk"), *(Entry.objects.filter(pk__in=late) if late else ())]
        self._look_for_copies(rows)
        self.strangers |= {entry.pk for entry in rows if entry.pk not in prints}
        return {entry.pk: entry for entry in rows if entry.pk in prints}

    def _compare(self, prints: dict[int, bytes], found: dict[int, Entry], number: int) -> None:
        places = {seal: key for key, seal in prints.items()}
        for key, seal in prints.items():
            if key not in found:
                self._blame(key, REMOVED, number)
                continue
            taken = marks.print_of(found[key])
            if taken != seal:
                self._blame(key, MOVED if taken in places else CHANGED, number)
            elif not marks.is_true(found[key]):
                self._blame(key, PUT_IN, number)

    def _look_at_those_waiting(self) -> None:
        waiting = list(Entry.objects.filter(pk__gt=self.seen_to).order_by("pk"))
        self.finding.waiting = len(waiting)
        self._look_for_copies(waiting)
        for entry in waiting:
            if not marks.is_true(entry):
                self._blame(entry.pk, PUT_IN)

    def _look_for_copies(self, entries: list[Entry]) -> None:
        """A copy is as old as what it was made of: only what is older than those before it is looked for."""
        older = []
        for entry in entries:
            if self.newest is not None and entry.at <= self.newest:
                older.append(entry)
            self.newest = max(self.newest or entry.at, entry.at)
        firsts = _first_with_mark(older)
        for entry in older:
            if firsts.get(bytes(entry.mark or b""), entry.pk) < entry.pk:
                self._blame(entry.pk, COPIED)

    def _compare_heads(self) -> None:
        kept = heads.kept()
        self.finding.has_heads = bool(kept) or not self.number
        stored = dict(Seal.objects.values_list("number", "digest"))
        cut = Cut.objects.order_by("-number").first()
        for head in kept:
            if cut and head.number <= cut.number:
                continue
            if heads.in_letters(stored.get(head.number, b"")) != head.digest:
                self._blame(
                    self._after(head.number), BROKEN if head.number in stored else CUT_OFF, head.number
                )

    def _after(self, number: int) -> int:
        """The first entry that was sealed after the link before this one."""
        before = Seal.objects.filter(number__lt=number).order_by("-number").first()
        return before.last_id + 1 if before else 1

    def _blame(self, entry: int, what: str, link: int = 0) -> None:
        self.finding.faults.append(Fault(entry, what, link))


def _first_with_mark(entries: list[Entry]) -> dict[bytes, int]:
    """The oldest entry with each mark, among all of the same times."""
    if not entries:
        return {}
    twins = Entry.objects.filter(at__in={entry.at for entry in entries}).order_by("-pk")
    return {bytes(mark or b""): pk for pk, mark in twins.values_list("pk", "mark")}


def _held_by(links) -> set[int]:
    """What a cut covers and nobody has removed yet."""
    return {key for held in links.values_list("held", flat=True) for key in prints_of(held)}


def cut_content(cut: Cut) -> bytes:
    """What the mark of a cut is taken of."""
    said = (cut.number, marks.moment(cut.at), marks.moment(cut.before), cut.by_id)
    return "|".join(map(str, (*said, cut.last_id, cut.entries, bytes(cut.digest).hex()))).encode()
