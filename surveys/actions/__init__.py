"""Everything that changes surveys; every door comes through here."""

from surveys.actions.deleting import delete
from surveys.actions.importing import Incoming, write_batch
from surveys.actions.many import Approval, approve_many
from surveys.actions.moving import approve, move_community, reopen, submit, unlock
from surveys.actions.photos import add_photo, remove_photo, sweep_files
from surveys.actions.returning import answer, remark, send_back, settle
from surveys.actions.saving import Saved, save

__all__ = [
    "Incoming",
    "Saved",
    "approve",
    "delete",
    "Seen",
    "accept_district",
    "add_photo",
    "answer",
    "move_community",
    "save",
    "send_back",
    "submit",
    "remark",
    "remove_photo",
    "reopen",
    "write_batch",
]
    "sweep_files",
    "unlock",
