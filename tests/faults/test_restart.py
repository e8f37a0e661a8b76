"""Two web processes restarted one after the other while officers save: nobody notices.

It is done as deploy/restart-web does it, and the officers ask as nginx does: a connection for every request, none to a
process that is taken out, and the other one where a connection is refused; whatever else goes wrong counts.
"""

import time
from itertools import count

import pytest

from tests import factories
from tests.faults.officers import Answer, Officer, Writing
from tests.faults.site import Site, asking

ROUNDS = 3
SECONDS_TO_STOP = 30
SECONDS_TO_EMPTY = 2
CODES = ("1004", "1006", "1010", "1017")


class Balanced(Officer):
    """Somebody who reaches two processes by way of a balancer."""

    def __init__(self, user, ports: list[int], taken_out: set[int]) -> None:
        super().__init__(user, ports[0])
        self.ports, self.taken_out, self.turn = ports, taken_out, count(user.pk)

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        for _process in (*self.ports, *self.ports):
            self.line.close()
            self.line.port = self.ports[next(self.turn) % len(self.ports)]
            if self.line.port in self.taken_out:
                continue
            try:
                self.line.connect()
            except ConnectionRefusedError:
                continue
            return super().ask(method, path, body, **headers)
        raise ConnectionRefusedError("both were away")


@pytest.fixture
def sites(databases, tmp_path):
    """Two web processes on one PostgreSQL, each with its own folder."""
    cluster = databases.postgres()
    database = cluster.serve()
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
    with asking(database), Site(folders[0], database) as one, Site(folders[1], database) as two:
        factories.open_round()
        yield [one, two]
    cluster.stop()


def restart(site: Site, taken_out: set[int]) -> None:
    """Taken out, SIGTERM, wait, start again; it answers when it is put back."""
    taken_out.add(site.port)
    time.sleep(SECONDS_TO_EMPTY)
    site.server.terminate()
    assert site.server.wait(SECONDS_TO_STOP) == 0
    site.__enter__()
    taken_out.clear()


def test_restarting_one_process_after_the_other_loses_no_save_and_shows_no_error(sites, book):
    ports, taken_out = [site.port for site in sites], set()
    users = [factories.person("officer", code) for code in CODES]
    places = [factories.community(code, "ร่วมใจ") for code in CODES]
    with Writing(book, [Balanced(user, ports, taken_out) for user in users], places):
        for site in sites * ROUNDS:
            restart(site, taken_out)
    assert set(book.answers) == {200}, book.answers
    assert book.answers[200] > 2 * ROUNDS * len(sites)
    book.check()
