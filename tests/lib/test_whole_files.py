"""Files that appear whole or not at all, and what is written behind the back of whoever writes."""

import io
import os
from threading import Event

import pytest

from bkkhousing.lib.behind import BLOCKS_WAITING, Behind
from bkkhousing.lib.whole_files import appearing_whole


def test_a_file_appears_only_when_all_of_it_is_written(tmp_path):
    path = tmp_path / "รายงาน.csv"
    with appearing_whole(path) as part:
        part.write_text("ก")
        assert not path.exists() and part.parent == tmp_path and part.suffix == ".part"
    assert path.read_text() == "ก" and os.listdir(tmp_path) == [path.name]


@pytest.mark.parametrize("failure", [ValueError, KeyboardInterrupt, SystemExit])
def test_what_fails_half_way_leaves_the_old_file_and_nothing_beside_it(failure, tmp_path):
    path = tmp_path / "รายงาน.csv"
    path.write_text("เก่า")
    with pytest.raises(failure), appearing_whole(path) as part:
        part.write_text("ครึ่ง")
        raise failure
    assert path.read_text() == "เก่า" and os.listdir(tmp_path) == [path.name]


def test_a_new_file_takes_the_place_of_the_old_one(tmp_path):
    path = tmp_path / "รายงาน.csv"
    path.write_text("เก่าและยาวกว่า")
    with appearing_whole(path) as part:
        part.write_text("ใหม่")
    assert path.read_text() == "ใหม่"


def test_two_writers_of_one_file_do_not_meet(tmp_path):
    path = tmp_path / "x"
    with appearing_whole(path) as one, appearing_whole(path) as other:
        assert one != other
        one.write_text("1")
        other.write_text("2")
    assert path.read_text() == "1" and os.listdir(tmp_path) == ["x"]


def test_nobody_else_may_read_a_part(tmp_path):
    with appearing_whole(tmp_path / "x") as part:
        assert part.stat().st_mode & 0o077 == 0


def test_a_folder_that_is_not_there_is_told_at_once(tmp_path):
    with pytest.raises(FileNotFoundError), appearing_whole(tmp_path / "ไม่มี" / "x"):
        pytest.fail("nothing can be written there")


class Failing(io.BytesIO):
    """Takes some blocks, fails once, and would take more."""

    def __init__(self, taken: int) -> None:
        super().__init__()
        self.left = taken

    def write(self, block: bytes) -> int:
        self.left -= 1
        if self.left == -1:
            raise OSError("full")
        return super().write(block)


def test_what_fails_in_front_is_not_hidden_by_what_fails_behind():
    with pytest.raises(ValueError, match="front"), Behind(Failing(0)) as file:
        file.write(b"x")
        raise ValueError("front")


@pytest.mark.parametrize("taken", [0, 1, 3])
def test_nothing_more_is_written_after_a_failure(taken):
    kept = Failing(taken)
    with pytest.raises(OSError, match="full"), Behind(kept) as file:
        for number in range(200):
            file.write(b"%d" % (number % 10))
    assert kept.getvalue() == b"0123456789"[:taken]


def test_a_failure_with_the_last_block_is_told_at_the_end():
    with pytest.raises(OSError, match="full"), Behind(Failing(2)) as file:
        for _block in range(3):
            file.write(b"x")


def test_writing_goes_on_while_the_file_is_slow_until_enough_waits():
    class Slow(io.BytesIO):
        go = Event()

        def write(self, block: bytes) -> int:
            self.go.wait(5)
            return super().write(block)

    kept = Slow()
    with Behind(kept) as file:
        written = [file.write(b"ab") for _block in range(BLOCKS_WAITING)]
        assert kept.getvalue() == b"" and written == [2] * BLOCKS_WAITING
        kept.go.set()
    assert kept.getvalue() == b"ab" * BLOCKS_WAITING


def test_nothing_written_is_an_empty_file_and_the_thread_is_gone():
    kept = io.BytesIO()
    with Behind(kept) as file:
        pass
    assert kept.getvalue() == b"" and not file.thread.is_alive()
