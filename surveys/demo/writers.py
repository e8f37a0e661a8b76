"""Writing batches over several connections at once, where the database has room for more than one writer."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection

WRITERS = 2

Work = Callable[[], None]


@contextmanager
def writers() -> Iterator[Callable[[Work], None]]:
    """Gives what takes a piece of work and has it done while the caller prepares the next one.

    The first piece is done at once: it shows whether the others may follow.  Inside an open transaction, and
    on SQLite with its single writer, every piece is.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield lambda work: work()
        return
    with ThreadPoolExecutor(WRITERS) as pool:
        yield _Hands(pool).take
        pool.shutdown()


class _Hands:
    """The pieces of work under way, no more of them than keep the writers busy."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self.pool = pool
        self.first = True
        self.waiting: deque[Future] = deque()

    def take(self, work: Work) -> None:
        self.waiting.append(self.pool.submit(_alone, work))
        while len(self.waiting) > (0 if self.first else WRITERS):
            self.waiting.popleft().result()
        self.first = False


def _alone(work: Work) -> None:
    """The connection belongs to the thread of this writer, and nobody else would close it."""
    try:
        work()
    finally:
        connection.close()
