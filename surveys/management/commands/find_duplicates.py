"""`find_duplicates`: take the traits of forms that changed, and compare them with all others; run it nightly."""

from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from surveys.duplicates import pairing, traits
from surveys.models import Pair, Round


class Command(BaseCommand):
    """Only what changed since the last run is looked at, so that a run takes as long as a day's work is large."""

    help = "Find households that may have been entered twice."

    def add_arguments(self, parser):
        parser.add_argument("--round", help="only forms of this round are taken and compared with the others")
        parser.add_argument("--anew", action="store_true", help="take all traits anew, as after a new key")

    def handle(self, *args, round, anew, **options):
        only = self.round(round)
        if anew:
            traits.forget_all()
        begun = monotonic()
        taken = traits.take_stale(only)
        pairing.compare_waiting(at=timezone.now(), round=only)
        facts = {
            "forms": f"{taken:,}",
            "open": f"{Pair.objects.undecided().count():,}",
            "seconds": f"{monotonic() - begun:.1f}",
        }
        self.stdout.write(_("ดูแบบ %(forms)s แบบ มีคู่ที่รอตัดสิน %(open)s คู่ ใช้เวลา %(seconds)s วินาที") % facts)

    def round(self, code: str | None) -> Round | None:
        if not code:
            return None
        found = Round.objects.filter(pk=code).first()
        if found is None:
            raise CommandError(_("ไม่มีรอบ %(code)s") % {"code": code})
        return found
