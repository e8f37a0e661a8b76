"""`rebuild_figures`: throw the figures away and compute them anew."""

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from surveys import figures
from surveys.actions.recounting import count_questions


class Command(BaseCommand):
    """Counts what forms of earlier versions were asked, then computes all figures in one transaction."""

    help = "Throw the figures away and compute them anew from the surveys."

    def handle(self, *args, **options):
        if forms := count_questions():
            self.stdout.write(_("นับข้อที่ถามของแบบรุ่นก่อนแล้ว %(n)s แบบ") % {"n": f"{forms:,}"})
        rows = figures.rebuild()
        self.stdout.write(_("คำนวณตัวเลขใหม่แล้ว %(n)s แถว") % {"n": f"{rows:,}"})
