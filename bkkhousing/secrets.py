"""The keys that sign sessions, seal values and blind the index of people: real ones in production, any while developing."""

from hmac import digest

from django.core.exceptions import ImproperlyConfigured

KNOWN_KEYS = {
    "secret",
    "changeme",
    "change-me",
    "insecure",
    "development-only",
    "password",
    "example",
    "your-key",
}
SHORTEST_KEY, FEWEST_LETTERS = 32, 10
REFUSAL = (
    "{name} ไม่ได้ตั้งค่า สั้นเกินไป หรือเป็นค่าตัวอย่าง: ตั้งค่าสุ่มอย่างน้อย 32 ตัวอักษรในตัวแปร {name} "
    "หรือใน var/env (คำสั่ง make run สร้างให้เอง) / {name} is missing, short or a well-known default: "
    "set a random value of at least 32 characters in the environment or in var/env (`make run` writes one)."
)

PUBLIC = (
    "DEBUG เปิดอยู่พร้อมชื่อเครื่องที่ผู้อื่นเข้าถึงได้ ({host}): ปิด DEBUG หรือใช้เฉพาะบนเครื่องนี้ / DEBUG is on together with a "
    "public host ({host}): turn DEBUG off, or serve this machine alone."
)
OF_THIS_MACHINE = {"localhost", "[::1]", "testserver"}


def refuse_public_debugging(hosts: list[str], *, debug: bool) -> None:
    """Pages of errors tell everything while debugging: refuse to show them to anybody but this machine."""
    for host in hosts if debug else ():
        is_ours = host in OF_THIS_MACHINE or host.startswith("127.") or host.endswith(".localhost")
        if not is_ours:
            raise ImproperlyConfigured(PUBLIC.format(host=host))


def accepted_key(key: str, *, debug: bool, name: str = "SECRET_KEY") -> str:
    """Return the key, or refuse to start with one that anybody could guess."""
    if debug:
        return key or "development-only-key"
    if len(key) < SHORTEST_KEY or is_guessable(key):
        raise ImproperlyConfigured(REFUSAL.format(name=name))
    return key


def accepted_keys(given: list[str], *, secret: str, debug: bool) -> tuple[str, ...]:
    """The keys that seal ids and phones, the newest first; the last is made of the key that signs sessions.

    It seals where no other is given, and opens what was sealed before there was one; who gives none loses what is
    sealed by changing `secret`.
    """
    keys = [key for key in (one.strip() for one in given) if key]
    own = (accepted_key(key, debug=debug, name="DATA_KEYS") for key in keys)
    return (*own, derived_key(secret, "data"))


def accepted_if_set(key: str, *, debug: bool, name: str) -> str:
    """Blank where nothing was set; a key that was set is as good as any other."""
    return accepted_key(key, debug=debug, name=name) if key else ""


def accepted_former(keys: list[str], *, name: str) -> list[str]:
    """Keys of before: what they opened was sealed with a key that was accepted once, so a mistyped one is refused."""
    return [accepted_key(key, debug=False, name=name) for key in keys]


def is_guessable(key: str) -> bool:
    """A word of the documents, an example, or so few different letters that nobody drew them by lot."""
    lowered = key.lower()
    return len(set(key)) < FEWEST_LETTERS or any(word in lowered for word in KNOWN_KEYS)


def derived_key(key: str, purpose: str) -> str:
    """A key for one purpose, made of another key; nobody learns the one from the other."""
    return digest(key.encode(), purpose.encode(), "sha256").hex()
