"""Takes over a register of communities: `manage.py import_communities FILE`."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.system import import_account
from bkkhousing.lib.row_problems import RowProblem, listed, refusing
from bkkhousing.lib.sheets import SheetProblem
from bkkhousing.lib.uploads import read_table
from communities.actions import RegistryUpdate, update_registry
from communities.registry_files import RegistryReader


class Command(BaseCommand):
    """Writes all rows of a register or none; the last line it prints is JSON."""

    help = _("นำเข้าทะเบียนชุมชน (CSV หรือ .xlsx) รันซ้ำได้ ถ้ามีแถวใดใช้ไม่ได้จะไม่บันทึกเลย")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=_("ไฟล์ทะเบียนชุมชน"))

    def handle(self, *args: object, **options: object) -> None:
        try:
            reader = RegistryReader(read_table(options["file"]))
            rows = reader.read()
        except OSError as error:
            self.stop_whole(_("เปิดไฟล์ไม่ได้ ตรวจชื่อและที่อยู่ของไฟล์"), error)
        except SheetProblem as error:
            self.stop_whole(error.sentence, error)
        if not reader.rows:
            self.stop_whole(_("ไฟล์นี้มีแต่หัวตาราง ไม่มีข้อมูล"))
        self.report(reader.rows, self.update(reader, rows))

    def update(self, reader: RegistryReader, rows: list) -> RegistryUpdate:
        """Write the rows, unless one of them is refused."""
        if refusing(reader.problems):
            return RegistryUpdate(problems=reader.problems)
        with transaction.atomic():
            result = update_registry(rows=rows, by=import_account(), at=timezone.now())
        result.problems = [*reader.problems, *result.problems]
        return result

    def report(self, rows: int, result: RegistryUpdate) -> None:
        for line in listed(result.problems):
            self.stdout.write(line)
        if refused := refusing(result.problems):
            words = {"count": len(refused)}
            self.stop(rows, result, _("มี %(count)s ข้อที่ต้องแก้ก่อน ไม่ได้บันทึกแถวใดเลย") % words)
        self.stdout.write(_summary(rows, result))

    def stop_whole(self, sentence: str, error: Exception | None = None) -> None:
        """End because of the file as such."""
        problem = RowProblem(0, 0, "", "unreadable_file", sentence)
        self.stop(0, RegistryUpdate(problems=[problem]), sentence, error)

    def stop(self, rows: int, result: RegistryUpdate, sentence: str, error: Exception | None = None) -> None:
        """Print the summary all the same, and end with an error."""
        self.stdout.write(_summary(rows, result))
        raise CommandError(sentence) from error


def _summary(rows: int, result: RegistryUpdate) -> str:
    counts = {"created": result.created, "updated": result.updated, "unchanged": result.unchanged}
    return json.dumps({"rows": rows, **counts, "problems": len(result.problems)})
