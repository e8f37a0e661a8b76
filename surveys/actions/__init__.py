"""Everything that changes surveys; every door comes through here."""

from surveys.actions.deleting import delete
from surveys.actions.importing import Incoming, write_batch
from surveys.actions.moving import approve, move_community, send_back, submit
from surveys.actions.photos import add_photo, remove_photo, sweep_files
from surveys.actions.saving import Saved, save

__all__ = [
    "Incoming",
    "Saved",
    "add_photo",
    "approve",
    "delete",
    "move_community",
    "remove_photo",
    "save",
    "send_back",
    "submit",
    "sweep_files",
    "write_batch",
]
