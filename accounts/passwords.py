"""Which passwords are refused: those that others have lost already, and those that anybody here would try first."""

from hashlib import sha1
from pathlib import Path

from django.conf import settings
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from districts.models import District

LONGEST = 128
DIGEST_LETTERS = 40
DIGITS_IN_ORDER = "1234567890" * 13
OF_THIS_PLACE = (
    "bkkhousing", "bangkok", "krungthep", "krungthepmahanakhon", "bma", "housing", "password", "survey", "thailand",
    "กรุงเทพ", "กรุงเทพมหานคร", "กทม", "สำรวจ", "ที่อยู่อาศัย", "รหัสผ่าน", "สำนักพัฒนาสังคม",
)  # fmt: skip


class NotShort(MinimumLengthValidator):
    """Django's, in words of ours."""

    def get_error_message(self) -> str:
        return _("รหัสผ่านสั้นเกินไป — ใช้อย่างน้อย %(min_length)d ตัวอักษร")

    def get_help_text(self) -> str:
        return _("อย่างน้อย %(n)d ตัวอักษร แนะนำ 15 ขึ้นไป — วลีหลายคำที่จำได้ใช้ได้ดี ไม่ต้องมีสัญลักษณ์") % {
            "n": self.min_length
        }


class NotCommon(CommonPasswordValidator):
    """Django's, in words of ours."""

    def get_error_message(self) -> str:
        return _("รหัสผ่านนี้มีคนใช้กันมากและถูกลองเป็นอันดับแรก — ตั้งรหัสผ่านอื่น")

    def get_help_text(self) -> str:
        return _("ไม่ใช่รหัสผ่านที่คนใช้กันมาก")


class NotLikeOneself(UserAttributeSimilarityValidator):
    """Django's, in words of ours."""

    def get_error_message(self) -> str:
        return _("รหัสผ่านคล้ายชื่อหรืออีเมลของคุณเกินไป — ตั้งรหัสผ่านอื่น")

    def get_help_text(self) -> str:
        return _("ไม่คล้ายชื่อหรืออีเมลของคุณ")


class LongestPassword:
    """Refuses what nobody remembers and what would only cost the machine time."""

    def validate(self, password: str, user=None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(_("รหัสผ่านยาวได้ไม่เกิน %(n)s ตัวอักษร"), code="too_long", params={"n": LONGEST})

    def get_help_text(self) -> str:
        return _("ไม่เกิน %(n)s ตัวอักษร") % {"n": LONGEST}


class NotOfThisPlace:
    """Refuses a password that is little more than a name of this place: bangkok2570!, ดินแดง123456."""

    letters_beside = 6

    def validate(self, password: str, user=None) -> None:
        letters = rest = "".join(one for one in password.casefold() if one.isalpha() or not one.isascii())
        for word in self._words():
            rest = rest.replace(word, "")
        if password in DIGITS_IN_ORDER or (rest != letters and len(rest) < self.letters_beside):
            raise ValidationError(
                _("รหัสผ่านเดาง่าย: มีแต่ชื่อสถานที่ ชื่อระบบ หรือตัวเลข — เพิ่มคำอื่นของคุณเอง"), code="of_this_place"
            )

    def _words(self) -> list[str]:
        """The longest first, so that a name within a longer one leaves no rest of it."""
        names = District.objects.values_list("name_th", "name_en")
        districts = {name.casefold().replace(" ", "") for pair in names for name in pair if name}
        return sorted(districts | set(OF_THIS_PLACE), key=len, reverse=True)

    def get_help_text(self) -> str:
        return _("ไม่ใช่แค่ชื่อเขต ชื่อระบบ หรือตัวเลขเรียงกัน")


class NotBreached:
    """Refuses passwords in a list of breached ones that lies on this machine; nothing is asked of the network."""

    def validate(self, password: str, user=None) -> None:
        wanted = sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
        if settings.BREACHED_PASSWORDS and holds(Path(settings.BREACHED_PASSWORDS), wanted):
            raise ValidationError(_("รหัสผ่านนี้เคยหลุดจากระบบอื่นและมีผู้นำไปลองแล้ว — ตั้งรหัสผ่านอื่น"), code="breached")

    def get_help_text(self) -> str:
        return _("ไม่เคยหลุดจากระบบอื่น")


def holds(file: Path, wanted: str) -> bool:
    """Whether a file of sorted lines that begin with a SHA-1 holds this one; reads some thirty lines of it."""
    low, high = 0, file.stat().st_size
    with file.open("rb") as lines:
        while low < high:
            middle = (low + high) // 2
            begin, found = _line_around(lines, middle)
            if found == wanted:
                return True
            if found < wanted:
                low = lines.tell()
            else:
                high = begin
    return False


def _line_around(lines, place: int) -> tuple[int, str]:
    """Where the line at a place of the file begins, and the digest on it; the file stands behind that line."""
    longest = DIGEST_LETTERS + 60
    begin = max(0, place - longest)
    lines.seek(begin)
    before = lines.read(place - begin)
    start = begin + before.rfind(b"\n") + 1
    lines.seek(start)
    return start, lines.readline()[:DIGEST_LETTERS].decode("ascii", "replace").upper()
