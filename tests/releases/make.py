"""Makes the two dumps of a release: `python -m tests.releases.make 0.4.0 COMMIT`, from the top of the repository.

The program of that commit fills an empty SQLite file and an empty PostgreSQL with reference data and made-up
households, with the commands it has; what is in them is written as SQL and packed.  A dump is made once, when the
release is, and never again: it stands for the databases that are out there.
"""

import gzip
import io
import os
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests.plugins.postgres import PrivateCluster

HERE = Path(__file__).parent
KEYS = {"SECRET_KEY": "only-for-tests-" + "0" * 32, "BLIND_INDEX_KEY": "for-tests-alone-" + "1" * 32}
FILLING = (
    ("migrate", "--verbosity", "0"),
    ("load_reference",),
    ("seed_demo", "--surveys", "60", "--seed", "7", "--round", "2570"),
    ("find_duplicates", "--round", "2570"),
    ("seed_plans", "--round", "2570"),
    ("rebuild_figures",),
    ("verify_figures",),
)


def program_of(commit: str, folder: Path) -> Path:
    """The files of a commit."""
    packed = subprocess.run(["git", "archive", commit], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        tar.extractall(folder, filter="data")
    return folder


def fill(program: Path, database: str, folder: Path) -> None:
    """Run the commands of the list that this release has."""
    environment = {
        **os.environ,
        **KEYS,
        "DATABASE_URL": database,
        "VAR_DIR": str(folder),
        "ENV_FILE": os.devnull,
    }
    run = [sys.executable, "manage.py"]
    known = subprocess.run(
        [*run, "help"], cwd=program, env=environment, capture_output=True, text=True
    ).stdout
    for command in FILLING:
        if command[0] in known:
            subprocess.run([*run, *command], cwd=program, env=environment, check=True)


def of_sqlite(program: Path, folder: Path) -> bytes:
    path = folder / "book.sqlite3"
    fill(program, f"sqlite:///{path}", folder)
    return "\n".join(sqlite3.connect(path).iterdump()).encode()


def of_postgres(program: Path, folder: Path) -> bytes:
    cluster = PrivateCluster()
    try:
        url = cluster.start()
        fill(program, url, folder)
        dump = cluster.program("pg_dump", "--no-owner", "--no-privileges", url)
        return subprocess.run(dump, check=True, capture_output=True).stdout
    finally:
        cluster.stop()


def make(release: str, commit: str) -> None:
    for name, dump in (("sqlite", of_sqlite), ("postgres", of_postgres)):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "var").mkdir()
            program = program_of(commit, Path(folder) / "program")
            text = dump(program, Path(folder) / "var")
        (HERE / f"{release}-{name}.sql.gz").write_bytes(gzip.compress(text, 9, mtime=0))


if __name__ == "__main__":
    make(*sys.argv[1:])
