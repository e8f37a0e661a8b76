"""The register of people."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from accounts.models import User
from accounts.resources import UserResource
from bkkhousing.lib.register_admin import RegisterFilesMixin
from bkkhousing.lib.seen_rows import SeenRowForm


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
