"""A tablet as its owner uses it: signing in, keeping forms while there is no signal, sending them, looking at what waits."""

import json
import time
from collections.abc import Callable, Iterable
from contextlib import suppress

from playwright.sync_api import BrowserContext, Page, TimeoutError, expect

from accounts.models import User
from tests import factories
from tests.faults.cutting_proxy import CuttingProxy
from tests.faults.ledger import Form

OUTBOX = "/outbox/"
WRONG_CLOCK = """(() => {
    const Real = Date, off = %d;
    window.Date = class extends Real {
        constructor(...given) { given.length ? super(...given) : super(Real.now() + off); }
        static now() { return Real.now() + off; }
    };
})()"""
KEEP = """async (forms) => {
    const vault = await import("/static/js/device/vault.js");
    for (const form of forms) await vault.put(form);
    return (await vault.list()).length;
}"""
WAITING = """async () => (await (await import("/static/js/device/vault.js")).list())
    .map(({ id, state, refusal }) => [id, state, refusal])"""
EVERYTHING = """() => new Promise((resolve, reject) => {
    const asked = indexedDB.open("bkkhousing");
    asked.onerror = () => reject(asked.error);
    asked.onsuccess = async () => {
        const db = asked.result, found = {};
        const told = (value) => value instanceof ArrayBuffer ? [...new Uint8Array(value)].map((n) => String.fromCharCode(n)).join("")
            : ArrayBuffer.isView(value) ? told(value.slice().buffer)
            : value instanceof CryptoKey ? { key: value.algorithm.name, extractable: value.extractable }
            : Array.isArray(value) ? value.map(told)
            : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, told(one)]))
            : value;
        for (const name of db.objectStoreNames) {
            const rows = await new Promise((done) => {
                db.transaction(name).objectStore(name).getAll().onsuccess = ({ target }) => done(target.result);
            });
            found[name] = rows.map(told);
        }
        db.close();
        resolve(found);
    };
})"""
ELSEWHERE = """async () => {
    const kept = { local: { ...localStorage }, session: { ...sessionStorage }, caches: [] };
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) kept.caches.push(request.url, await (await cache.match(request)).text());
    }
    return kept;
}"""


class Device:
    """One browser with its storage; several tabs may be open on it."""

    def __init__(self, context: BrowserContext, proxy: CuttingProxy, *, clock_is_off_by: float = 0) -> None:
        self.context, self.proxy, self.faults = context, proxy, []
        if clock_is_off_by:
            context.add_init_script(WRONG_CLOCK % round(clock_is_off_by * 1000))
        self.page = self.tab()

    def tab(self, path: str = "") -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        if path:
            page.goto(path)
        return page

    def close_tab(self) -> None:
        """Close the tab in which the person works, whatever it does just now, and open another."""
        fresh = self.tab()
        self.page.close()
        self.page = fresh

    # --- who sits before it ---------------------------------------------------------------
    def sign_in(self, user: User) -> "Device":
        """As with name and password, without waiting for the page."""
        session = factories.client_of(user).cookies["sessionid"].value
        self.context.add_cookies([{"name": "sessionid", "value": session, "url": self.proxy.url}])
        return self.look()

    def sign_in_in_place(self, user: User) -> None:
        self.page.locator("#outbox-problem button").click()
        dialog = self.page.locator("#sign-in-dialog")
        dialog.locator("[name=username]").fill(user.username)
        dialog.locator("[name=password]").fill(factories.PASSWORD)
        dialog.locator("[type=submit]").click()
        expect(dialog).to_be_hidden()

    def sign_out(self) -> None:
        """By the menu, forms left behind or not."""
        self.page.goto("/surveys/")
        self.page.locator(".menu__button").click()
        self.page.locator("[data-sign-out] button").click()
        leave = self.page.locator("#sign-out-dialog [data-leave]")
        self.until(lambda: leave.is_visible() or "login" in self.page.url)
        if leave.is_visible():
            leave.click()
        self.page.wait_for_url("**/accounts/login/**")

    # --- what it keeps --------------------------------------------------------------------
    def look(self) -> "Device":
        """Open the page of what waits."""
        self.page.goto(OUTBOX)
        expect(self.page.locator("#outbox-list")).not_to_have_attribute("aria-busy", "true")
        return self

    def keep(self, forms: Iterable[Form]) -> int:
        """Put forms away as the entry page does while it is cut off."""
        kept = [
            {"id": form.id, "payload": form.payload, "wish": form.wish, "label": form.label, "base": None}
            for form in forms
        ]
        return self.page.evaluate(KEEP, kept)

    def waiting(self) -> dict[str, tuple[str, str]]:
        """State and refusal of every form that this person has here."""
        return {key: (state, refusal) for key, state, refusal in self.page.evaluate(WAITING)}

    def storage(self) -> str:
        """Everything that lies on the device, as somebody would read it who has the device in hand."""
        found = {"database": self.page.evaluate(EVERYTHING), **self.page.evaluate(ELSEWHERE)}
        return json.dumps(found, ensure_ascii=False)

    def keys_here(self) -> list[dict]:
        return self.page.evaluate(EVERYTHING)["keys"]

    # --- sending --------------------------------------------------------------------------
    def send(self) -> None:
        """Press "send all"; a page on which nothing waits has no such button."""
        button = self.page.locator("[data-send-all]")
        with suppress(TimeoutError):  # the last form may have gone just before the press
            button.click(timeout=1000) if button.is_visible() else None

    def send_until(self, is_done: Callable[[], bool], *, seconds: float = 120) -> None:
        """Press again and again, as a person does whose signal comes and goes."""
        self.until(is_done, seconds=seconds, between=self.send, pause=0.4)

    def until(
        self,
        is_done: Callable[[], bool],
        *,
        seconds: float = 30,
        between: Callable = lambda: None,
        pause: float = 0.05,
    ) -> None:
        deadline = time.monotonic() + seconds
        while not is_done():
            assert time.monotonic() < deadline, f"still waiting: {self.page.url}"
            between()
            self.page.wait_for_timeout(pause * 1000)

    def is_empty(self) -> bool:
        return not self.waiting()

    def has_only_refused(self) -> bool:
        return all(state == "refused" for state, _refusal in self.waiting().values())

    def reason_shown(self, form: Form) -> str:
        """What the page says about one form that was refused, in words; it draws its list anew after each answer."""
        row = self.page.locator(f"[data-form='{form.id}']:has(.outbox__why)")
        return row.inner_text()
