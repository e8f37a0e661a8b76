"""Takes over the boundaries of the fifty districts: `manage.py load_boundaries FILE`."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from districts.boundaries import keep_boundaries
from districts.boundary_files import BoundariesRefused, Drawn, read_boundaries
from districts.models import District


class Command(BaseCommand):
    """Writes all fifty boundaries or none; the last line it prints is JSON."""

    help = _("โหลดแนวเขต 50 เขตจากไฟล์ GeoJSON (CRS84) รันซ้ำได้ ถ้าไฟล์ไม่ครบหรือไม่ถูกต้องจะไม่บันทึกเลย")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help=_("ไฟล์ GeoJSON ของเขต"))
        parser.add_argument("--credit", default="", help=_("ที่มาของแนวเขต แสดงใต้แผนที่ เช่น กรุงเทพมหานคร"))

    def handle(self, *args: object, **options: object) -> None:
        try:
            drawn = read_boundaries(options["file"])
        except BoundariesRefused as error:
            self.stdout.write(summary([], 0))
            raise CommandError(error.sentence) from error
        changed = keep_boundaries(drawn=drawn, credit=options["credit"])
        named = dict(District.objects.values_list("pk", "name_th"))
        for one in drawn:
            if one.given:
                self.stdout.write(f"{one.given} → {named[one.code]} ({one.code})")
        self.stdout.write(summary(drawn, changed))


def summary(drawn: list[Drawn], changed: int) -> str:
    """How the districts were found, which names were corrected, and how many boundaries are new."""
    by_name = sum(one.by_name for one in drawn)
    corrected = [{"given": one.given, "district": one.code} for one in drawn if one.given]
    found = {"districts": len(drawn), "matched_by_code": len(drawn) - by_name, "matched_by_name": by_name}
    return json.dumps({**found, "corrected": corrected, "changed": changed}, ensure_ascii=False)
