"""Row: how many demo surveys a second `seed_demo` writes, from the first to the last of the big round."""

from collections.abc import Iterator

from benchmarks.stage import BIG, SMALL, Stage
from benchmarks.table import Line

WANTED = 5_000


def measure(stage: Stage) -> Iterator[Line]:
    stage.seeded(SMALL)  # people and communities are there from here on
    stage.seeded(BIG)
    rate = stage.surveys / stage.seconds[BIG]
    work = f"seed_demo, {stage.surveys:,} surveys"
    yield Line(work, f"{rate:,.0f}/s", f"{WANTED:,}/s wanted", rate / WANTED, 1)
