"""The product standing on this machine as `make run` starts it, on a database of its own that may be killed."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import environ
import psutil
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.utils import load_backend

from bkkhousing.databases import connection_settings
from tests import factories
from tests.plugins.postgres import PrivateCluster

DURABLE = {"synchronous_commit": "on", "max_connections": "60"}
SMALL = {"shared_buffers": "32MB", "min_wal_size": "32MB", "max_wal_size": "64MB"}
SECONDS_TO_START = 60


class Site:
    """A web server with two workers, and a folder for everything it writes."""

    def __init__(
        self,
        folder: Path,
        database: str,
        *,
        application="bkkhousing.wsgi:application",
        log: Path | None = None,
        **environment,
    ):
        self.folder, self.port, self.application = folder, free_port(), application
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "bkkhousing.settings",
            "DATABASE_URL": database,
            "VAR_DIR": str(folder),
            **environment,
        }
        self.log = log or folder / "web.log"

    def __enter__(self) -> "Site":
        command = [
            str(Path(sys.executable).with_name("granian")),
            *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port), "--no-ws"),
            *("--workers", "2", "--blocking-threads", "4", "--respawn-failed-workers"),
            *("--log-level", "warning", self.application),
        ]
        with self.log.open("a") as log:
            self.server = subprocess.Popen(
                command, cwd=settings.BASE_DIR, env=self.environment, stdout=log, stderr=log
            )
        until(self.is_up, within=SECONDS_TO_START)
        return self

    def __exit__(self, *failure) -> None:
        self.server.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.server.wait(20)
        self.server.kill()

    def is_up(self) -> bool:
        return self.status_of("/accounts/login/") == 200

    def status_of(self, path: str) -> int:
        """What the server answers; 0 when it does not."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()

    def workers(self) -> list[psutil.Process]:
        """The processes that answer, the oldest first."""
        found = [one for one in psutil.Process(self.server.pid).children() if "spawn" not in one.name()]
        return sorted(found, key=lambda one: one.create_time())

    def work_until_idle(self) -> int:
        """The exit code of a worker that does what waits."""
        run = [sys.executable, "manage.py", "work", "--until-idle"]
        with self.log.open("a") as log:
            return subprocess.run(
                run, cwd=settings.BASE_DIR, env=self.environment, stdout=log, stderr=log, check=False
            ).returncode


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def until(holds: Callable[[], object], *, within: float, pause: float = 0.05) -> float:
    """Wait for something; the seconds it took."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < within, "it did not happen in time"
        time.sleep(pause)
    return time.monotonic() - begun


@contextmanager
def asking(database: str) -> Iterator[None]:
    """The tests' own questions go to this database as well, in every thread begun from now on."""
    given = connection_settings(environ.Env.db_url_config(database), prepare_statements=False)
    inside = connections.configure_settings({"default": given})["default"]
    inside |= {"ATOMIC_REQUESTS": False, "AUTOCOMMIT": True}
    former, known = connections["default"], connections.settings["default"]
    connections.settings["default"] = inside
    connections["default"] = load_backend(inside["ENGINE"]).DatabaseWrapper(inside, "default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"], connections.settings["default"] = former, known


def filled(database: str) -> None:
    """All tables, and the reference data."""
    with asking(database):
        call_command("migrate", verbosity=0, interactive=False)
        factories.load_reference()


class Databases:
    """Databases that begin alike: made once, copied for every test."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clusters = folder, []
        self.book = folder / "as_made.sqlite3"

    def sqlite(self, folder: Path) -> str:
        if not self.book.exists():
            filled(f"sqlite:///{self.book}")
        shutil.copy(self.book, folder / "book.sqlite3")
        return f"sqlite:///{folder / 'book.sqlite3'}"

    def postgres(self, *, files: Path | None = None, **options: str) -> PrivateCluster:
        """A server of its own, not yet started; what it acknowledged is on the disk."""
        made = self.folder / "as_made"
        if not made.exists():
            self._fill(made)
        cluster = PrivateCluster(files=files, **{**DURABLE, **SMALL, **options})
        self.clusters.append(cluster)
        shutil.copytree(made, cluster.files, dirs_exist_ok=True)
        own(cluster)
        return cluster

    def _fill(self, made: Path) -> None:
        cluster = PrivateCluster(**SMALL)
        filled(cluster.start())
        cluster.server.terminate()
        cluster.server.wait(SECONDS_TO_START)
        shutil.copytree(cluster.files, made)
        cluster.stop()

    def stop(self) -> None:
        for cluster in self.clusters:
            cluster.stop()


def own(cluster: PrivateCluster) -> None:
    """Give copied data to the account that PostgreSQL runs as, and to nobody else."""
    cluster.files.chmod(0o700)
    if cluster.user:
        for path in (cluster.files, *cluster.files.rglob("*")):
            shutil.chown(path, cluster.user)
