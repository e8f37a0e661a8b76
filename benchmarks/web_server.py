"""A web server of the product for one measurement, started the way `make run` starts it."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

WORKERS, THREADS = 2, 4
SECONDS_TO_START = 60


@contextmanager
def web_server() -> Iterator[int]:
    """Gives the port at which the server answers."""
    port = _free_port()
    command = [
        str(Path(sys.executable).with_name("granian")),
        *("--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-ws"),
        *("--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--log-level", "warning"),
        "bkkhousing.wsgi:application",
    ]
    server = subprocess.Popen(command, env=os.environ.copy())
    try:
        _wait(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(SECONDS_TO_START)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _wait(port: int, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the web server did not start")
