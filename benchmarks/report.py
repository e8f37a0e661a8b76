"""Rows: the executive report of the city out of the big round, in a process of its own: seconds and memory."""

from collections.abc import Iterator

from benchmarks.exporting import in_a_process
from benchmarks.stage import BIG, Stage
from benchmarks.table import Line

ALLOWED_SECONDS, ALLOWED_MIB = 10, 200


def measure(stage: Stage) -> Iterator[Line]:
    stage.seeded(BIG)
    found = in_a_process("report", "report.xlsx", BIG)
    work = f"report of the city at {stage.surveys:,} surveys, {found['sheets']} sheets"
    seconds, peak = found["seconds"], found["peak_mib"]
    yield Line(work, f"{seconds:,.1f} s", f"{ALLOWED_SECONDS} s allowed", ALLOWED_SECONDS / seconds, 1)
    yield Line(
        f"peak memory of that {work}", f"{peak:,.0f} MiB", f"{ALLOWED_MIB} MiB allowed", ALLOWED_MIB / peak, 1
    )
