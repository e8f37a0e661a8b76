"""The product with a way to die: a request that names a moment kills the process which answers it, at that moment.

Every answer says which process it comes from, so that a test can choose whom it kills.
"""

import os
import signal
from threading import local

from bkkhousing.wsgi import application as product
from surveys.actions import saving
from surveys.models import Change, Debt, Member, Survey

HEADER = "HTTP_X_DIES"
asked = local()


def reached(moment: str) -> None:
    if getattr(asked, "moment", "") == moment:
        os.kill(os.getpid(), signal.SIGKILL)


WRITES = {Survey: "survey", Member: "members", Debt: "debts", Change: "change"}
real_insert, real_fill = saving.insert, saving._fill


def insert(rows) -> None:
    """Write rows, and die if that was the moment: they are written and not final."""
    real_insert(rows)
    for row in rows[:1]:
        reached(WRITES.get(type(row), "household"))


def fill(*given):
    reached("begin")
    return real_fill(*given)


saving.insert, saving._fill = insert, fill


def application(environment, start_response):
    asked.moment = environment.get(HEADER, "")
    told = []

    def start(status, headers, *rest):
        told.append(status)
        return start_response(status, [*headers, ("X-Process", str(os.getpid()))], *rest)

    answer = product(environment, start)
    reached("committed")  # stored and final, and nobody was told
    return answer
