"""The kinds of jobs; every app registers its own in `job_kinds.py`, and a job names its kind as text."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


def _always(*given) -> bool:
    return True


@dataclass(frozen=True)
class Kind:
    """What a job does, and what it may use.

    `run(run)` does the work and may return a JSON dict, which becomes the job's result.  Asked of a kind besides:
    `may_take(job, user)` when the owner fetches a file, `may_retry(job)` before another try, `taken(job)` for what the
    access record says of a download (`subject`, `rows`, `reason`, `scope`), `page(job)` for the address where its
    owner goes on, `ended(job, at)` in the transaction that fails or cancels it.
    """

    name: str
    title: str
    run: Callable
    memory_mib: int = 400
    keeps_days: int = 7
    nightly: bool = False
    may_take: Callable = _always
    may_retry: Callable = _always
    taken: Callable[..., dict] | None = None
    page: Callable[..., str] | None = None
    ended: Callable[..., None] | None = None


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known; one name stands for one kind."""
    if _KINDS.setdefault(kind.name, kind) != kind:
        raise ValueError(f"two kinds of jobs are called {kind.name}")
    return kind


def kind_of(name: str) -> Kind | None:
    """The kind of this name, or nothing when this version has none."""
    return _KINDS.get(name)


def nightly_kinds() -> Iterable[Kind]:
    return [kind for kind in _KINDS.values() if kind.nightly]
