"""Fills the system with households that do not exist: `manage.py seed_demo`."""

import time
from datetime import date
from random import Random

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import demo as people
from bkkhousing.lib import thai
from surveys.demo import places, writing
from surveys.models import Round


class Command(BaseCommand):
    """The same seed gives the same households on the same day; the same seed twice in one round is refused."""

    help = _("สร้างข้อมูลสาธิต: ผู้ใช้ ชุมชน และครัวเรือนสมมุติ กระจาย 50 เขต")

    def add_arguments(self, parser) -> None:
        parser.add_argument("--surveys", type=int, default=6_000)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--round", default="")

    def handle(self, *, surveys: int, seed: int, **options) -> None:
        if surveys < 0:
            raise CommandError(_("จำนวนแบบสำรวจต้องไม่ติดลบ"))
        today = timezone.localdate()
        round = self.round(options["round"] or str(thai.fiscal_year(today)), today)
        people.load()
        places.load(Random(seed))
        started = time.monotonic()
        try:
            members = writing.write(surveys=surveys, seed=seed, round=round, today=today)
        except IntegrityError as error:
            raise CommandError(_("รอบนี้มีข้อมูลสาธิตของ seed นี้แล้ว — ใช้ seed อื่น")) from error
        self.report(surveys, members, round, time.monotonic() - started)

    def round(self, code: str, today: date) -> Round:
        """The named round; a new one spans the fiscal year of its code."""
        found = Round.objects.filter(pk=code).first()
        if found:
            return found
        if not (code.isdigit() and len(code) == 4):
            raise CommandError(_("รหัสรอบใหม่ต้องเป็นปีงบประมาณ 4 หลัก เช่น 2570"))
        year = thai.ce_year(int(code))
        return Round.objects.create(
            code=code,
            name=f"สำรวจที่อยู่อาศัย ปีงบประมาณ {code}",
            name_en=f"Housing survey, fiscal year {code}",
            fiscal_year=int(code),
            opens_on=date(year - 1, 10, 1),
            closes_on=date(year, 9, 30),
        )

    def report(self, surveys: int, members: int, round: Round, seconds: float) -> None:
        words = {"surveys": f"{surveys:,}", "members": f"{members:,}", "round": round.pk}
        self.stdout.write(_("สร้าง %(surveys)s ครัวเรือน %(members)s คน ในรอบ %(round)s") % words)
        rate = surveys / seconds if seconds else 0
        self.stdout.write(
            _("ใช้เวลา %(seconds).1f วินาที (%(rate).0f ครัวเรือน/วินาที)") % {"seconds": seconds, "rate": rate}
        )
        self.stdout.write(people.sign_ins())
