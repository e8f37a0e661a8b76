"""The work behind the figures: what each officer sent on each day, and how good it was."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.measures import WORK_MEASURES


class WorkFigure(models.Model):
    """Sums over the counted surveys of one round, district, officer and day; one column per measure.

    The officer is whoever began the form, the day that of Bangkok on which it was last sent to the head.
    """

    personal_fields = ("officer",)

    round = models.ForeignKey(
        "surveys.Round",
        models.CASCADE,
        verbose_name=_("รอบสำรวจ"),
        related_name="work_figures",
        db_index=False,
    )
    district = models.ForeignKey(
        "districts.District",
        models.PROTECT,
        verbose_name=_("เขต"),
        related_name="work_figures",
        db_index=False,
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("ผู้กรอก"),
        related_name="work_figures",
        db_index=False,
    )
    day = models.DateField(_("วันที่ส่ง"))

    class Meta:
        verbose_name = _("ตัวเลขงาน")
        verbose_name_plural = _("ตัวเลขงาน")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "district", "day", "officer"], name="one_work_row_per_officer_and_day"
            )
        ]
        indexes = [models.Index(fields=["round", "day"], name="work_round_day")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.district_id} {self.officer_id} {self.day}"


for measure in WORK_MEASURES:
    WorkFigure.add_to_class(measure.column, models.IntegerField(db_default=0))
