"""Everything that changes surveys; every door comes through here."""

from surveys.actions.deleting import delete
from surveys.actions.district_rounds import Seen, accept_district, send_back_district
from surveys.actions.importing import Incoming, write_batch
from surveys.actions.many import Approval, approve_many
from surveys.actions.merging import join, merge, undo_merge
from surveys.actions.moving import approve, move_community, reopen, submit, unlock
from surveys.actions.papers import print_blank, print_for
from surveys.actions.photos import add_photo, remove_photo, sweep_files
from surveys.actions.returning import answer, remark, send_back, settle
from surveys.actions.saving import Saved, save, save_changes
from surveys.actions.telling_apart import (
    ask_heads,
    offer_again,
    propose_merge,
    settle_inquiry,
    tell_apart,
    tell_forms_apart,
)

__all__ = [
    "Approval",
    "Incoming",
    "Saved",
    "Seen",
    "accept_district",
    "add_photo",
    "answer",
    "approve",
    "ask_heads",
    "approve_many",
    "delete",
    "join",
    "merge",
    "offer_again",
    "move_community",
    "remark",
    "print_blank",
    "print_for",
    "propose_merge",
    "remove_photo",
    "reopen",
    "save",
    "save_changes",
    "send_back",
    "send_back_district",
    "settle",
    "settle_inquiry",
    "submit",
    "sweep_files",
    "tell_apart",
    "tell_forms_apart",
    "undo_merge",
    "unlock",
    "write_batch",
]
