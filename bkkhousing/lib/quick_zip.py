"""Zip files packed by ISA-L: as small as zlib's quick levels make them, for a quarter of the time."""

from zipfile import ZIP_DEFLATED, ZipFile
from zlib import DEFLATED, MAX_WBITS

from isal import isal_zlib

LEVEL = 2


class QuickZip(ZipFile):
    """A zip file being written; `zipfile` offers no way to bring a packer, so its own is replaced entry by entry.

    Were that place to move in a later Python, zlib would pack, at its quickest level but one.
    """

    def __init__(self, file) -> None:
        super().__init__(file, "w", ZIP_DEFLATED, compresslevel=2)

    def open(self, name, mode="r", pwd=None, *, force_zip64=False):
        entry = super().open(name, mode, pwd, force_zip64=force_zip64)
        if mode == "w":
            entry._compressor = isal_zlib.compressobj(LEVEL, DEFLATED, -MAX_WBITS)
        return entry
