"""The table of ratios: how one piece of work fares beside its baseline, and what was asked of it."""

from dataclasses import dataclass

HEADINGS = ("work", "ours", "baseline", "ratio", "at least", "verdict")


@dataclass(frozen=True)
class Line:
    """One ratio; above 1 ours is the better. A line that could not be measured has none."""

    work: str
    ours: str
    baseline: str
    ratio: float | None
    at_least: float

    @property
    def verdict(self) -> str:
        if self.ratio is None:
            return "not measured"
        return "holds" if self.ratio >= self.at_least else "FALLS SHORT"

    @property
    def cells(self) -> tuple[str, ...]:
        ratio = "–" if self.ratio is None else f"{self.ratio:.2f}×"
        return (self.work, self.ours, self.baseline, ratio, f"{self.at_least:g}×", self.verdict)


def table(lines: list[Line]) -> str:
    """The lines as a Markdown table with even columns."""
    rows = [HEADINGS, *(line.cells for line in lines)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADINGS))]
    rule = tuple("-" * width for width in widths)
    return "\n".join(_written(row, widths) for row in (rows[0], rule, *rows[1:]))


def _written(row: tuple[str, ...], widths: list[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.2f} ms"
