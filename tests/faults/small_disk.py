"""A disk of a few megabytes in a folder, which can be filled, emptied and made read-only."""

import errno
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

WHY_NOT = "a file system has to be mounted for this, which this account may not do: run as root (sudo make test-faults)"
CHUNKS = (1024**2, 65_536, 4_096, 1)


class SmallDisk:
    """What is mounted at a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.filler = folder, folder / ".filler"

    def fill(self) -> None:
        """Not one more byte fits."""
        with self.filler.open("ab", buffering=0) as filler:
            for size in CHUNKS:
                self._fill(filler, bytes(size))

    def _fill(self, filler, chunk: bytes) -> None:
        try:
            while filler.write(chunk) == len(chunk):
                pass
        except OSError as error:
            assert error.errno == errno.ENOSPC

    def free(self) -> None:
        self.filler.unlink(missing_ok=True)

    def make_read_only(self) -> None:
        mount("-o", "remount,ro", str(self.folder))

    def make_writable(self) -> None:
        mount("-o", "remount,rw", str(self.folder))


def mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


@contextmanager
def small_disk(folder: Path, *, mib: int) -> Iterator[SmallDisk]:
    """A disk of its own at this folder; without the right to mount one the test fails and says why."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        mount("-t", "tmpfs", "-o", f"size={mib}m,mode=0777", "tmpfs", str(folder))
    except (subprocess.CalledProcessError, FileNotFoundError):
        pytest.fail(WHY_NOT)
    try:
        yield SmallDisk(folder)
    finally:
        with suppress(subprocess.CalledProcessError):
            subprocess.run(["umount", "--lazy", str(folder)], check=True, capture_output=True)
