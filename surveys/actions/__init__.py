"""Everything that changes surveys; every door comes through here."""

from surveys.actions.deleting import delete
from surveys.actions.importing import Incoming, write_batch
from surveys.actions.moving import approve, move_community, send_back, submit
from surveys.actions.saving import Saved, save

__all__ = [
    "Incoming",
    "Saved",
    "approve",
    "delete",
    "move_community",
    "save",
    "send_back",
    "submit",
    "write_batch",
]
