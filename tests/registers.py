"""Registers of the admin as tests bring and take them: tables in, lines out, and the pages around them."""

import tablib
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from bkkhousing.lib.register_results import problems_of
from tests import factories


def keeper(user: User) -> User:
    """The person with the keys of the whole administration."""
    User.objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)
    return User.objects.get(pk=user.pk)


def browser_of(user: User) -> Client:
    return factories.client_of(keeper(user))


def brought(resource, headers: tuple, *rows: tuple):
    """What happens to a register when a file brings these rows."""
    return resource.import_data(tablib.Dataset(*rows, headers=headers))


def wrongs(result) -> list[tuple[int, str, str]]:
    """Row, column and sentence of everything that keeps a row out."""
    return [(line.row, line.column, line.sentence) for line in problems_of(result)]


def rows_of(resource) -> list[dict]:
    return resource.export().dict


def sent(client: Client, register: str, content: bytes, name: str = "ทะเบียน.csv"):
    """The page that shows what a file would do."""
    told = {"resource": "0", "format": "0", "import_file": SimpleUploadedFile(name, content)}
    return client.post(reverse(f"admin:{register}_import"), told)


def confirmed(client: Client, register: str, page):
    told = page.context["confirm_form"].initial
    return client.post(reverse(f"admin:{register}_process_import"), told, follow=True)


def fetched(client: Client, register: str, **filters):
    """An export as CSV."""
    address = reverse(f"admin:{register}_export", query=filters or None)
    return client.post(address, {"resource": "0", "format": "1"})
