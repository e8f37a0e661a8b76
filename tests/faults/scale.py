"""How often the long proofs repeat themselves: as often as promised, or a share of it while they are being written."""

import os

SHARE = float(os.environ.get("FAULTS_SHARE", "1"))


def times(number: int) -> int:
    """The whole number, or FAULTS_SHARE of it, at least one."""
    return max(1, round(number * SHARE))
