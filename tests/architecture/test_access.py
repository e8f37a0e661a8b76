"""Every address says who may enter it, and turns a stranger away."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.urls import URLPattern, get_resolver

from accounts import access
from tests.architecture.tree import OURS

# What others' packages serve, and who may enter: the beginning of the address, then the people.
OF_OTHERS = {
    "admin/": "staff",
    "language/": "anyone",
    "api/v1/schema/": "signed_in",
    "api/v1/docs/": "signed_in",
    "api/v1/": "signed_in",  # the list of the API's own addresses
}
EXAMPLES = {"uuid": "7b0e5c1e-3d0f-4c47-9b59-0d2e6b6c0a11", "int": "1", "str": "1026"}
TURNED_AWAY = {401, 403, 404, 405}
SIGN_IN = {"admin/login/", "admin/logout/", "admin/jsi18n/"}


@dataclass(frozen=True)
class Address:
    """One address: how it is written and the view behind it."""

    route: str
    view: object
    example: str

    @property
    def view_class(self) -> type | None:
        return getattr(self.view, "cls", None) or getattr(self.view, "view_class", None)

    @property
    def is_ours(self) -> bool:
        return (self.view_class or self.view).__module__.partition(".")[0] in OURS


def addresses(patterns=None, route: str = "", example: str = "") -> Iterator[Address]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here, filled = route + str(pattern.pattern), example + example_of(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Address(here, pattern.callback, filled)
        else:
            yield from addresses(pattern.url_patterns, here, filled)


def example_of(pattern) -> str:
    """An address the pattern matches; a regular expression stands for none."""
    written = getattr(pattern, "_route", None)
    if written is None:
        return "\0"
    for name, converter in pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower()
        written = written.replace(f"<{name}>", EXAMPLES["str"])
        written = written.replace(f"<{kind}:{name}>", EXAMPLES.get(kind, EXAMPLES["str"]))
    return written


def declared(view) -> list[str]:
    """Who may enter a view, or nothing when it does not say so in our words."""
    if rules := permissions_of(view):
        return [rule.__name__ for rule in rules if rule.__module__ == access.__name__]
    return [view.access] if hasattr(access, getattr(view, "access", "")) else []


def people(address: Address) -> list[str]:
    """Who may enter an address; views of other packages stand in the list above, unless we wrapped them."""
    listed = next((who for start, who in OF_OTHERS.items() if address.route.startswith(start)), None)
    return declared(address.view) or ([listed] if listed and not address.is_ours else [])


def permissions_of(view) -> list[type]:
    """The permission classes of an API view; an action may bring its own."""
    own = getattr(view, "initkwargs", {}).get("permission_classes")
    return own or getattr(getattr(view, "cls", None), "permission_classes", [])


def test_every_address_says_who_may_enter():
    assert [one.route for one in addresses() if not people(one)] == []


def closed_addresses() -> set[str]:
    """Examples of the addresses that are not for anyone, but the admin's own way in and out."""
    return {
        f"/{one.example}"
        for one in addresses()
        if people(one) != ["anyone"] and "\0" not in one.example and one.route not in SIGN_IN
    }


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_turned_away_from_every_closed_address(client, method):
    client.raise_request_exception = False
    answers = {path: getattr(client, method)(path) for path in closed_addresses()}
    assert {path: reply.status_code for path, reply in answers.items() if not turned_away(reply)} == {}


def turned_away(reply) -> bool:
    """Refused, or sent to sign in: a redirect elsewhere would be an answer."""
    to_sign_in = reply.status_code == 302 and "login" in reply["Location"]
    return to_sign_in or reply.status_code in TURNED_AWAY


def test_a_view_that_does_not_say_is_seen():
    assert declared(lambda request: None) == []


def test_a_view_that_says_a_rule_nobody_knows_is_seen():
    assert declared(SimpleNamespace(access="everyone_i_like")) == []


def test_a_permission_class_of_others_is_seen():
    stranger = type("IsAuthenticated", (), {"__module__": "rest_framework.permissions"})
    assert declared(SimpleNamespace(cls=SimpleNamespace(permission_classes=[stranger]))) == []


def test_an_action_with_its_own_permissions_is_judged_by_them():
    stranger = type("AllowAny", (), {"__module__": "rest_framework.permissions"})
    view = SimpleNamespace(
        cls=SimpleNamespace(permission_classes=[access.SignedIn]),
        initkwargs={"permission_classes": [stranger]},
    )
    assert declared(view) == []
