"""The matrix is worth what it sees: checks are taken out of the code, one at a time, and it must notice."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEAST_MUTANTS, LEAST_KILLED = 30, 0.95
RUN = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "tests/faults/mutated_matrix.py")
LONGEST = 15 * 60


def test_a_check_that_is_taken_out_is_missed(tmp_path):
    """T2: in a process of its own with SQLite, which can be split into one for each mutant."""
    report = tmp_path / "report.json"
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    surroundings = {**kept, "TEST_DATABASE": "sqlite", "MUTANTS_REPORT": str(report)}
    run = subprocess.run(
        [sys.executable, *RUN], cwd=ROOT, env=surroundings, capture_output=True, timeout=LONGEST, text=True
    )
    assert run.returncode == 0, run.stdout[-2000:]
    found = json.loads(report.read_text(encoding="utf-8"))
    survivors = [name for name, killed in found.items() if not killed]
    assert len(found) >= LEAST_MUTANTS
    assert len(survivors) <= len(found) * (1 - LEAST_KILLED), survivors
