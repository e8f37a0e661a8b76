"""Codes of sections A (the visit) and B (the place)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Informant(models.TextChoices):
    """Who gave the answers."""

    HEAD = "head", _("หัวหน้าครัวเรือน")
    SPOUSE = "spouse", _("คู่สมรส")
    MEMBER = "member", _("สมาชิกครัวเรือน")
    LEADER = "leader", _("ผู้นำชุมชน")
    NEIGHBOUR = "neighbour", _("เพื่อนบ้าน")


class VisitResult(models.TextChoices):
    """What came of the visit."""

    COMPLETE = "complete", _("สำรวจครบ")
    PARTIAL = "partial", _("สำรวจได้บางส่วน")
    ABSENT = "absent", _("ไม่พบผู้อยู่อาศัย")
    REFUSED = "refused", _("ไม่ให้สำรวจ")
    VACANT = "vacant", _("บ้านว่าง")
    DEMOLISHED = "demolished", _("รื้อถอนแล้ว")
    NOT_RESIDENCE = "not_residence", _("ไม่ใช่ที่อยู่อาศัย")


INTERVIEWED_RESULTS = (VisitResult.COMPLETE, VisitResult.PARTIAL, "")


class Consent(models.TextChoices):
    """Explicit consent for health and disability answers."""

    YES = "yes", _("ยินยอม")
    NO = "no", _("ไม่ยินยอม")
    WITHDRAWN = "withdrawn", _("ถอนความยินยอม")


class Share(models.TextChoices):
    """Agencies a household agrees to share its answers with."""

    CODI = "codi", _("พอช.")
    NHA = "nha", _("การเคหะแห่งชาติ")
    MSDHS = "msdhs", _("กระทรวง พม.")


class Registration(models.TextChoices):
    """Kind of house registration."""

    PERMANENT = "permanent", _("ทะเบียนบ้านถาวร")
    TEMPORARY = "temporary", _("ทะเบียนบ้านชั่วคราว")
    NONE = "none", _("ไม่มีทะเบียนบ้าน")


class PointSource(models.TextChoices):
    """How the point was found."""

    GPS = "gps", _("จีพีเอส")
    MAP = "map", _("ปักบนแผนที่")


class Canal(models.TextChoices):
    """Where the house stands in relation to a canal."""

    NONE = "none", _("ไม่ติดคลอง")
    BESIDE = "beside", _("ริมคลอง")
    WITHIN = "within", _("ในเขตคลอง")
    OVER = "over", _("คร่อมหรือรุกล้ำคลอง")
