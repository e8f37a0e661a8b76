"""Files that appear whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def appearing_whole(path: str | os.PathLike) -> Iterator[Path]:
    """A private file beside `path` that takes its place once it is complete, or vanishes."""
    number, name = tempfile.mkstemp(dir=Path(path).parent, suffix=".part")
    os.close(number)
    try:
        yield Path(name)
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)
