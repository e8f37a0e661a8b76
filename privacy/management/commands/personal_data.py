"""Lists every personal field that is kept, and why: `manage.py personal_data [--csv]`."""

import csv

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from privacy.inventory import HEADS, lines


class Command(BaseCommand):
    """Generated from what the models declare."""

    help = _("รายการข้อมูลส่วนบุคคลที่ระบบเก็บ วัตถุประสงค์ ฐานทางกฎหมาย และอายุการเก็บ")

    def add_arguments(self, parser) -> None:
        parser.add_argument("--csv", action="store_true", help=_("เขียนเป็น CSV"))

    def handle(self, *, csv: bool, **options) -> None:
        rows = [line.cells for line in lines()]
        if csv:
            self.write([[str(head) for head in HEADS], *rows])
        else:
            self.stdout.write("\n".join(" | ".join(row) for row in rows))

    def write(self, rows: list) -> None:
        csv.writer(self.stdout, lineterminator="\n").writerows(rows)
