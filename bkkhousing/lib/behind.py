"""Writes into a file from a thread of its own, so that packing goes on while the next rows are made."""

from queue import Queue
from threading import Thread
from typing import IO

BLOCKS_WAITING = 8


class Behind:
    """A file for writing; what a write runs into is raised by the next one, or at the end."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.problem: BaseException | None = None
        self.blocks: Queue[bytes | None] = Queue(BLOCKS_WAITING)
        self.thread = Thread(target=self._work, daemon=True)

    def __enter__(self) -> "Behind":
        self.thread.start()
        return self

    def __exit__(self, *failure) -> None:
        self.blocks.put(None)
        self.thread.join()
        if self.problem and not any(failure):
            raise self.problem

    def write(self, block: bytes) -> int:
        if self.problem:
            raise self.problem
        self.blocks.put(block)
        return len(block)

    def _work(self) -> None:
        while (block := self.blocks.get()) is not None:
            if self.problem is None:
                self._write(block)

    def _write(self, block: bytes) -> None:
        try:
            self.file.write(block)
        except BaseException as problem:
            self.problem = problem
