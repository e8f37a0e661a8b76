"""What `check --deploy` says of how people sign in."""

from django.conf import settings
from django.core.checks import Tags, Warning, register

NO_SECOND_FACTOR = Warning(
    "หัวหน้าฝ่ายขึ้นไปเข้าสู่ระบบได้ด้วยรหัสผ่านอย่างเดียว / a password alone lets heads and above in.",
    hint="เอา SECOND_FACTOR_REQUIRED=0 ออก เว้นแต่เป็นเครื่องสาธิต (DEMO=1) / remove it, except on a demo machine.",
    id="accounts.W001",
)
NO_LIST_OF_BREACHED = Warning(
    "ไม่พบไฟล์ที่ BREACHED_PASSWORDS ชี้ / the file that BREACHED_PASSWORDS names is not there.",
    id="accounts.W002",
)


@register(Tags.security, deploy=True)
def second_factor(app_configs=None, **given) -> list[Warning]:
    """Production never goes without a second factor by chance."""
    return [] if settings.SECOND_FACTOR_REQUIRED or settings.DEMO else [NO_SECOND_FACTOR]


@register(Tags.security, deploy=True)
def breached_passwords(app_configs=None, **given) -> list[Warning]:
    """A list that was named is there."""
    from pathlib import Path

    named = settings.BREACHED_PASSWORDS
    return [NO_LIST_OF_BREACHED] if named and not Path(named).is_file() else []
