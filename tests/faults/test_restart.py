"""Two web processes restarted one after the other while officers save: nobody notices.

The officers ask as nginx does in deploy/nginx.conf: a connection for every request, and the other process where a
connection is refused; whatever else goes wrong counts.
"""

from itertools import count

import pytest

from tests import factories
from tests.faults.officers import Answer, Officer, Writing
from tests.faults.site import Site, asking

ROUNDS = 3
SECONDS_TO_STOP = 30
CODES = ("1004", "1006", "1010", "1017")


class Balanced(Officer):
    """Somebody who reaches two processes by way of a balancer."""

    def __init__(self, user, ports: list[int]) -> None:
        super().__init__(user, ports[0])
        self.ports, self.turn = ports, count(user.pk)

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        for _process in self.ports:
            self.line.close()
            self.line.port = self.ports[next(self.turn) % len(self.ports)]
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


def restart(site: Site) -> None:
    """As `systemctl restart` does: SIGTERM, wait, start again; it answers when this returns."""
    site.server.terminate()
    assert site.server.wait(SECONDS_TO_STOP) == 0
    site.__enter__()


def test_restarting_one_process_after_the_other_loses_no_save_and_shows_no_error(sites, book):
    ports = [site.port for site in sites]
    users = [factories.person("officer", code) for code in CODES]
    places = [factories.community(code, "ร่วมใจ") for code in CODES]
    with Writing(book, [Balanced(user, ports) for user in users], places):
        for site in sites * ROUNDS:
            restart(site)
    assert set(book.answers) == {200}, book.answers
    assert book.answers[200] > 2 * ROUNDS * len(sites)
    book.check()
