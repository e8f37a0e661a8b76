"""Forms on paper: the code that is printed on a form and leads back to it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.querysets import PaperFormQuerySet


class PaperForm(models.Model):
    """A printed form: its code stands for a survey that may not have been entered yet."""

    personal_fields = ("by",)

    code = models.CharField(_("รหัสแบบกระดาษ"), max_length=9, primary_key=True)
    round = models.ForeignKey(
        "surveys.Round", models.PROTECT, verbose_name=_("รอบสำรวจ"), related_name="+", db_index=False
    )
    district = models.ForeignKey(
        "districts.District", models.PROTECT, verbose_name=_("เขต"), related_name="+"
    )
    community = models.ForeignKey(
        "communities.Community",
        models.SET_NULL,
        verbose_name=_("ชุมชน"),
        null=True,
        blank=True,
        related_name="+",
    )
    household = models.ForeignKey(
        "communities.Household",
        models.SET_NULL,
        verbose_name=_("ครัวเรือน"),
        null=True,
        blank=True,
        related_name="paper_forms",
    )
    survey_id = models.UUIDField(_("รหัสแบบสำรวจที่จองไว้"), default=uuid.uuid4, unique=True)
    printed_at = models.DateTimeField(_("พิมพ์ล่าสุดเมื่อ"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ผู้พิมพ์"), related_name="+")

    objects = PaperFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("แบบกระดาษ")
        verbose_name_plural = _("แบบกระดาษ")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "household"],
                condition=models.Q(household__isnull=False),
                name="one_paper_form_per_household_and_round",
            )
        ]

    def __str__(self) -> str:
        return self.code
