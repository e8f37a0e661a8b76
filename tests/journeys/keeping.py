"""What waits on a device, put there and looked at from outside, for the journeys without signal."""

import uuid

from playwright.sync_api import Page, expect

PUT = """async ([id, payload, wish, label]) => {
    const vault = await import("/static/js/device/vault.js");
    await vault.open();
    await vault.put({ id, payload, wish, label });
}"""
ROWS = """async () => {
    const { run, done } = await import("/static/js/device/database.js");
    return run(["items", "keys"], "readonly", async (items, keys) => {
        const found = await done(items.getAll());
        const words = found.map(({ sealed }) => new TextDecoder().decode(sealed.bytes)).join();
        const plain = JSON.stringify(found, (name, value) => (value instanceof ArrayBuffer ? undefined : value));
        return { states: found.map((row) => row.state), keys: await done(keys.getAllKeys()), text: plain + words };
    });
}"""
UNKEPT = "Object.defineProperty(window, 'isSecureContext', { value: false })"


def wait_here(page: Page, payload: dict, *, wish: str = "submit", key: str = "", label: str = "บ้าน") -> str:
    """Put a form on the device as if it had been filled in there without signal."""
    key = key or str(uuid.uuid4())
    page.evaluate(PUT, [key, {"revision": 0, **payload}, wish, label])
    return key


def rows_of(page: Page) -> dict:
    """States of what is stored on the device, whose keys lie there, and every letter that can be read."""
    return page.evaluate(ROWS)


def see_kept(page: Page, *states: str) -> None:
    """Wait until the device keeps forms in these states and no others."""
    for _patience in range(60):
        if (kept := rows_of(page)["states"]) == list(states):
            return
        page.wait_for_timeout(250)
    raise AssertionError(f"the device keeps {kept}")


def see_nothing_waits(page: Page) -> None:
    """Wait until the device has let go of every form."""
    see_kept(page)


def open_outbox(page: Page) -> Page:
    page.goto("/outbox/")
    expect(page.locator("#outbox-list")).not_to_have_attribute("aria-busy", "true")
    return page


def sign_in_here(page: Page, username: str, password: str) -> None:
    """Answer the dialog that asks to sign in again."""
    page.fill("#again-username", username)
    page.fill("#again-password", password)
    page.locator("#sign-in-dialog button[type=submit]").click()
