"""`migrate`, one at a time: where two servers are brought up to date at once, the second waits and finds nothing to do."""

from django.core.management.commands import migrate
from django.db import connections

from bkkhousing.lib.one_at_a_time import alone


class Command(migrate.Command):
    """Django's own, under a lock."""

    def handle(self, *args, **options):
        with alone(connections[options["database"]]):
            super().handle(*args, **options)
