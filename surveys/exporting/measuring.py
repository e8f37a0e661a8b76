"""How much memory this process has needed at most."""

import re
import resource
import sys
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak_mib(status: Path = STATUS) -> int:
    """The high-water mark of resident memory in MiB, rounded up."""
    try:
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text())
    except OSError:
        found = None
    per_mib = 1024 * 1024 if sys.platform == "darwin" and not found else 1024
    peak = int(found[1]) if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return -(-peak // per_mib)
