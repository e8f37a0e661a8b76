"""The reference household of four typed into either form: into ours, and into the stock admin."""

from collections.abc import Mapping

from playwright.sync_api import Locator, expect

from benchmarks.hands import Hands
from bkkhousing.lib import thai
from surveys.questionnaire import questions

LEVELS = {"members": "member", "debts": "debt"}
SKIPPED = ("round",)


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
        return value


class OnOurForm(Typist):
    """The entry page: nothing is saved by hand, the form is handed in at the end."""

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
        label = field.locator(f"option[value='{value}']").inner_text()
        self.hands.reach(self.page.locator("#community-filter"))
        self.hands.write(label[:4])
        expect(self.page.locator(".found__one").first).to_be_visible()
        self.hands.key("Enter")
        if field.input_value() != value:
            field.select_option(value)
        return None


class OnStockAdmin(Typist):
    """The admin: dates in the common era as its widgets want them, one press to save at the end."""

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

    def typed(self, name: str, value: str) -> str:
        if name.endswith(("_date", "_end", "_deadline")):
            return thai.parse_date(value).strftime("%d/%m/%Y")
        if name.endswith("_year"):
            return str(thai.ce_year(int(value)))
        return value
