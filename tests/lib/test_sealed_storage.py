"""Kept files: plain to those who open them, unreadable on the disk, whatever their length."""

import io
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse
from django.test import override_settings
from openpyxl import Workbook, load_workbook

from bkkhousing.lib.sealed_files import PIECE, SealBroken

OLD, NEW = "an older key, long enough for anything", "the newest key, long enough for anything"
LENGTHS = (0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def content(length: int) -> bytes:
    return bytes(range(251)) * (length // 251) + bytes(range(length % 251))


def kept(given: bytes) -> str:
    return default_storage.save("imports/ab/kept", ContentFile(given))


@pytest.mark.parametrize("length", LENGTHS)
def test_a_kept_file_of_any_length_comes_back(length):
    name = kept(content(length))
    with default_storage.open(name) as file:
        assert file.read() == content(length)
    assert default_storage.size(name) == length


def test_the_disk_holds_nothing_readable(folder):
    name = kept(b"1234567890121;0812345678\n" * 9_000)
    assert b"1234567890121" not in (folder / name).read_bytes()


def test_a_kept_file_is_read_from_anywhere():
    with default_storage.open(kept(content(3 * PIECE + 7))) as file:
        for place in (PIECE - 2, 0, 3 * PIECE, 5, PIECE):
            file.seek(place)
            assert file.read(9) == content(3 * PIECE + 7)[place : place + 9]
        assert file.seek(-3, io.SEEK_END) and file.read() == content(3 * PIECE + 7)[-3:]


def test_a_workbook_is_opened_from_the_store():
    book, made = Workbook(), io.BytesIO()
    book.active.append(["บ้านเลขที่", "12/3"])
    book.save(made)
    with default_storage.open(kept(made.getvalue())) as file:
        assert load_workbook(file).active["B1"].value == "12/3"


def test_a_download_says_its_true_length_and_hands_out_no_place_on_the_disk():
    response = FileResponse(default_storage.open(kept(content(PIECE + 5))))
    assert response["Content-Length"] == str(PIECE + 5)
    assert b"".join(response.streaming_content) == content(PIECE + 5)
    with pytest.raises(io.UnsupportedOperation):
        response.file_to_stream.fileno()
    with pytest.raises(NotImplementedError):
        default_storage.path("imports/ab/kept")


@pytest.mark.parametrize("left", [20, PIECE, PIECE + 48, 2 * PIECE])
def test_a_cut_file_is_refused_and_not_half_given(folder, left):
    name = kept(content(2 * PIECE))
    path = folder / name
    path.write_bytes(path.read_bytes()[:left])
    assert default_storage.sealed_with(name) == "unreadable"
    with pytest.raises(SealBroken):
        default_storage.open(name).read()


def test_a_file_from_before_is_read_and_then_sealed(folder):
    (folder / "old.csv").write_bytes(b"1234567890121")
    assert default_storage.open("old.csv").read() == b"1234567890121"
    assert default_storage.sealed_with("old.csv") == "plain"
    default_storage.seal_anew("old.csv")
    assert default_storage.open("old.csv").read() == b"1234567890121"
    assert b"1234567890121" not in (folder / "old.csv").read_bytes()


def test_files_are_sealed_anew_with_the_newest_key():
    with override_settings(DATA_KEYS=[OLD]):
        name = kept(content(PIECE + 1))
    with override_settings(DATA_KEYS=[NEW, OLD]):
        assert list(default_storage.names()) == [name] and not default_storage.is_fresh(name)
        default_storage.seal_anew(name)
    with override_settings(DATA_KEYS=[NEW]):
        assert default_storage.is_fresh(name)
        assert default_storage.open(name).read() == content(PIECE + 1)
