"""The person who signs in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.choices import CITY_ROLES, DISTRICT_ROLES, GUARDED_ROLES, Role
from accounts.querysets import UserManager


class User(AbstractUser):
    """A person with one role; officers and heads belong to exactly one district."""

    personal_fields = ("username", "first_name", "last_name", "email", "last_login", "date_joined")

    role = models.CharField(_("บทบาท"), max_length=12, choices=Role.choices, default=Role.PARTNER)
    district = models.ForeignKey(
        "districts.District",
        models.PROTECT,
        verbose_name=_("เขต"),
        null=True,
        blank=True,
        related_name="staff",
        help_text=_("ต้องระบุสำหรับเจ้าหน้าที่และหัวหน้าฝ่าย บทบาทอื่นเว้นว่าง"),
    )

    objects = UserManager()

    class Meta:
        verbose_name = _("ผู้ใช้งาน")
        verbose_name_plural = _("ผู้ใช้งาน")
        constraints = [
            models.CheckConstraint(
                name="user_district_follows_role",
                condition=models.Q(role__in=DISTRICT_ROLES, district__isnull=False)
                | (~models.Q(role__in=DISTRICT_ROLES) & models.Q(district__isnull=True)),
                violation_error_message=_("เจ้าหน้าที่และหัวหน้าฝ่ายต้องมีเขต บทบาทอื่นต้องไม่มีเขต"),
            )
        ]

    @property
    def reads_whole_city(self) -> bool:
        return self.role in CITY_ROLES

    @property
    def enters_surveys(self) -> bool:
        return self.role in DISTRICT_ROLES

    @property
    def reviews(self) -> bool:
        return self.role == Role.HEAD

    @property
    def accepts_districts(self) -> bool:
        """The Department accepts a district's part of a round, or sends it back."""
        return self.role in (Role.DEPARTMENT, Role.ADMIN)

    @property
    def exports(self) -> bool:
        return self.reads_whole_city or self.role == Role.HEAD

    @property
    def imports(self) -> bool:
        """Officers and heads bring files into their own district, the Department into any."""
        return self.enters_surveys or self.accepts_districts

    @property
    def sees_personal_data(self) -> bool:
        """Officers and heads see the people of their own district; others see masked values."""
        return self.enters_surveys or self.role == Role.ADMIN

    @property
    def place(self) -> str:
        """Where the person works, as shown beside their name."""
        return self.district.name if self.district_id else _("กรุงเทพมหานคร")

    @property
    def is_guarded(self) -> bool:
        """A password alone does not let these in where a second factor is required."""
        return self.role in GUARDED_ROLES

    @property
    def display_name(self) -> str:
        return self.get_full_name() or self.username
