"""Several clients at once, each with a connection of its own that stays open, as browsers keep theirs."""

import http.client
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True)
class Request:
    """What one client sends, made ready before the clock starts."""

    method: str
    address: str
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True)
class Answered:
    """How a burst of requests went."""

    rate: float
    p95: float


def send(port: int, requests: Sequence[Sequence[Request]], *, status: int) -> Answered:
    """Send each client's requests one after the other, all clients at once; any other status ends the run."""
    started = time.perf_counter()
    seconds = seconds_of(port, requests, status=status)
    rate = len(seconds) / (time.perf_counter() - started)
    return Answered(rate, quantiles(seconds, n=20)[-1])


def seconds_of(
    port: int, requests: Sequence[Sequence[Request]], *, status: int, pause: float = 0
) -> list[float]:
    """How long each request took; `pause` is how long a client thinks before the next."""
    with ThreadPoolExecutor(len(requests)) as clients:
        running = [clients.submit(_send_all, port, own, status, pause) for own in requests]
        return [second for one in running for second in one.result()]


def _send_all(port: int, requests: Iterable[Request], status: int, pause: float) -> list[float]:
    connection, seconds = http.client.HTTPConnection("127.0.0.1", port, timeout=60), []
    for request in requests:
        time.sleep(pause)
        started = time.perf_counter()
        connection.request(request.method, request.address, request.body, request.headers)
        answer = connection.getresponse()
        text = answer.read()
        seconds.append(time.perf_counter() - started)
        if answer.status != status:
            raise AssertionError(f"{request.address} answered {answer.status}: {text[:300]!r}")
    connection.close()
    return seconds
