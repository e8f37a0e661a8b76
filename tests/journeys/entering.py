"""Filling the entry page as a person does, for the journeys that begin there."""

from playwright.sync_api import Page, expect

SAVED = "บันทึกแล้ว"


def open_form(page: Page, path: str = "/surveys/new/") -> Page:
    page.goto(path)
    expect(page.locator("#entry")).not_to_have_attribute("aria-busy", "true")
    return page


def choose(page: Page, name: str, value: str) -> None:
    """Press a choice that is drawn as a button."""
    page.locator(f"label.choice:has([name='{name}'][value='{value}'])").click()


def write(page: Page, name: str, text: str) -> None:
    """Type an answer and leave the field."""
    page.fill(f"[name='{name}']", text)
    page.locator(f"[name='{name}']").blur()


def see_saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_contain_text(SAVED, timeout=15_000)


def go_to(page: Page, section: str) -> None:
    """On a phone: press next until the section is there."""
    while not page.locator(f"#section-{section}").is_visible():
        page.locator("[data-step='1']").click()


def begin(page: Page, community) -> None:
    """The first section of an ordinary interview."""
    page.select_option("[name=community]", str(community.pk))
    for name, value in {
        "visit_result": "complete",
        "privacy_notice": "yes",
        "sensitive_consent": "yes",
    }.items():
        choose(page, name, value)
    see_saved(page)
