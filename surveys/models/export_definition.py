"""What somebody takes out again and again, kept under a name."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.choices.exporting import Sharing
from surveys.querysets import ExportDefinitionQuerySet


class ExportDefinition(models.Model):
    """The choices of an export under a name; whether to show personal data is asked each time and never kept."""

    personal_fields = ("owner", "name")

    name = models.CharField(_("ชื่อชุดตัวเลือก"), max_length=80)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("เจ้าของ"), related_name="export_definitions"
    )
    shared = models.CharField(_("ใครใช้ได้"), max_length=10, choices=Sharing.choices, default=Sharing.OWN)
    district = models.ForeignKey(
        "districts.District",
        models.CASCADE,
        verbose_name=_("เขต"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("เขตที่ใช้ร่วมกัน"),
    )
    choices = models.JSONField(_("ตัวเลือก"), default=dict)
    at = models.DateTimeField(_("บันทึกเมื่อ"))

    objects = ExportDefinitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("ชุดตัวเลือกการส่งออก")
        verbose_name_plural = _("ชุดตัวเลือกการส่งออก")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="one_export_definition_per_name"),
            models.CheckConstraint(
                name="export_definition_of_a_district_names_it",
                condition=models.Q(shared="district", district__isnull=False)
                | (~models.Q(shared="district") & models.Q(district__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.name
