"""`work`: do the jobs of the queue."""

from django.core.management.base import BaseCommand

from jobs.shift import Shift


class Command(BaseCommand):
    """As many at a time as one likes on PostgreSQL; one beside SQLite."""

    help = "Do waiting jobs until asked to stop (SIGTERM lets the step at hand end first)."

    def add_arguments(self, parser):
        parser.add_argument("--until-idle", action="store_true", help="stop when no job waits or runs")
        parser.add_argument("--name", default="", help="what to call this worker")

    def handle(self, *args, until_idle, name, **options):
        Shift(name=name, until_idle=until_idle).work()
