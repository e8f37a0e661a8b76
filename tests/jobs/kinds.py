"""Kinds of jobs that exist in tests alone."""

import os
import time

from jobs.kinds import Kind, kind_of, register
from jobs.problems import JobProblem


def count(run) -> dict:
    """Counts to `to` in steps of one, and offers what it counted."""
    to = run.parameters["to"]
    for number in range(run.checkpoint.get("number", 0) + 1, to + 1):
        with run.step(number=number):
            pass
        run.progress(number, to, "นับ")
    path = run.folder / "count.txt"
    path.write_text(str(to))
    run.offer(path, "ผลการนับ.txt", "text/plain")
    return {"counted": to}


def refuse(run) -> None:
    raise JobProblem("ไฟล์นี้ไม่มีข้อมูล")


def stumble(run) -> None:
    raise ZeroDivisionError("1100000000008")


def yielding(run) -> dict:
    """Tells how readily it lets other processes go first."""
    return {"nice": os.nice(0)}


def hog(run) -> None:
    """Takes more memory than it may."""
    taken = [bytearray(10 * 1024**2) for _ in range(200)]
    raise AssertionError(len(taken))


def deafen(run) -> None:
    """Neither tells nor asks anything."""
    time.sleep(run.parameters["seconds"])


def wait(run) -> None:
    with run.step(begun=True):
        pass
    for second in range(run.parameters["seconds"] * 10):
        run.progress(second)
        time.sleep(0.1)


KINDS = (
    Kind(name="count", title="นับเลข", run=count),
    Kind(name="refuse", title="งานที่ทำไม่ได้", run=refuse),
    Kind(name="stumble", title="งานที่สะดุด", run=stumble),
    Kind(name="yielding", title="งานที่ให้คนอื่นไปก่อน", run=yielding),
    Kind(name="hog", title="งานที่กินหน่วยความจำ", run=hog, memory_mib=200),
    Kind(name="deafen", title="งานที่ไม่ฟังใคร", run=deafen),
    Kind(name="wait", title="งานที่รอ", run=wait),
)


SECRETIVE = Kind(name="count", title="นับเลข", run=count, may_take=lambda job, user: False)
STUMBLING = Kind(name="count", title="นับเลข", run=count, ended=lambda job, at: 1 / 0)


def register_all() -> None:
    for kind in KINDS:
        if kind_of(kind.name) is None:
            register(kind)


register_all()
