"""The reference household of four typed into either form: into ours, and into the stock admin."""

import time
from collections.abc import Mapping
from datetime import date

from django.utils import timezone
from playwright.sync_api import Locator, expect

from benchmarks.hands import Hands
from bkkhousing.lib import thai
from surveys.questionnaire import questions

LEVELS = {"members": "member", "debts": "debt"}
SKIPPED = ("round",)
WITHIN = 2  # seconds after which our form has every change on the server
DAYS = ("_date", "_end", "_deadline")


class Typist:
    """Types a payload, question by question in the order of the form."""

    def __init__(self, hands: Hands) -> None:
        self.hands, self.page = hands, hands.page

    def answer_all(self, level: str, given: Mapping, prefix: str = "") -> None:
        for key in questions(level):
            value = given.get(key)
            if key not in SKIPPED and value not in (None, "", []):
                self.answer(f"{prefix}{key}", value)

    def answer(self, name: str, value: object) -> None:
        field = self.page.locator(f"[name='{name}']")
        kind = field.first.get_attribute("type")
        if kind in ("radio", "checkbox"):
            self.check(field, value if isinstance(value, list) else [value])
        elif field.first.evaluate("element => element.tagName") == "SELECT":
            self.choose(name, field, str(value))
        else:
            self.hands.fill(field, self.typed(name, str(value)))

    def check(self, boxes: Locator, codes: list) -> None:
        for code in codes:
            box = boxes.and_(self.page.locator(f"[value='{code}']"))
            if not box.is_checked():
                self.hands.click(self.page.locator("label").filter(has=box))

    def choose(self, name: str, field: Locator, value: str) -> None:
        self.hands.pick(field, value)

    def typed(self, name: str, value: str) -> str:
        return self.figures(self.day(value)) if name.endswith(DAYS) else value

    def day(self, text: str) -> date:
        return thai.parse_date(text)

    def figures(self, day: date) -> str:
        """A day in figures, the shortest that either form reads."""
        return f"{day.day}/{day.month}/{thai.be_year(day.year)}"


class OnOurForm(Typist):
    """The entry page: nothing is saved by hand, it is done when the last answer is stored."""

    def enter(self, payload: Mapping) -> None:
        self.answer_all("survey", payload["answers"])
        for rows, level in LEVELS.items():
            for position, row in enumerate(payload[rows]):
                self.add(rows, position)
                self.answer_all(level, row, f"{rows}-{position}-")
        expect(self.page.locator("#save-state")).to_contain_text("บันทึกแล้ว", timeout=60_000)

    def add(self, rows: str, position: int) -> None:
        roster = self.page.locator(f"[data-roster={rows}]")
        if roster.locator("> ol > .person").count() <= position:
            self.hands.click(roster.locator(f"[data-add={rows}]"))

    def choose(self, name: str, field: Locator, value: str) -> None:
        if name != "community":
            return self.hands.pick(field, value)
        label = field.locator(f"option[value='{value}']").inner_text().removeprefix("ชุมชน").strip()
        self.hands.reach(self.page.locator("#community-filter"))
        for sign in label:
            self.hands.write(sign)
            if self.found(field, value, label):
                break
        assert field.input_value() == value
        return None

    def found(self, field: Locator, value: str, label: str) -> bool:
        """Take the name as soon as it stands below what is typed."""
        names = [
            one.removeprefix("ชุมชน").strip() for one in self.page.locator(".found__one").all_inner_texts()
        ]
        if label not in names:
            return False
        if names[0] == label:
            self.hands.key("Enter")
        else:
            self.hands.click(self.page.locator(".found__one").nth(names.index(label)))
        return field.input_value() == value


class OnStockAdmin(Typist):
    """The admin: dates in the common era as its widgets want them, today by its shortcut, one press to save at the end."""

    def enter(self, payload: Mapping) -> None:
        self.answer_all("survey", payload["answers"])
        for rows, level in LEVELS.items():
            for position, row in enumerate(payload[rows]):
                self.add(rows, position)
                self.answer_all(level, row, f"{rows}-{position}-")
        self.hands.click(self.page.locator("[name=_save]"))
        expect(self.page.locator(".success")).to_be_visible(timeout=60_000)

    def add(self, rows: str, position: int) -> None:
        if not self.page.locator(f"#{rows}-{position}").count():
            self.hands.click(self.page.locator(f"#{rows}-group .add-row a"))

    def answer(self, name: str, value: object) -> None:
        if name.endswith("_date") and self.day(str(value)) == timezone.localdate():
            return self.hands.click(self.page.locator(f"[name='{name}'] + .datetimeshortcuts a").first)
        return super().answer(name, value)

    def typed(self, name: str, value: str) -> str:
        return str(thai.ce_year(int(value))) if name.endswith("_year") else super().typed(name, value)

    def figures(self, day: date) -> str:
        return f"{day.day}/{day.month}/{day.year}"


class OnStockAdminAsSafe(OnStockAdmin):
    """The admin with nothing older than two seconds unsaved: saved at the end of the field in which they went by.

    That spares it the savings inside a long field, which our form makes.
    """

    began = 0.0  # when the first thing was typed that is not saved

    def answer(self, name: str, value: object) -> None:
        self.began = self.began or time.monotonic()
        super().answer(name, value)
        if time.monotonic() - self.began >= WITHIN:
            self.save()

    def save(self) -> None:
        with self.page.expect_navigation():
            self.hands.click(self.page.locator("[name=_continue]"))
        expect(self.page.locator(".success")).to_be_visible(timeout=60_000)
        self.began = 0.0
