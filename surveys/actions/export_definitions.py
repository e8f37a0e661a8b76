"""Keeping the choices of an export under a name, and letting go of them."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from surveys.choices.exporting import Sharing
from surveys.models import ExportDefinition
from surveys.refusals import Refused

MOST_OF_ONE_OWNER = 100


class NameTaken(Refused):
    """Another of the owner's definitions is called so."""

    code, status = "name_taken", 409
    sentence = _("คุณมีชุดตัวเลือกชื่อนี้แล้ว — ตั้งชื่ออื่น")


class TooManyDefinitions(Refused):
    """One person keeps so many and no more."""

    code, status = "too_many_definitions", 409
    sentence = _("เก็บชุดตัวเลือกได้ไม่เกิน 100 ชุด — ลบชุดที่ไม่ใช้ก่อน")


@transaction.atomic
def keep_definition(*, name: str, shared: str, choices: dict, by, at: datetime) -> ExportDefinition:
    """Keep the choices; one of the same name is replaced."""
    own = ExportDefinition.objects.owned_by(by)
    if not own.filter(name=name).exists() and own.count() >= MOST_OF_ONE_OWNER:
        raise TooManyDefinitions
    district = by.district if shared == Sharing.DISTRICT else None
    values = {"shared": shared, "district": district, "choices": choices, "at": at}
    return ExportDefinition.objects.update_or_create(owner=by, name=name, defaults=values)[0]


def rename_definition(definition: ExportDefinition, *, name: str, by, at: datetime) -> None:
    """Call it something else; raises NameTaken."""
    definition.name, definition.at = name, at
    try:
        with transaction.atomic():
            definition.save(update_fields=["name", "at"])
    except IntegrityError:
        raise NameTaken from None


def delete_definition(definition: ExportDefinition, *, by, at: datetime) -> None:
    definition.delete()
