"""What an audit finds is told, and what it could not ask is never taken for a clean bill."""

from collections import Counter

import pytest

from scripts import audit
from tests.architecture.tree import ROOT

RAW_SQL = {
    "test_id": "B608",
    "filename": "./surveys/bulk.py",
    "line_number": 7,
    "issue_severity": "MEDIUM",
    "issue_text": "Possible SQL injection",
}


def test_a_finding_that_nobody_looked_at_is_told_with_its_line():
    """T17"""
    assert audit.differences([RAW_SQL], Counter()) == [
        "./surveys/bulk.py:7 B608 MEDIUM Possible SQL injection"
    ]


def test_a_second_finding_beside_a_waived_one_is_told():
    kept = Counter({("B608", "surveys/bulk.py"): 1})
    assert audit.differences([RAW_SQL], kept) == []
    assert len(audit.differences([RAW_SQL, RAW_SQL], kept)) == 2


def test_a_waiver_of_what_is_gone_is_told():
    kept = Counter({("B608", "surveys/gone.py"): 2})
    assert audit.differences([], kept) == ["surveys/gone.py: waives 2 × B608"]


def test_every_waiver_has_a_day_and_a_reason_and_names_a_file_that_is_there():
    for test, file in audit.waived():
        assert (ROOT / file).is_file(), (test, file)


@pytest.mark.parametrize(
    ("answered", "code", "words"),
    [
        ([{"name": "a", "version": "1", "vulns": []}], 0, "1 packages asked about, 0 known"),
        ([{"name": "a", "skip_reason": "not found"}], 2, "COULD NOT ASK about 1"),
        ([], 2, "COULD NOT ASK about any"),
        (
            [{"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]}],
            1,
            "a 1: X-1, mended in 2",
        ),
    ],
)
def test_no_answer_is_no_clean_bill(answered, code, words, capsys):
    assert audit.told(answered) == code
    assert words in capsys.readouterr().out
