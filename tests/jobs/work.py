"""`python -m tests.jobs.work …`: the command `work`, with the kinds of jobs that exist in tests alone."""

import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from tests.jobs import kinds  # noqa: E402,F401

call_command("work", *sys.argv[1:])
