"""`rebuild_figures`: throw the figures away and compute them anew."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from surveys import figures


class Command(BaseCommand):
    """Computes all figures from the surveys in one transaction."""

    help = "Throw the figures away and compute them anew from the surveys."

    def handle(self, *args, **options):
        rows = figures.rebuild()
        self.stdout.write(_("คำนวณตัวเลขใหม่แล้ว %(n)s แถว") % {"n": f"{rows:,}"})
