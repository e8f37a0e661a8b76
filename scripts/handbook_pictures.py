"""Takes the handbook's pictures: a database of its own with demo data, a server on a free port, a browser.

Nothing of this machine's own `var/` is read, and nobody's real household can get into a picture.
"""

import io
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "static" / "img" / "handbook"
LARGEST = 58 * 1024
HOUSEHOLDS, DISTRICT = 3_000, "1026"
PHONE = {
    "viewport": {"width": 390, "height": 760},
    "device_scale_factor": 1.5,
    "is_mobile": True,
    "has_touch": True,
}
DESK = {"viewport": {"width": 1180, "height": 760}}
TALL = {"viewport": {"width": 1180, "height": 940}}
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)
SECONDS_TO_START = 60


@dataclass(frozen=True)
class Shot:
    """One picture: whose page, at which width, its address, and what is done there first."""

    slug: str
    who: str
    device: dict
    path: str
    arrange: Callable = lambda page: None


def wait(page) -> None:
    page.wait_for_timeout(1500)


def begin_form(page) -> None:
    page.wait_for_selector("#entry:not([aria-busy=true])")
    for name in ("visit_result=complete", "privacy_notice=yes", "sensitive_consent=yes"):
        field, value = name.split("=")
        page.locator(f"label.choice:has([name='{field}'][value='{value}'])").click()
    wait(page)
    page.evaluate("scrollTo(0, 0)")


def wait_without_signal(page) -> None:
    """Fill a form in while the connection is gone, then look at what waits."""
    page.wait_for_selector("#entry:not([aria-busy=true])")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.wait_for_function("caches.has('places')")
    page.context.set_offline(True)
    begin_form(page)
    page.goto("/outbox/")
    wait(page)


def bring_in(page) -> None:
    """Send a register whose rows are not all sound, up to its trial."""
    page.set_input_files("#file", {"name": "ทะเบียนบ้าน.csv", "mimeType": "text/csv", "buffer": register()})
    press(page, "ส่งไฟล์", then="#what")
    press(page, "ถัดไป", then="#columns")
    press(page, "ทดลองนำเข้า", then="#trial")


def press(page, name: str, *, then: str) -> None:
    """A button, and the step after it; the worker has the file in between."""
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_selector(then)
    wait(page)


def register() -> bytes:
    """Houses of the district; one without a number, one whose code is too short."""
    from communities.models import Community

    names = Community.objects.filter(district=DISTRICT).values_list("name", flat=True)[:4]
    lines = [
        f"{name},{number}/{row},{DISTRICT}0{number}{row:02d}00,"
        for number, name in enumerate(names, start=11)
        for row in range(1, 7)
    ]
    lines[4:4] = [f"{names[0]},,,", f"{names[0]},11/9,10260011,"]
    return "\n".join(["ชุมชน,บ้านเลขที่,รหัสประจำบ้าน,หัวหน้าครัวเรือน", *lines]).encode()


SHOTS = (
    Shot("entering", f"officer.{DISTRICT}", PHONE, "/surveys/new/?community={community}", begin_form),
    Shot("offline", f"officer.{DISTRICT}", PHONE, "/surveys/new/?community={community}", wait_without_signal),
    Shot("returned", f"officer.{DISTRICT}", PHONE, "/"),
    Shot("reviewing", f"head.{DISTRICT}", DESK, "/review/{submitted}/"),
    Shot("plans", f"head.{DISTRICT}", TALL, f"/plans/{{round}}/{DISTRICT}/"),
    Shot("duplicates", f"head.{DISTRICT}", DESK, "/duplicates/{pair}/"),
    Shot("paper", f"officer.{DISTRICT}", PHONE, "/surveys/paper/?community={community}"),
    Shot("importing", f"officer.{DISTRICT}", TALL, "/imports/", bring_in),
    Shot("export", "department", TALL, "/exports/?round={round}"),
    Shot("overview", "department", {"viewport": {"width": 1180, "height": 1080}}, "/dashboard/"),
    Shot("rounds", "admin", DESK, "/admin/surveys/round/"),
    Shot("privacy", "department", PHONE, "/surveys/{approved}/"),
)


def surroundings(folder: Path) -> None:
    """Settings of this run, before Django reads them."""
    os.environ.update(
        VAR_DIR=str(folder),
        ENV_FILE=os.devnull,
        DATABASE_URL=f"sqlite:///{folder / 'demo.sqlite3'}",
        SECRET_KEY=secrets.token_urlsafe(50),
        DEBUG="1",
        HASHED_STATIC="off",
        SECOND_FACTOR_REQUIRED="off",
        DJANGO_SETTINGS_MODULE="bkkhousing.settings",
        DJANGO_ALLOW_ASYNC_UNSAFE="true",
    )
    sys.path.insert(0, str(ROOT))


