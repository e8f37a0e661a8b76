"""A person who brings files in through the pages; the workers' part is done at once."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile

from surveys.models import FileImport
from tests import factories
from tests.jobs.running import run_waiting
from tests.surveys.kobo import text_of

PAGE = "/imports/"


class Sender:
    """One person at the pages of imports."""

    def __init__(self, user) -> None:
        self.user, self.client = user, factories.client_of(user)

    def send(self, content: bytes, name: str = "สำรวจ.csv"):
        """The answer to an upload."""
        return self.client.post(PAGE, {"file": SimpleUploadedFile(name, content)})

    def sent(self, content: bytes, name: str = "สำรวจ.csv") -> FileImport:
        """The import of an upload that was taken and looked at."""
        reply = self.send(content, name)
        assert reply.status_code == 302, text_of_page(reply)
        run_waiting()
        return FileImport.objects.get(pk=reply.url.split("/")[-2])

    def kobo(self, *rows: dict, name: str = "สำรวจ.csv") -> FileImport:
        return self.sent(text_of(*rows).encode(), name)

    def see(self, file_import: FileImport, query: str = "") -> str:
        reply = self.client.get(file_import.get_absolute_url() + query)
        assert reply.status_code == 200
        return text_of_page(reply)

    def do(self, file_import: FileImport, what: str, **given):
        """The answer to a press on a button of the page; waiting jobs are done."""
        reply = self.client.post(f"{file_import.get_absolute_url()}{what}/", given)
        run_waiting()
        file_import.refresh_from_db()
        return reply

    def form(self, file_import: FileImport, query: str, form: str) -> dict[str, object]:
        """What the form of a page holds before anybody touched it."""
        page = self.client.get(file_import.get_absolute_url() + query).content.decode()
        return fields_of(page.partition(f'id="{form}"')[2].partition("</form>")[0])

    def tried(self, *rows: dict, **said) -> FileImport:
        """A Kobo file, taken for what it is, its columns as proposed."""
        file_import = self.kobo(*rows)
        self.do(file_import, "file", kind="surveys", round="2568")
        self.do(file_import, "columns", **{**self.form(file_import, "?step=columns", "columns-form"), **said})
        return file_import

    def agree(self, file_import: FileImport):
        """Yes to what is asked, and write."""
        seen = file_import.tried_at.isoformat()
        if file_import.state == "asking":
            self.do(file_import, "confirm", seen=seen, sure=[one["code"] for one in file_import.questions])
        return self.do(file_import, "write", seen=seen)


def text_of_page(reply) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


def fields_of(html: str) -> dict[str, object]:
    """The values of a form that has not been touched: what is chosen, ticked or written in it."""
    found = {}
    for name, inside in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', html, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inside)
        found[name] = chosen[1] if chosen else re.search(r'<option value="([^"]*)"', inside)[1]
    for tag in re.findall(r"<input[^>]*>", html):
        kind, name, value = (attribute(tag, one) for one in ("type", "name", "value"))
        if kind not in ("radio", "checkbox") or " checked" in tag:
            found[name] = value or ("on" if kind == "checkbox" else "")
    return found


def attribute(tag: str, name: str) -> str:
    told = re.search(rf' {name}="([^"]*)"', tag)
    return told[1] if told else ""
