"""`verify_figures`: recompute all figures from the surveys and compare them cell by cell."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from surveys import figures
from surveys.figures import Difference

SHOWN = 100


class Command(BaseCommand):
    """Ends with 1 and the differing cells when the figures are not the sums of the surveys."""

    help = "Recompute all figures and compare; exit 1 on any difference."

    def handle(self, *args, **options):
        found = figures.differences()
        if not found:
            self.stdout.write(_("ตรงกันทุกช่อง"))
            return
        for difference in found[:SHOWN]:
            self.stdout.write(self.sentence(difference))
        if len(found) > SHOWN:
            self.stdout.write(_("… และอีก %(n)s ช่อง") % {"n": f"{len(found) - SHOWN:,}"})
        raise CommandError(_("ตัวเลขไม่ตรง %(n)s ช่อง") % {"n": f"{len(found):,}"}, returncode=1)

    def sentence(self, found: Difference) -> str:
        return _("%(place)s %(measure)s: เก็บไว้ %(stored)s คำนวณได้ %(fresh)s") % {
            "place": self.place(found),
            "measure": found.measure,
            "stored": f"{found.stored:,}",
            "fresh": f"{found.recomputed:,}",
        }

    def place(self, found: Difference) -> str:
        round_code, *rest = found.key
        if found.table is figures.FIGURES:
            state, _district, community = rest
            named = {"round": round_code, "community": community, "state": state}
            return _("รอบ %(round)s ชุมชน %(community)s สถานะ %(state)s") % named
        district, day, officer = rest
        named = {"round": round_code, "district": district, "day": day, "officer": officer}
        return _("รอบ %(round)s เขต %(district)s ผู้กรอก %(officer)s วันที่ %(day)s") % named
