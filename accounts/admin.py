"""The register of people, and what an administrator does to how somebody else signs in."""

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from accounts import actions
from accounts.access import administrator
from accounts.choices import Role
from accounts.events import tell
from accounts.forms import ReasonForm
from accounts.models import Session, User
from accounts.resources import UserResource
from bkkhousing.lib.register_admin import RegisterFilesMixin
from bkkhousing.lib.seen_rows import SeenRowForm

RIGHTS = ("role", "district", "is_active", "is_staff", "is_superuser", "groups", "user_permissions")


class UserForm(SeenRowForm, UserChangeForm):
    """A person, unless somebody else has just changed them."""


@admin.register(User)
class UserAdmin(RegisterFilesMixin, DjangoUserAdmin):
    """People with their role and district; a file of them says nothing of passwords."""

    resource_classes = (UserResource,)
    form = UserForm
    list_display = ("username", "first_name", "last_name", "role", "district", "is_active")
    list_filter = ("role", "district", "is_active")
    list_select_related = ("district",)
    fieldsets = (*DjangoUserAdmin.fieldsets, (_("งานในระบบ"), {"fields": ("role", "district", "seen_as")}))
    add_fieldsets = (*DjangoUserAdmin.add_fieldsets, (_("งานในระบบ"), {"fields": ("role", "district")}))

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def has_import_permission(self, request) -> bool:
        """Roles and districts are an administrator's to give."""
        return request.user.role == Role.ADMIN and super().has_import_permission(request)

    def get_readonly_fields(self, request, obj=None) -> tuple:
        """Nobody gives themselves rights; another administrator does."""
        given = super().get_readonly_fields(request, obj)
        return (*given, *RIGHTS) if obj is not None and obj.pk == request.user.pk else given

    def save_model(self, request, obj, form, change) -> None:
        """Says in the trail which rights of whom were changed, and which somebody tried to give themselves."""
        super().save_model(request, obj, form, change)
        given = {"by": request.user, "about": obj, "request": request, "at": timezone.now()}
        if tried := sorted(set(RIGHTS) & set(form.data) if obj.pk == request.user.pk else ()):
            tell("refused", fields=",".join(tried), **given)
        tell("account_changed", fields=",".join(sorted(form.changed_data)), **given)

    @method_decorator(administrator)
    def user_change_password(self, request, id, form_url="") -> HttpResponse:
        """A new password from an administrator ends every session of the person; their second factor stays."""
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            person = get_object_or_404(self.get_queryset(request), pk=id)
            tell(
                "account_changed",
                at=timezone.now(),
                by=request.user,
                about=person,
                request=request,
                fields="password",
            )
            _sign_out(request, person)
        return response

    def get_urls(self) -> list:
        own = [
            path("<int:pk>/lost-factor/", self._door(lost_factor), name="accounts_user_lost_factor"),
            path("<int:pk>/end-sessions/", self._door(end_sessions), name="accounts_user_end_sessions"),
        ]
        return [*own, *super().get_urls()]

    def _door(self, view):
        """Inside the administration, and for administrators alone."""
        return administrator(self.admin_site.admin_view(view))


def _sign_out(request: HttpRequest, person: User) -> int:
    own = {} if person.pk != request.user.pk else {"pk": request.session.session_key}
    sessions = Session.objects.visible_to(person)
    kept = sessions.exclude(**own) if own else sessions
    return actions.end_sessions(kept, of=person, by=request.user, at=timezone.now(), request=request)


def lost_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the second factors of somebody who lost theirs; they add new ones after their next password."""
    title, happens = (
        _("ยกเลิกวิธียืนยันตัวตนเดิม"),
        _("ตรวจให้แน่ใจก่อนว่าเป็นเจ้าตัวจริง แอป พาสคีย์ และรหัสกู้คืนเดิมทั้งหมดจะใช้ไม่ได้"),
    )
    return _with_reason(request, pk, title, happens, _replace)


def end_sessions(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends every session of somebody, as when a device was stolen."""
    return _with_reason(request, pk, _("ให้ออกจากระบบทุกเครื่อง"), _("ทุกเครื่องที่บัญชีนี้เข้าอยู่จะออกจากระบบทันที"), _end)


def _with_reason(request: HttpRequest, pk: int, title: str, happens: str, deed) -> HttpResponse:
    """Asks why, does it, and goes back to the person; nobody does it to themselves here."""
    people = User.objects.visible_to(request.user).exclude(pk=request.user.pk)
    person, form = get_object_or_404(people, pk=pk), ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deed(request, person, form.cleaned_data["reason"])
        return redirect("admin:accounts_user_change", pk)
    facts = {
        **admin.site.each_context(request),
        "title": title,
        "happens": happens,
        "form": form,
        "person": person,
    }
    return render(request, "admin/accounts/user/reason.html", facts)


def _replace(request: HttpRequest, person: User, reason: str) -> None:
    actions.replace_lost_factors(
        of=person, by=request.user, at=timezone.now(), reason=reason, request=request
    )
    messages.success(request, _("ยกเลิกวิธียืนยันตัวตนเดิมแล้ว — เจ้าของบัญชีตั้งใหม่หลังใส่รหัสผ่านครั้งต่อไป"))


def _end(request: HttpRequest, person: User, reason: str) -> None:
    sessions = Session.objects.visible_to(person)
    count = actions.end_sessions(
        sessions, of=person, by=request.user, at=timezone.now(), request=request, reason=reason
    )
    messages.success(request, _("ออกจากระบบให้แล้ว %(n)s เครื่อง") % {"n": count})
