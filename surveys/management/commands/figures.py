"""`figures`: what the dashboards show, as a table or as JSON."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from surveys.models import Round
from surveys.readers.figures import By, PlaceFigures, UnknownState, figures_by, states_of


class Command(BaseCommand):
    """Prints the figures of a round, place by place."""

    help = "Figures of a round, read from the figures table. The city's own place is `bangkok`."

    def add_arguments(self, parser):
        parser.add_argument("--round", required=True, help="code of the round, such as 2570")
        parser.add_argument("--by", required=True, choices=By.values)
        parser.add_argument(
            "--state", default="", help="counted (submitted and beyond, the default), approved, or one state"
        )
        parser.add_argument("--json", action="store_true", help="a list of places with all their measures")

    def handle(self, *args, **options):
        try:
            states = states_of(options["state"])
        except UnknownState as error:
            raise CommandError(str(error.sentence)) from error
        if not Round.objects.filter(code=options["round"]).exists():
            raise CommandError(_("ไม่มีรอบสำรวจ “%(code)s”") % {"code": options["round"]})
        places = figures_by(round=options["round"], by=By(options["by"]), states=states)
        write = self.write_json if options["json"] else self.write_table
        write(places)

    def write_json(self, places: list[PlaceFigures]) -> None:
        listed = [asdict(place) for place in places]
        self.stdout.write(json.dumps(listed, ensure_ascii=False))

    def write_table(self, places: list[PlaceFigures]) -> None:
        """The surveys of every place, and the measures that are not zero."""
        for place in places:
            self.stdout.write(f"{place.place}\t{place.name}\t{place.surveys:,}")
            for name, count in place.measures.items():
                if count:
                    self.stdout.write(f"\t{name}\t{count:,}")
