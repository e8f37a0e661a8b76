"""The proxy breaks what it is told to break, at the byte it is told, and nothing else."""

import http.client
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.faults.cutting_proxy import BLACK_HOLE, PASS, REFUSE, CuttingProxy, Fault, Passed

BODY = b'{"house_no": "12/3"}'
ANSWER = b"0123456789" * 50


class Answering(BaseHTTPRequestHandler):
    """Answers every request with the same text and notes what reached it."""

    protocol_version = "HTTP/1.1"
    arrived: list[bytes] = []

    def do_PUT(self):
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        self.arrived.append(body)
        if len(body) == length:
            self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        self.send_response(200)
        self.send_header("Content-Length", str(len(ANSWER)))
        self.end_headers()
        self.wfile.write(ANSWER)

    def log_message(self, *words):
        """Quiet."""

    def handle(self):
        try:
            super().handle()
        except OSError:
            self.close_connection = True


@pytest.fixture
def upstream():
    Answering.arrived = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def proxy(upstream):
    with CuttingProxy(upstream.server_address) as proxy:
        yield proxy


def ask(proxy, method: str = "PUT", path: str = "/form", body: bytes | None = BODY, timeout: float = 5):
    connection = http.client.HTTPConnection(*proxy.server_address, timeout=timeout)
    try:
        connection.request(method, path, body if method == "PUT" else None, {"Connection": "keep-alive"})
        reply = connection.getresponse()
        return reply.status, reply.read()
    finally:
        connection.close()


def passed(proxy, number: int) -> Passed:
    """The last request, once that many have gone through; the proxy notes them a moment later."""
    settle(lambda: len(proxy.seen()) == number)
    return proxy.seen()[-1]


def whole_request(proxy) -> int:
    ask(proxy)
    return passed(proxy, 1).request_bytes


def whole_answer(proxy) -> int:
    ask(proxy)
    return passed(proxy, 1).answer_bytes


def settle(condition) -> None:
    """Wait for what another thread does a moment later."""
    deadline = time.monotonic() + 5
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert condition()


def test_without_a_plan_everything_passes(proxy):
    assert ask(proxy) == (200, ANSWER)
    assert Answering.arrived == [BODY]
    assert passed(proxy, 1).fault == PASS


def test_several_requests_pass_at_once(proxy):
    found = []
    threads = [threading.Thread(target=lambda: found.append(ask(proxy))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [(200, ANSWER)] * 20 and passed(proxy, 20)


def test_a_request_is_cut_at_every_byte(proxy):
    length = whole_request(proxy)
    proxy.plan("PUT", [Fault(request_bytes=n) for n in range(0, length, 7)])
    for n in range(0, length, 7):
        with pytest.raises((OSError, http.client.HTTPException)):
            ask(proxy)
        last = passed(proxy, n // 7 + 2)
        assert (last.request_bytes, last.answer_bytes) == (n, 0)
    assert [body for body in Answering.arrived if body == BODY] == [BODY]
    assert proxy.waiting() == 0


def test_a_request_cut_after_its_last_byte_arrives_and_nobody_hears_the_answer(proxy):
    length = whole_request(proxy)
    proxy.plan("PUT", [Fault(request_bytes=length)])
    with pytest.raises((OSError, http.client.HTTPException)):
        ask(proxy)
    settle(lambda: Answering.arrived == [BODY, BODY])


@pytest.mark.parametrize("left", [1, 100, len(ANSWER), len(ANSWER) + 1])
def test_an_answer_is_cut_at_a_byte(left, proxy):
    shown = whole_answer(proxy) - left
    proxy.plan("PUT", [Fault(answer_bytes=shown)])
    with pytest.raises((OSError, http.client.HTTPException)):
        ask(proxy)
    assert passed(proxy, 2).answer_bytes == shown
    assert Answering.arrived == [BODY, BODY]


def test_a_cut_beyond_the_end_cuts_nothing(proxy):
    proxy.plan("PUT", [Fault(answer_bytes=10**6)])
    assert ask(proxy) == (200, ANSWER)


def test_a_fault_meets_only_the_request_it_waits_for(proxy):
    proxy.plan("PUT /form", [REFUSE])
    assert ask(proxy, "GET", "/other") == (200, ANSWER)
    with pytest.raises((OSError, http.client.HTTPException)):
        ask(proxy)
    assert ask(proxy) == (200, ANSWER)


def test_faults_are_met_in_their_order(proxy):
    proxy.plan("PUT", [PASS, REFUSE])
    assert (proxy.waiting(), ask(proxy)) == (2, (200, ANSWER))
    with pytest.raises((OSError, http.client.HTTPException)):
        ask(proxy)
    assert proxy.waiting() == 0


def test_a_refused_request_does_not_arrive(proxy):
    proxy.plan("PUT", [REFUSE])
    with pytest.raises((OSError, http.client.HTTPException)):
        ask(proxy)
    assert Answering.arrived == []


def test_a_delayed_request_arrives_later(proxy):
    proxy.plan("PUT", [Fault(seconds=0.3)])
    began = time.monotonic()
    assert ask(proxy) == (200, ANSWER)
    assert time.monotonic() - began >= 0.3


def test_a_black_hole_answers_nobody_and_holds_up_no_other(proxy):
    proxy.plan("PUT", [BLACK_HOLE])
    with pytest.raises(TimeoutError):
        ask(proxy, timeout=0.3)
    assert ask(proxy) == (200, ANSWER)
    assert Answering.arrived == [BODY]


def test_while_it_is_down_every_connection_is_reset(proxy):
    proxy.is_down = True
    with pytest.raises(OSError):
        ask(proxy)
    proxy.is_down = False
    assert ask(proxy) == (200, ANSWER)
    assert passed(proxy, 1).line.startswith("PUT /form")
