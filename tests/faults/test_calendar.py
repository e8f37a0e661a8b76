"""T22, F56: what depends on the day is tested on days that have broken other systems, with the clock set there."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

MOMENTS = {
    "last minute of 2569": "2026-12-31T23:57:00+07:00",
    "first minute of 2570": "2027-01-01T00:00:05+07:00",
    "a day that is the day before in UTC": "2027-03-01T00:30:00+07:00",
    "last minute of the fiscal year": "2027-09-30T23:57:00+07:00",
    "first minute of the fiscal year": "2027-10-01T00:00:05+07:00",
    "last minute before the leap day": "2028-02-28T23:57:00+07:00",
    "leap day of 2571": "2028-02-29T09:00:00+07:00",
    "first day of a round": "2028-10-01T08:30:00+07:00",
}
ZONES = ("Asia/Bangkok", "UTC")
OF_THE_DAY = (
    "tests/accounts/test_sessions.py",
    "tests/accounts/test_totp.py",
    "tests/audit/test_retention.py",
    "tests/dashboards/test_home.py",
    "tests/dashboards/test_progress.py",
    "tests/jobs/test_nightly.py",
    "tests/lib/test_thai_dates.py",
    "tests/plans/test_deciding.py",
    "tests/plans/test_expected.py",
    "tests/plans/test_groups.py",
    "tests/plans/test_pace.py",
    "tests/plans/test_plan_pages.py",
    "tests/plans/test_reminder_job.py",
    "tests/plans/test_reminder_words.py",
    "tests/plans/test_reminding.py",
    "tests/plans/test_reminding_actions.py",
    "tests/plans/test_situations.py",
    "tests/surveys/rules/test_roster.py",
    "tests/surveys/test_carried_over.py",
    "tests/surveys/test_district_rounds.py",
    "tests/surveys/test_opening.py",
    "tests/surveys/test_rounds.py",
    "tests/surveys/test_saving.py",
    "tests/surveys/test_timeline.py",
    "tests/surveys/test_work_figures.py",
)
LONGEST = 600


def run_at(moment: str, zone: str) -> subprocess.CompletedProcess:
    """The tests of what depends on the day, in a process whose clock says so."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    outside.pop("DATABASE_URL", None)
    own = {"PRETENDED_NOW": moment, "TZ": zone, "TEST_DATABASE": "sqlite"}
    run = [sys.executable, "-m", "pytest", "-q", "-p", "tests.plugins.calendar", "-p", "no:cacheprovider"]
    return subprocess.run(
        [*run, *OF_THE_DAY],
        cwd=settings.BASE_DIR,
        env={**outside, **own},
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_nothing_breaks_on_a_day_that_broke_others(moment, zone):
    run = run_at(moment, zone)
    assert run.returncode == 0, "\n".join(run.stdout.splitlines()[-40:])
