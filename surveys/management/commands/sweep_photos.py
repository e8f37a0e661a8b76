"""`sweep_photos`: remove files that no photograph names any more."""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from surveys import actions


class Command(BaseCommand):
    """Cleans up after a process that died between writing a file and its row; meant for every night."""

    help = "Remove photo files without a row, older than a day."

    def handle(self, *args, **options):
        number = actions.sweep_files(at=timezone.now())
        self.stdout.write(_("ลบไฟล์รูปที่ไม่มีเจ้าของ %(n)s ไฟล์") % {"n": number})
