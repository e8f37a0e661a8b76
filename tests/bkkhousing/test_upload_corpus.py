"""Every file of the corpus gets its answer: a refusal that says why and costs little, or a true reading."""

import time

import pytest
from django.test import override_settings

from bkkhousing.lib import uploads
from bkkhousing.lib.sheet_files import SheetProblem
from bkkhousing.lib.upload_cells import FlawedCell, as_text
from tests.upload_corpus import cells, hostile, shapes, texts
from tests.upload_corpus.answers import Case, Reading, Refusal

CASES = [*hostile.CASES, *shapes.CASES, *cells.CASES, *texts.CASES]
SECONDS = 2


def of(kind: type) -> list:
    return [pytest.param(case, id=case.title) for case in CASES if isinstance(case.answer, kind)]


@pytest.fixture
def put(tmp_path):
    def _put(case: Case):
        path = tmp_path / "upload"
        path.write_bytes(case.make())
        return path

    return _put


def refusal_of(path, name: str) -> SheetProblem:
    with pytest.raises(SheetProblem) as caught:
        uploads.inspect(path, name=name)
        list(uploads.read_rows(path, name=name).rows)
    return caught.value


def test_the_corpus_holds_what_was_promised():
    assert len(CASES) >= 60
    assert len({case.title for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", of(Refusal))
def test_a_file_that_is_not_taken_in_says_why_within_two_seconds(put, case):
    path, begun = put(case), time.process_time()
    problem = refusal_of(path, case.name)
    assert time.process_time() - begun < SECONDS
    assert problem.code == case.answer.code
    assert case.answer.says in problem.sentence and "%(" not in problem.sentence
    assert any("ก" <= letter <= "๛" for letter in problem.sentence)


@pytest.mark.parametrize("case", of(Reading))
def test_a_file_that_is_taken_in_is_read_as_it_stands(put, case):
    path, answer, begun = put(case), case.answer, time.process_time()
    content = uploads.read_rows(path, name=case.name)
    rows = list(content.numbered_rows)
    assert time.process_time() - begun < SECONDS
    found = [[as_text(cell) for cell in cells] for _number, cells in rows]
    flaws = {
        (number, column): cell.code
        for number, cells in rows
        for column, cell in enumerate(cells, start=1)
        if isinstance(cell, FlawedCell)
    }
    assert content.headers == (answer.headers or content.headers)
    assert found == (found if answer.rows is None else answer.rows)
    assert len(found) == (len(found) if answer.count is None else answer.count)
    assert flaws == answer.flaws


@pytest.mark.parametrize("case", of(Reading))
def test_a_sketch_tells_the_same_and_what_is_odd_about_the_table(put, case):
    path, answer = put(case), case.answer
    upload = uploads.inspect(path, name=case.name)
    content = uploads.read_rows(path, name=case.name)
    sketch = upload.sheet(content.name)
    assert (sketch.headers, sketch.header_row) == (content.headers, content.header_row)
    assert sketch.rows_seen == len(list(content.rows))
    assert answer.notes <= {note.code for note in sketch.notes}
    assert sketch.header_row == (sketch.header_row if answer.header_row is None else answer.header_row)
    assert upload.encoding == (answer.encoding or upload.encoding)
    assert uploads.Upload.from_json(upload.as_json()) == upload


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("file_mib", 0, "too_large"),
        ("inflated_mib", 0, "inflated_too_large"),
        ("parts", 3, "too_many_parts"),
        ("rows", 1, "too_many_rows"),
        ("columns", 1, "too_many_columns"),
        ("cell_characters", 3, "cell_too_long"),
    ],
)
def test_every_limit_is_a_setting_and_named_in_the_refusal(put, settings, name, value, code):
    path = put(next(case for case in shapes.CASES if case.title == "a plain table"))
    with override_settings(UPLOAD_LIMITS={**settings.UPLOAD_LIMITS, name: value}):
        problem = refusal_of(path, "ก.xlsx")
    assert problem.code == code and str(value) in problem.sentence
