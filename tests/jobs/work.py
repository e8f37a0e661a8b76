"""`python -m tests.jobs.work …`: the command `work`, with the kinds of jobs that exist in tests alone."""

import os
import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from surveys.importing import of_registers, of_surveys, undoing  # noqa: E402
from tests.jobs import killing, kinds  # noqa: E402,F401

if killing.LOG in os.environ:
    killing.install()
if "ROWS_IN_A_STEP" in os.environ:
    for module in (of_surveys, of_registers, undoing):
        module.BATCH = int(os.environ["ROWS_IN_A_STEP"])
call_command("work", *sys.argv[1:])
