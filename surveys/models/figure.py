"""The figures: sums of what surveys contribute, one row per round, place and state."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.choices import State
from surveys.choices.survey import StatesTogether
from surveys.measures import MEASURES


class Figure(models.Model):
    """Sums over the surveys of one round, district, community and state; one column per measure.

    Beside the states stand the rows that add up several of them (see surveys/figures.py).
    """

    personal_fields = ()

    round = models.ForeignKey(
        "surveys.Round", models.CASCADE, verbose_name=_("รอบสำรวจ"), related_name="figures", db_index=False
    )
    community = models.ForeignKey(
        "communities.Community", models.CASCADE, verbose_name=_("ชุมชน"), related_name="figures"
    )
    district = models.ForeignKey(
        "districts.District", models.PROTECT, verbose_name=_("เขต"), related_name="figures", db_index=False
    )
    state = models.CharField(_("สถานะ"), max_length=10, choices=[*State.choices, *StatesTogether.choices])
    writes = models.BigIntegerField(
        _("จำนวนครั้งที่เขียน"), db_default=1, help_text=_("เปลี่ยนทุกครั้งที่แบบซึ่งนับอยู่ในแถวนี้เปลี่ยน")
    )

    class Meta:
        verbose_name = _("ตัวเลขรวม")
        verbose_name_plural = _("ตัวเลขรวม")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "district", "community", "state"], name="one_figure_row_per_state"
            )
        ]
        indexes = [models.Index(fields=["round", "state"], name="figure_round_state")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.community_id} {self.state}"


for measure in MEASURES:
    Figure.add_to_class(measure.column, measure.column_type(db_default=0))
