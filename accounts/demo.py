"""Demo sign-ins: one officer and one head for every district, and one of each citywide role."""

import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts.choices import Role
from accounts.models import User
from districts.models import District

CITYWIDE = (("department", Role.DEPARTMENT), ("analyst", Role.ANALYST), ("admin", Role.ADMIN))
DEMO_SETTINGS = ("DEMO=on", "SECOND_FACTOR_REQUIRED=off")
FIRST_NAMES = ("สมศรี", "วิชัย", "มาลี", "ประเสริฐ", "กาญจนา", "ธนา", "อรุณี", "ปรีชา", "สุดา", "เกรียงไกร")
LAST_NAMES = ("ตัวอย่าง", "สาธิต", "ทดลอง", "จำลอง", "ต้นแบบ")


def password() -> str:
    """The password of all demo people on this machine; made once, never the same on two machines."""
    file = Path(settings.VAR_DIR) / "demo-password"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(f"demo-{secrets.token_hex(4)}\n", encoding="ascii")
    return file.read_text(encoding="ascii").strip()


def let_in_by_password() -> None:
    """Demo people sign in with a password alone, on this machine, from its next start on; it says so of itself."""
    file = Path(settings.VAR_DIR) / "env"
    written = file.read_text(encoding="utf-8") if file.exists() else ""
    lines = [line for line in DEMO_SETTINGS if f"{line.partition('=')[0]}=" not in written]
    if lines:
        file.touch(mode=0o600)
        file.write_text(written + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def load() -> int:
    """Make the demo people that are missing; returns how many were made."""
    known = set(User.objects.values_list("username", flat=True))
    encoded = make_password(password())
    people = [person for person in _people(encoded) if person.username not in known]
    return len(User.objects.bulk_create(people))


def _people(encoded: str):
    for number, district in enumerate(District.objects.order_by("code")):
        for role in (Role.OFFICER, Role.HEAD):
            yield _person(
                f"{role.value}.{district.code}", role, encoded, number * 2 + (role == Role.HEAD), district
            )
    for number, (username, role) in enumerate(CITYWIDE):
        yield _person(username, role, encoded, number + 101)


def _person(username: str, role: Role, encoded: str, number: int, district: District | None = None) -> User:
    is_admin = role == Role.ADMIN
    return User(
        username=username,
        password=encoded,
        role=role,
        district=district,
        first_name=FIRST_NAMES[number % len(FIRST_NAMES)],
        last_name=LAST_NAMES[number // len(FIRST_NAMES) % len(LAST_NAMES)],
        is_staff=is_admin,
        is_superuser=is_admin,
    )


def sign_ins() -> str:
    """What `make run` prints, when there are demo people."""
    if not User.objects.filter(username="officer.1026").exists():
        return ""
    return (
        "ผู้ใช้สาธิต: officer.1026 head.1026 (และ officer.<เขต> head.<เขต> ทุกเขต 1001–1050) department analyst admin\n"
        f"รหัสผ่าน: {password()}"
    )
