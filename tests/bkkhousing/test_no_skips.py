"""In CI a skipped test fails the run."""

from types import SimpleNamespace

import pytest

from tests.plugins.no_skips import NoSkips


def ended(*reports, status=pytest.ExitCode.OK) -> pytest.ExitCode:
    session, watch = SimpleNamespace(exitstatus=status), NoSkips()
    for report in reports:
        watch.pytest_runtest_logreport(report)
    watch.pytest_sessionfinish(session)
    return session.exitstatus


PASSED = SimpleNamespace(skipped=False, nodeid="test_a")
SKIPPED = SimpleNamespace(skipped=True, nodeid="test_b")


def test_a_skipped_test_fails_the_run():
    assert ended(PASSED, SKIPPED) == pytest.ExitCode.TESTS_FAILED


def test_a_run_without_skips_stays_as_it_was():
    assert ended(PASSED) == pytest.ExitCode.OK


def test_a_worse_ending_is_kept():
    assert ended(SKIPPED, status=pytest.ExitCode.INTERRUPTED) == pytest.ExitCode.INTERRUPTED


def test_a_skipped_file_counts_too():
    watch = NoSkips()
    watch.pytest_collectreport(SKIPPED)
    assert watch.skipped == ["test_b"]
