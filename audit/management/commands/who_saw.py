"""`who_saw HOUSEHOLD`: every line of the trail that names a household."""

from uuid import UUID

from django.core.management.base import BaseCommand

from audit.files import write_entries
from audit.management.periods import add_period, period_of
from audit.questions import who_saw


class Command(BaseCommand):
    """CSV on the standard output, a line per view or file."""

    help = "Who saw or took the records of a household between two times."

    def add_arguments(self, parser):
        parser.add_argument("household", type=UUID, help="the key in the address of the household's page")
        add_period(parser)

    def handle(self, *args, household, since, until, **options):
        write_entries(self.stdout, who_saw(household, **period_of(since, until)))
