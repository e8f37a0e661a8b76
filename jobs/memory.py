"""How much memory this process took, and a cap on how much more it may take."""

import ctypes
import gc
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STATUS = Path("/proc/self/status")
MIB = 1024**2
NEW_OBJECTS = 100_000
ARENAS = -8  # M_ARENA_MAX


def peak_mib() -> int:
    """The most memory this process has held at once."""
    if STATUS.exists():
        return _kib("VmHWM") // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (MIB if sys.platform == "darwin" else 1024)


@contextmanager
def capped(mib: int) -> Iterator[None]:
    """Let the process take so much more address space and no more; the cap is gone when errors are dealt with."""
    if not STATUS.exists():
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_kib("VmSize") * 1024 + mib * MIB, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextmanager
def seldom_swept() -> Iterator[None]:
    """Look for rings of dead objects seldom, and never among what was there before: rows by the thousand make none."""
    former = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, *former[1:])
    try:
        yield
    finally:
        gc.set_threshold(*former)
        gc.unfreeze()


def share_one_arena() -> None:
    """Threads would each reserve address space of their own, which counts against the cap though nothing uses it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).mallopt(ARENAS, 1)


def _kib(name: str) -> int:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1])
