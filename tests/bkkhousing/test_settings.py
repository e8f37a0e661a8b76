"""What a production start says, read in a process of its own."""

import json
import os
import subprocess
import sys

from tests.architecture.tree import ROOT

KEY = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJ"


def manage(*command: str, **environment: str) -> subprocess.CompletedProcess:
    kept = {name: os.environ[name] for name in ("PATH", "VAR_DIR") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={**kept, "ENV_FILE": os.devnull, "HASHED_STATIC": "off", "DATA_KEYS": KEY, **environment},
        capture_output=True,
        text=True,
    )


NAMES = ("DEBUG", "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_NAME")


def settings_with(**environment: str) -> dict:
    code = f"import json; from django.conf import settings as s; print(json.dumps([getattr(s, n, False) for n in {NAMES}]))"
    shown = manage(
        "shell", "--no-imports", "-c", code, SECRET_KEY=KEY, BLIND_INDEX_KEY=KEY, **environment
    ).stdout
    return dict(zip(NAMES, json.loads(shown), strict=True))


def test_a_start_without_a_key_is_refused_with_a_thai_sentence():
    refused = manage("check")
    assert refused.returncode != 0
    assert "SECRET_KEY ไม่ได้ตั้งค่า" in refused.stderr


def test_a_key_of_the_index_too_short_is_refused_too():
    refused = manage("check", SECRET_KEY=KEY, BLIND_INDEX_KEY="short")
    assert refused.returncode != 0
    assert "BLIND_INDEX_KEY ไม่ได้ตั้งค่า" in refused.stderr


def test_a_start_with_a_weak_key_that_seals_is_refused():
    for keys in ("short", f"{KEY},changeme"):
        refused = manage("check", SECRET_KEY=KEY, BLIND_INDEX_KEY=KEY, DATA_KEYS=keys)
        assert refused.returncode != 0
        assert "DATA_KEYS ไม่ได้ตั้งค่า" in refused.stderr


def test_the_index_has_a_key_of_its_own_even_when_none_is_set():
    code = "from django.conf import settings as s; print(s.BLIND_INDEX_KEY != s.SECRET_KEY, len(s.BLIND_INDEX_KEY))"
    shown = manage("shell", "--no-imports", "-c", code, SECRET_KEY=KEY)
    assert shown.stdout.split() == ["True", "64"]


def test_production_settings_pass_the_deployment_check():
    checked = manage(
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        SECRET_KEY=KEY + KEY,
        BLIND_INDEX_KEY=KEY,
        BEHIND_TLS="on",
    )
    assert checked.returncode == 0, checked.stderr


def test_debugging_is_off_and_cookies_plain_on_one_machine():
    assert settings_with() == dict(zip(NAMES, (False, False, False, "sessionid"), strict=True))


def test_cookies_are_secure_behind_tls():
    secure = dict(zip(NAMES, (False, True, True, "__Host-sessionid"), strict=True))
    assert settings_with(BEHIND_TLS="on") == secure


def mail_settings(**environment: str) -> list:
    names = ("SENDS_MAIL", "EMAIL_BACKEND", "EMAIL_HOST", "EMAIL_USE_TLS", "EMAIL_TIMEOUT", "SITE_ADDRESS")
    code = f"import json; from django.conf import settings as s; print(json.dumps([getattr(s, n) for n in {names}]))"
    shown = manage("shell", "--no-imports", "-c", code, SECRET_KEY=KEY, BLIND_INDEX_KEY=KEY, **environment)
    return json.loads(shown.stdout)


def test_a_fresh_machine_sends_no_mail_and_says_so():
    sends, backend, *_rest, address = mail_settings(EMAIL_URL="", PORT="8123")
    assert not sends and backend.endswith("dummy.EmailBackend") and address == "http://127.0.0.1:8123"


def test_one_address_of_the_environment_sets_the_mail_server():
    found = mail_settings(EMAIL_URL="smtp+tls://me:pass@mail.example:587", SITE_ADDRESS="https://a.go.th/")
    assert found[0] and found[1].endswith("smtp.EmailBackend")
    assert found[2:] == ["mail.example", True, 10, "https://a.go.th"]
