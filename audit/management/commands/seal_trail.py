"""`seal_trail`: seal now what was written since the last seal; a worker does it every minute."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from audit import heads, sealing
from audit.choices import Kind
from audit.events import note


class Command(BaseCommand):
    """Also says, after a backup was restored, that the chain goes on from there."""

    help = "Seal the newest lines of the trail."

    def add_arguments(self, parser):
        parser.add_argument(
            "--after-restore",
            action="store_true",
            help="a backup was just restored: the chain goes on from it",
        )

    def handle(self, *args, after_restore, **options):
        now = timezone.now()
        if after_restore:
            number, _digest = sealing.newest_link()
            heads.keep_restored(number=number, at=now)
            note(Kind.RESTORED, at=now, detail={"link": number})
        self.stdout.write(f"{sealing.seal(at=now, late=sealing.VERY_LATE)} sealed")
