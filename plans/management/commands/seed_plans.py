"""Makes plans and working groups that do not exist: `manage.py seed_plans`."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from plans import demo
from surveys.models import Round


class Command(BaseCommand):
    """What is there already stays as it is."""

    help = _("สร้างแผนสำรวจและคณะทำงานสมมุติให้บางเขต")

    def add_arguments(self, parser) -> None:
        parser.add_argument("--round", default="")

    def handle(self, **options) -> None:
        today, code = timezone.localdate(), options["round"]
        round = Round.objects.filter(pk=code).first() if code else Round.objects.in_force(today)
        if round is None:
            raise CommandError(_("ไม่มีรอบสำรวจนี้"))
        made = demo.load(round=round, at=timezone.now(), today=today)
        self.stdout.write(_("สร้างแผนสมมุติ %(n)s เขต ในรอบ %(round)s") % {"n": made, "round": round.pk})
