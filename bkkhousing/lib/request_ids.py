"""The id of the request that is being answered; lines of the log and the answer itself carry it."""

import uuid
from contextvars import ContextVar, Token

_current: ContextVar[str] = ContextVar("request_id", default="")


def current() -> str:
    """The id of the request being answered by this thread; blank outside of requests."""
    return _current.get()


def begin() -> Token:
    """Give the request that begins an id of ours; what the sender may call it is not taken over."""
    return _current.set(uuid.uuid4().hex)


def end(begun: Token) -> None:
    _current.reset(begun)
