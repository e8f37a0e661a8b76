"""What people type to sign in, and to change how they do."""

from datetime import datetime

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import entering, proving
from accounts.guarding import Resting
from accounts.models import ApiToken, User

RESTING = {
    "account": _(
        "ใส่รหัสผิดหลายครั้ง จึงพักการเข้าสู่ระบบของบัญชีนี้จากเครื่องที่ไม่คุ้นเคยถึง %(until)s น. — "
        "รอแล้วลองใหม่ หรือใช้เครื่องที่เคยเข้า ถ้าจำรหัสผ่านไม่ได้ให้ติดต่อผู้ดูแลระบบ"
    ),
    "address": _(
        "มีการลองเข้าหลายบัญชีจากเครือข่ายนี้หรือด้วยรหัสเดียวกัน จึงพักเครื่องที่ไม่คุ้นเคยถึง %(until)s น. — "
        "ใช้เครื่องที่เคยเข้าสู่ระบบ หรือรอแล้วลองใหม่"
    ),
}
RIGHTS = (
    "role",
    "district",
    "is_staff",
    "is_superuser",
    "is_active",
    "groups",
    "user_permissions",
    "username",
    "email",
)


def resting_problem(resting: Resting) -> ValidationError:
    """Says until when, and what to do meanwhile."""
    until = timezone.localtime(resting.until)
    return ValidationError(RESTING[resting.why], code="resting", params={"until": f"{until:%H:%M}"})


class SignInForm(AuthenticationForm):
    """Name and password, looked at only while neither the account nor the address is resting."""

    def clean(self) -> dict:
        username, password = (self.cleaned_data.get(name) for name in ("username", "password"))
        if not username or not password:
            return self.cleaned_data
        try:
            self.user_cache = entering.checked(self.request, username, password, at=timezone.now())
        except Resting as resting:
            raise resting_problem(resting) from resting
        if self.user_cache is None:
            raise self.get_invalid_login_error()
        return self.cleaned_data


class CodeForm(forms.Form):
    """The six digits of the app, or a recovery code."""

    code = forms.CharField(
        label=_("รหัสยืนยัน"),
        max_length=20,
        help_text=_("รหัส 6 หลักจากแอป หรือรหัสกู้คืนหนึ่งรหัส"),
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, *given, request, user: User, at: datetime, **named) -> None:
        super().__init__(*given, **named)
        self.request, self.user, self.at, self.shown = request, user, at, ""

    def clean_code(self) -> str:
        try:
            self.shown = proving.factor_shown(self.request, self.user, self.cleaned_data["code"], at=self.at)
        except Resting as resting:
            raise resting_problem(resting) from resting
        if not self.shown:
            raise ValidationError(_("รหัสไม่ถูกต้อง หมดอายุ หรือใช้ไปแล้ว — รอรหัสถัดไปแล้วลองใหม่"), code="wrong")
        return self.cleaned_data["code"]


class AgainForm(forms.Form):
    """The password of somebody who has been signed in for a while."""

    password = forms.CharField(
        label=_("รหัสผ่าน"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, *given, request, **named) -> None:
        super().__init__(*given, **named)
        self.request = request

    def clean_password(self) -> str:
        check_again(self.request, self.cleaned_data["password"])
        return self.cleaned_data["password"]


def check_again(request, password: str) -> None:
    """Raises ValidationError unless it is the password of the person who is signed in."""
    try:
        is_right = proving.password_again(request, request.user, password, at=timezone.now())
    except Resting as resting:
        raise resting_problem(resting) from resting
    if not is_right:
        raise ValidationError(_("รหัสผ่านปัจจุบันไม่ถูกต้อง — ตรวจแป้นภาษาแล้วลองอีกครั้ง"), code="wrong")


class NewPasswordForm(PasswordChangeForm):
    """One's own password; the present one is asked for, and guarded like signing in."""

    def __init__(self, *given, request, **named) -> None:
        super().__init__(request.user, *given, **named)
        self.request = request
        self.fields["old_password"].label = _("รหัสผ่านปัจจุบัน")
        self.fields["new_password2"].label = _("รหัสผ่านใหม่อีกครั้ง")
        self.fields["new_password2"].help_text = ""
        self.error_messages["password_mismatch"] = _("รหัสผ่านใหม่สองช่องไม่ตรงกัน")

    def clean_old_password(self) -> str:
        check_again(self.request, self.cleaned_data["old_password"])
        return self.cleaned_data["old_password"]


class NewAppForm(forms.Form):
    """The first code of an app, which proves that it holds the secret."""

    code = forms.CharField(
        label=_("รหัส 6 หลักที่แอปแสดง"),
        max_length=10,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class TokenForm(forms.ModelForm):
    """What a new token is for."""

    class Meta:
        model = ApiToken
        fields = ("name",)
        labels = {"name": _("ใช้กับโปรแกรมหรือระบบอะไร")}


class OwnNameForm(forms.ModelForm):
    """What people may say of themselves: their name and nothing of their rights."""

    class Meta:
        model = User
        fields = ("first_name", "last_name")

    def __init__(self, *given, **named) -> None:
        super().__init__(*given, **named)
        for field in self.fields.values():
            field.required = True

    def rights_sent(self) -> list[str]:
        """Rights that somebody tried to give themselves; they are ignored, and told of."""
        return sorted(set(RIGHTS) & set(self.data))


class ReasonForm(forms.Form):
    """Why an administrator changes how somebody else signs in."""

    reason = forms.CharField(
        label=_("เหตุผล"), max_length=300, help_text=_("เช่น ทำโทรศัพท์หาย แจ้งด้วยตนเองเมื่อวันที่ …")
    )
