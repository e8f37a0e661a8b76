"""A proxy between a browser and the server that breaks connections at the byte it is told to.

Every request goes over connections of its own, so that a fault meets one request and no other.  Where several
bytes would do, the exact one is chosen: a cut after `n` bytes lets `n` bytes pass and not one more.
"""

import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from socketserver import BaseRequestHandler, ThreadingTCPServer

CHUNK = 65_536
PATIENCE = 60
END_OF_HEAD = b"\r\n\r\n"
RESET_ON_CLOSE = struct.pack("ii", 1, 0)


@dataclass(frozen=True)
class Fault:
    """What happens to one request; the plain one lets it pass.

    `request_bytes` reach the server and `answer_bytes` the browser before the connection is reset; a request is
    held for `seconds` first, or for ever (until the proxy stops) in a black hole; a refused one is reset unread.
    """

    request_bytes: int | None = None
    answer_bytes: int | None = None
    seconds: float = 0
    is_black_hole: bool = False
    is_refused: bool = False


PASS = Fault()
REFUSE = Fault(is_refused=True)
BLACK_HOLE = Fault(is_black_hole=True)


@dataclass(frozen=True)
class Passed:
    """One request as the proxy saw it, and how much of it and of its answer went through."""

    line: str
    fault: Fault
    request_bytes: int
    answer_bytes: int


@dataclass
class Script:
    """The faults that await the next requests whose first line holds a text."""

    matching: str
    faults: deque[Fault] = field(default_factory=deque)


class CuttingProxy(ThreadingTCPServer):
    """Listens on a free port of this machine and passes requests on to one server."""

    allow_reuse_address = daemon_threads = True
    request_queue_size = 128

    def __init__(self, upstream: tuple[str, int]) -> None:
        super().__init__(("127.0.0.1", 0), _Passage)
        self.upstream, self.is_down = upstream, False
        self.log: list[Passed] = []
        self.stopped = threading.Event()
        self._scripts: list[Script] = []
        self._lock = threading.Lock()

    def __enter__(self) -> "CuttingProxy":
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *error) -> None:
        self.stopped.set()
        self.shutdown()
        self.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def plan(self, matching: str, faults: Iterable[Fault]) -> None:
        """Let the next requests whose first line holds the text meet these faults, one each, in this order."""
        with self._lock:
            self._scripts.append(Script(matching, deque(faults)))

    def waiting(self) -> int:
        """How many planned faults no request has met yet."""
        with self._lock:
            return sum(len(script.faults) for script in self._scripts)

    def fault_for(self, line: str) -> Fault:
        with self._lock:
            for script in self._scripts:
                if script.matching in line and script.faults:
                    return script.faults.popleft()
        return PASS

    def note(self, passed: Passed) -> None:
        with self._lock:
            self.log.append(passed)

    def seen(self, matching: str = "") -> list[Passed]:
        with self._lock:
            return [one for one in self.log if matching in one.line]

    def handle_error(self, request, client_address) -> None:
        """A browser that goes away in the middle is what this proxy is for."""


class _Passage(BaseRequestHandler):
    """One request and its answer."""

    server: CuttingProxy

    def handle(self) -> None:
        self.request.settimeout(PATIENCE)
        if self.server.is_down:
            return self.reset()
        request = self.read_request()
        if not request:
            return None
        line = request.split(b"\r\n", 1)[0].decode("latin-1")
        fault = self.server.fault_for(line)
        sent = answered = 0
        try:
            sent, answered = self.pass_on(request, fault)
        finally:
            self.server.note(Passed(line, fault, sent, answered))
        return None

    def pass_on(self, request: bytes, fault: Fault) -> tuple[int, int]:
        """Carry the request to the server and its answer back, as far as the fault lets them."""
        if fault.is_refused:
            self.reset()
            return 0, 0
        if fault.is_black_hole:
            self.server.stopped.wait(PATIENCE)
            self.reset()
            return 0, 0
        time.sleep(fault.seconds)
        part = request if fault.request_bytes is None else request[: fault.request_bytes]
        answer = self.ask(_alone(part), is_whole=len(part) == len(request))
        if fault.request_bytes is not None:
            self.reset()
            return len(part), 0
        shown = answer if fault.answer_bytes is None else answer[: fault.answer_bytes]
        self.request.sendall(shown)
        if len(shown) < len(answer):
            self.reset()
        return len(part), len(shown)

    def ask(self, part: bytes, *, is_whole: bool) -> bytes:
        """Send to the server; when the request is a part only, the connection ends there and nobody answers."""
        with socket.create_connection(self.server.upstream, PATIENCE) as upstream:
            upstream.sendall(part)
            if not is_whole:
                upstream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
                return b""
            return _ended(b"".join(iter(lambda: upstream.recv(CHUNK), b"")))

    def read_request(self) -> bytes:
        """The head and the body of a request, as long as its Content-Length says."""
        found = b""
        while END_OF_HEAD not in found:
            if not (more := self.request.recv(CHUNK)):
                return b""
            found += more
        head, body = found.split(END_OF_HEAD, 1)
        missing = _length(head) - len(body)
        while missing > 0 and (more := self.request.recv(min(CHUNK, missing))):
            found += more
            missing -= len(more)
        return found

    def reset(self) -> None:
        """End the connection the hard way, as a lost signal or a killed process does."""
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
        self.request.close()


def _length(head: bytes) -> int:
    lines = head.lower().split(b"\r\n")
    return next((int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:")), 0)


def _alone(request: bytes) -> bytes:
    """The request, asking for a connection of its own: the server ends it after the answer."""
    lines = request.split(b"\r\n")
    return b"\r\n".join(
        b"Connection: close" if line.lower() == b"connection: keep-alive" else line for line in lines
    )


def _ended(answer: bytes) -> bytes:
    """The answer, saying that no other follows on this connection."""
    head, mark, body = answer.partition(END_OF_HEAD)
    if not mark or b"connection: close" in head.lower():
        return answer
    return head + b"\r\nConnection: close" + mark + body
