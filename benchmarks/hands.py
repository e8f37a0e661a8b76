"""Two hands at a desk: every press of a key and of the mouse is really made in the browser, and counted.

They work as a practised person does: one press brings them to a field (Tab to the next one, the mouse to any
other), codes in a list are found by typing the beginning of their label or by the arrows, whichever is shorter.
Nothing is ever set by script.  Their pace is that of a person, because a form that saves itself does so by the clock.
"""

from dataclasses import dataclass
from functools import cached_property

from playwright.sync_api import CDPSession, Locator, Page

LABELS = "select => [...select.options].map((option) => [option.value, option.label.trim()])"
IS_FOCUSED = "element => element === document.activeElement"
COMES_NEXT = """element => {
    const stops = [...document.querySelectorAll("input, select, textarea, button, a[href], summary, [tabindex]")]
        .filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility());
    return stops[stops.indexOf(document.activeElement) + 1] === element;
}"""


@dataclass
class Hands:
    """A person's hands on one page."""

    page: Page
    pace: float = 0
    keys: int = 0
    clicks: int = 0

    @property
    def presses(self) -> int:
        return self.keys + self.clicks

    def key(self, name: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(name)
            self.keys += 1
            self._rest()

    def write(self, text: str) -> None:
        for sign in text:
            self._strike(sign) if ord(sign) > 127 else self.page.keyboard.press(sign)
            self.keys += 1
            self._rest()

    def _strike(self, sign: str) -> None:
        """A key of the Thai keyboard, which lists hear as well as fields."""
        for kind in ("keyDown", "keyUp"):
            given = {"type": kind, "key": sign, **({"text": sign} if kind == "keyDown" else {})}
            self.wire.send("Input.dispatchKeyEvent", given)

    @cached_property
    def wire(self) -> CDPSession:
        return self.page.context.new_cdp_session(self.page)

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1
        self._rest()

    def _rest(self) -> None:
        if self.pace:
            self.page.wait_for_timeout(self.pace * 1000)

    def reach(self, field: Locator) -> None:
        """Bring the cursor to a field, by one press at most."""
        if field.evaluate(IS_FOCUSED):
            return
        if field.evaluate(COMES_NEXT):
            self.key("Tab")
        else:
            self.click(field)

    def fill(self, field: Locator, text: str) -> None:
        """Type into a field, over what stands in it."""
        if field.input_value() == text:
            return
        self.reach(field)
        if field.input_value():
            self.key("Control+a")
        self.write(text)

    def pick(self, field: Locator, value: str) -> None:
        """Choose in a list from the keyboard."""
        options = field.evaluate(LABELS)
        place = next(n for n, (code, _label) in enumerate(options) if code == value)
        if field.input_value() == value:
            return
        if not field.evaluate(IS_FOCUSED):
            field.focus()  # by Tab or by the mouse, which would open a list that no script can press into: one press
            self.clicks += 1
        self._go_to(field, options, place)

    def _go_to(self, field: Locator, options: list[list[str]], place: int) -> None:
        beginning = _shortest(options, place)
        if abs(place - _current(field, options)) > len(beginning):
            self.write(beginning)
        away = place - _current(field, options)
        self.key("ArrowDown" if away > 0 else "ArrowUp", abs(away))
        if away := place - _current(field, options):
            raise AssertionError(f"{away} away from {options[place]} in the list")


def _current(field: Locator, options: list[list[str]]) -> int:
    chosen = field.input_value()
    return next(n for n, (code, _label) in enumerate(options) if code == chosen)


def _shortest(options: list[list[str]], place: int) -> str:
    """The beginning of a label that no other label shares, or that the first of its sharers has."""
    label = options[place][1].casefold()
    for length in range(1, len(label) + 1):
        if next(n for n, one in enumerate(options) if one[1].casefold().startswith(label[:length])) == place:
            return label[:length]
    return label
