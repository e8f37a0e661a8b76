"""A wire between a browser and the server that counts what comes down, and may be as slow as a signal in a lane."""

import re
import socket
import threading
import time
from socketserver import BaseRequestHandler, ThreadingTCPServer

CHUNK = 16_384
ASKS = re.compile(rb"(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \S+ HTTP/1\.1\r\n")


class Wire:
    """`down` is every byte that reached the browser: heads, bodies, of pages and of service workers alike.

    `up` is what the browser sent, in so many `requests`: it asks anew on a connection only when it was answered.
    """

    def __init__(self, port: int, *, bytes_a_second: float = 0, round_trip: float = 0):
        self.target = ("127.0.0.1", port)
        self.bytes_a_second, self.round_trip = bytes_a_second, round_trip
        self.down, self.free_at, self.lock = 0, 0.0, threading.Lock()
        self.up = self.requests = 0
        self.server = ThreadingTCPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def quiet(self, seconds: float = 1.0) -> int:
        """Wait until nothing comes down any more; what came since the last call."""
        before = -1
        while before != self.down:
            before = self.down
            time.sleep(seconds)
        self.down = 0
        return before

    def _handler(self):
        wire = self

        class Connection(BaseRequestHandler):
            def handle(self) -> None:
                server = socket.create_connection(wire.target)
                threading.Thread(target=wire._carry, args=(self.request, server, False), daemon=True).start()
                wire._carry(server, self.request, True)

        return Connection

    def _carry(self, origin: socket.socket, goal: socket.socket, is_down: bool) -> None:
        try:
            while chunk := origin.recv(CHUNK):
                self._wait(len(chunk) if is_down else 0)
                if not is_down:
                    self._ask(chunk)
                goal.sendall(chunk)
            goal.shutdown(socket.SHUT_WR)
        except OSError:
            goal.close()

    def _ask(self, chunk: bytes) -> None:
        with self.lock:
            self.up += len(chunk)
            self.requests += bool(ASKS.match(chunk))

    def _wait(self, size: int) -> None:
        """Half the round trip, and the turn of these bytes on the one slow line."""
        with self.lock:
            self.down += size
            now = time.monotonic()
            self.free_at = max(now, self.free_at) + (size / self.bytes_a_second if self.bytes_a_second else 0)
            due = self.free_at + self.round_trip / 2
        if due > now:
            time.sleep(due - now)
