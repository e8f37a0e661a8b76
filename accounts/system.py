"""The account in whose name the system itself writes."""

from django.contrib.auth.hashers import make_password

from accounts.choices import Role
from accounts.models import User

IMPORTER = "import"


def import_account() -> User:
    """The account of imports run by an operator: nobody can sign in with it."""
    values = {
        "role": Role.DEPARTMENT,
        "first_name": "นำเข้าจากแฟ้ม",
        "password": make_password(None),
        "is_active": False,
    }
    return User.objects.get_or_create(username=IMPORTER, defaults=values)[0]
