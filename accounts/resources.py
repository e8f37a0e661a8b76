"""People in and out of the admin as a file: who they are, their role and their district, never a password."""

from functools import cached_property

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from accounts.choices import Role
from accounts.models import User
from bkkhousing.lib import thai
from bkkhousing.lib.register_rows import MASK, MaskedField, RegisterResource, register_field
from districts.models import District

RIGHTS = ("role", "district_id", "is_active")


def mask_email(text: str) -> str:
    """The first letter and the place behind the sign."""
    name, sign, place = text.partition("@")
    return f"{name[:1]}{MASK}{sign}{place}"


class UserResource(RegisterResource):
    """The register of people, known by the name they sign in with."""

    makes_keys = False
    first_name = MaskedField("first_name", thai.mask_name)
    last_name = MaskedField("last_name", thai.mask_name)
    email = MaskedField("email", mask_email)
    district = register_field("district", District)

    class Meta(RegisterResource.Meta):
        model = User
        import_id_fields = ("username",)
        fields = ("username", "first_name", "last_name", "email", "role", "district", "is_active")
        export_order = fields

    def __init__(self, *, user=None, **kwargs) -> None:
        super().__init__(user=user or User(), **kwargs)
        self._rights: dict[str, tuple] = {}
        self._asked: dict[tuple, str] = {}

    def get_queryset(self):
        return User.objects.visible_to(self.user).select_related("district").order_by("username")

    def before_import(self, dataset, **kwargs) -> None:
        """Rights are an administrator's to give."""
        if self.user.role != Role.ADMIN:
            raise PermissionDenied(_("เฉพาะผู้ดูแลระบบนำเข้าผู้ใช้ได้"))
        super().before_import(dataset, **kwargs)

    def after_init_instance(self, instance, new, row, **kwargs) -> None:
        """Somebody new signs in once they were given a password; nobody has one from a file."""
        self._rights[instance.username] = tuple(getattr(instance, name) for name in RIGHTS)
        if new:
            instance.set_unusable_password()

    def before_save_instance(self, instance, row, **kwargs) -> None:
        self._refuse_own_rights(instance)
        super().before_save_instance(instance, row, **kwargs)
        if wrong := self._breaks_a_rule(instance):
            raise ValidationError(wrong)
        if instance._state.adding and instance.username.casefold() in self._names:
            raise ValidationError(_("มีผู้ใช้ชื่อนี้แล้ว ต่างกันที่ตัวพิมพ์ใหญ่เล็ก — ตรวจชื่อผู้ใช้"))

    def _refuse_own_rights(self, instance: User) -> None:
        if instance.pk != self.user.pk or instance._state.adding:
            return
        if tuple(getattr(instance, name) for name in RIGHTS) != self._rights[instance.username]:
            raise ValidationError(_("เปลี่ยนบทบาท เขต หรือสถานะของตนเองไม่ได้ — ให้ผู้ดูแลระบบคนอื่นทำ"))

    def _breaks_a_rule(self, instance: User) -> str:
        """What the model's own constraint says of such a role with or without a district; asked once for each."""
        kind = (instance.role, instance.district_id is None)
        if kind not in self._asked:
            self._asked[kind] = _sentence_of(instance)
        return self._asked[kind]

    @cached_property
    def _names(self) -> set[str]:
        return {
            name.casefold() for name in User.objects.visible_to(self.user).values_list("username", flat=True)
        }


def _sentence_of(instance: User) -> str:
    for constraint in User._meta.constraints:
        try:
            constraint.validate(User, instance)
        except ValidationError as error:
            return " ".join(error.messages)
    return ""
