"""`seen_by ACCOUNT`: whose records did this account see or take."""

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from audit.files import write_households
from audit.management.periods import add_period, period_of
from audit.questions import seen_by


class Command(BaseCommand):
    """CSV on the standard output, a line per household."""

    help = "The households whose records an account saw or took between two times."

    def add_arguments(self, parser):
        parser.add_argument("account", help="the name the person signs in with")
        add_period(parser)

    def handle(self, *args, account, since, until, **options):
        user = User.objects.filter(username=account).first()
        if user is None:
            raise CommandError("no such account")
        write_households(self.stdout, seen_by(user, **period_of(since, until)))