def demo_city() -> dict[str, object]:
    """Demo households, some of one officer's given back with a comment; the keys that the addresses name."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_reference", stdout=io.StringIO())
    call_command("seed_demo", surveys=HOUSEHOLDS, stdout=io.StringIO())
    call_command("seed_plans", stdout=io.StringIO())
    return {**give_back(), **enter_again()}


def give_back() -> dict[str, object]:
    from django.utils import timezone

    from accounts.models import User
    from surveys import actions
    from surveys.models import Survey

    officer, head = (User.objects.get(username=f"{role}.{DISTRICT}") for role in ("officer", "head"))
    here = Survey.objects.filter(district=DISTRICT)
    here.update(created_by=officer)
    waiting = sorted(here.awaiting_review(), key=lambda survey: survey.soft_problems)
    for survey, text in zip(waiting, ("รวมค่าน้ำค่าไฟหรือไม่ ดูสัญญาเช่า", "ตรวจกับใบเสร็จเดือนล่าสุด"), strict=False):
        actions.send_back(survey=survey, by=head, at=timezone.now(), comments=[("rent_house", text)])
    approved = here.approved().first()
    return {
        "submitted": waiting[-1].pk,
        "approved": approved.pk,
        "community": approved.community_id,
        "round": approved.round_id,
    }


def enter_again() -> dict[str, object]:
    """One household of the officer's entered a second time, and found by the comparison of the night."""
    from django.core.management import call_command
    from django.utils import timezone

    from accounts.models import User
    from surveys import actions
    from surveys.entry import entry_of
    from surveys.models import Member, Pair, Survey

    officer = User.objects.get(username=f"officer.{DISTRICT}")
    with_ids = Member.objects.exclude(citizen_id="").values("survey")
    survey = Survey.objects.filter(district=DISTRICT, pk__in=with_ids).approved().first()
    stored = entry_of(survey, survey.members.all(), survey.debts.all())
    given = {**stored.content(), "revision": 0}
    actions.save(survey_id=uuid.uuid4(), given=given, by=officer, at=timezone.now())
    call_command("find_duplicates", stdout=io.StringIO())
    return {"pair": Pair.objects.get().pk}


@contextmanager
def server() -> Iterator[str]:
    """The product on a free port of this machine and its worker, until the pictures are taken."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = [started("runserver", "--noreload", f"127.0.0.1:{port}"), started("work")]
    try:
        answers(f"http://127.0.0.1:{port}/healthz/")
        yield f"http://127.0.0.1:{port}"
    finally:
        for process in running:
            process.terminate()
            process.wait()


def started(*command: str) -> subprocess.Popen:
    program = [sys.executable, "manage.py", *command]
    return subprocess.Popen(program, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def answers(address: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def take(browser, address: str, shot: Shot, keys: dict[str, object], password: str) -> bytes:
    context = browser.new_context(base_url=address, locale="th-TH", reduced_motion="reduce", **shot.device)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.fill("[name=username]", shot.who)
    page.fill("[name=password]", password)
    with page.expect_navigation(url=lambda found: "login" not in found):
        page.press("[name=password]", "Enter")
    page.goto(shot.path.format(**keys))
    page.wait_for_load_state()
    wait(page)
    shot.arrange(page)
    picture = page.screenshot()
    context.close()
    return picture


def write(slug: str, picture: bytes) -> None:
    """As WebP, with as much of the quality as the size allows."""
    from PIL import Image

    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for quality in range(90, 20, -5):
        packed = io.BytesIO()
        image.save(packed, "WEBP", quality=quality, method=6)
        if packed.tell() <= LARGEST:
            break
    (TARGET / f"{slug}.webp").write_bytes(packed.getvalue())
    print(f"{slug}.webp {packed.tell() / 1024:.0f} KB")


def main(wanted: list[str]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="bkkhousing-pictures-"))
    try:
        surroundings(folder)
        keys = demo_city()
        take_all([shot for shot in SHOTS if not wanted or shot.slug in wanted], keys)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def take_all(shots: list[Shot], keys: dict[str, object]) -> None:
    from playwright.sync_api import sync_playwright

    from accounts import demo

    program = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    TARGET.mkdir(parents=True, exist_ok=True)
    with server() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        for shot in shots:
            write(shot.slug, take(browser, address, shot, keys, demo.password()))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
