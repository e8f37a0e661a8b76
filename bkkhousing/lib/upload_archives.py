"""Workbooks that are not what Excel writes, refused by their directory and their parts before they are read."""

import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path, PurePosixPath
from xml.parsers import expat
from zlib import error as ZlibError

from bkkhousing.lib.upload_refusals import Refused, beyond, limit

CHUNK = 1024 * 1024
MIB = 1024 * 1024
LOOSE_ENOUGH = 8 * MIB
ENCRYPTED_ENTRY = 0x1
PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ARCHIVES = frozenset(
    (".zip", ".xlsx", ".xlsm", ".xlsb", ".xls", ".gz", ".7z", ".rar", ".docx", ".pptx", ".ods")
)
ZIP_SIGNATURE = b"PK\x03\x04"
DAMAGE = (zipfile.BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
FORBIDDEN_PARTS = {"vbaproject.bin": "macros", "vbadata.xml": "macros"}
_TICK: ContextVar[Callable[[int], None]] = ContextVar("tick", default=lambda rows: None)


@contextmanager
def telling(tick: Callable[[int], None]) -> Iterator[None]:
    """Have `tick` called all along while files are opened inside, with how many more rows were seen."""
    token = _TICK.set(tick)
    try:
        yield
    finally:
        _TICK.reset(token)


def seen(rows: int) -> None:
    """Tell whoever listens that so many more rows were seen."""
    _TICK.get()(rows)


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive of a workbook whose directory holds nothing suspicious; raises Refused."""
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_by_directory(archive, Path(path).stat().st_size)
            yield archive
    except Refused:
        raise
    except DAMAGE as error:
        raise Refused("damaged") from error


def inflated(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part piece by piece; what it really holds is counted, whatever the directory says."""
    size, most = 0, limit("inflated_mib") * MIB
    with archive.open(part) as stream:
        while piece := stream.read(CHUNK):
            size += len(piece)
            if size > most:
                raise beyond("inflated_too_large", "inflated_mib")
            yield piece


def refuse_unsafe_parts(archive: zipfile.ZipFile, *, read_elsewhere: frozenset[str]) -> None:
    """Go through the parts once: sizes and checksums are true, XML is whole and holds no DTD, nothing is nested.

    Python inflates no part beyond the size that the directory declares, so their sum is already known to be
    within the limit.
    """
    for entry in archive.infolist():
        if entry.filename in read_elsewhere:
            continue
        if entry.filename.lower().endswith((".xml", ".rels")):
            for _piece in whole_xml(inflated(archive, entry.filename)):
                seen(0)
        else:
            _refuse_nested(archive, entry.filename)


def whole_xml(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces, checked on their way: well-formed to the end, without DTD and entities."""
    parser = _strict_parser()
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            yield piece
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError) as error:
        raise Refused("damaged") from error


def _strict_parser() -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_declaration
    parser.EntityDeclHandler = _refuse_declaration
    return parser


def _refuse_declaration(*_told: object) -> None:
    raise Refused("entities")


def _refuse_by_directory(archive: zipfile.ZipFile, size: int) -> None:
    """Everything that the directory alone tells, for nothing of it is inflated yet."""
    entries = archive.infolist()
    if len(entries) > limit("parts"):
        raise beyond("too_many_parts", "parts")
    declared = sum(entry.file_size for entry in entries)
    if declared > LOOSE_ENOUGH and declared > limit("ratio") * size:
        raise beyond("packed_too_tightly", "ratio")
    if declared > limit("inflated_mib") * MIB:
        raise beyond("inflated_too_large", "inflated_mib")
    if archive.comment or min(entry.header_offset for entry in entries) > 0:
        raise Refused("two_in_one")
    for entry in entries:
        _refuse_entry(entry)
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise Refused("odd_workbook")


def _refuse_entry(entry: zipfile.ZipInfo) -> None:
    name = PurePosixPath(entry.filename)
    if entry.flag_bits & ENCRYPTED_ENTRY:
        raise Refused("encrypted")
    if ".." in name.parts or name.is_absolute() or "\\" in entry.orig_filename or ":" in entry.filename:
        raise Refused("unsafe_path")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused("unsafe_path")
    if entry.compress_type not in PLAIN_METHODS:
        raise Refused("odd_workbook")
    if name.suffix.lower() in ARCHIVES:
        raise Refused("nested_archive")
    if code := FORBIDDEN_PARTS.get(name.name.lower()):
        raise Refused(code)


def short_runs(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Pieces in which no text runs far beyond what a cell may hold."""
    window = 2 * limit("cell_characters")
    for piece in pieces:
        if any(b"<" not in piece[start : start + window] for start in range(0, len(piece) - window, window)):
            raise beyond("cell_too_long", "cell_characters")
        yield piece


def _refuse_nested(archive: zipfile.ZipFile, part: str) -> None:
    is_first = True
    for piece in inflated(archive, part):
        if is_first and piece.startswith(ZIP_SIGNATURE):
            raise Refused("nested_archive")
        is_first = False
