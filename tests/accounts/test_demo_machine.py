"""A demo machine says of itself that it is one, and lets its people in by their password alone."""

import environ
import pytest

from accounts import demo


@pytest.fixture
def machine(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / "env"


def test_a_demo_machine_writes_what_it_is_once(machine):
    machine.write_text("SECRET_KEY=abc\n")
    demo.let_in_by_password()
    demo.let_in_by_password()
    assert machine.read_text().splitlines() == ["SECRET_KEY=abc", "DEMO=on", "SECOND_FACTOR_REQUIRED=off"]


def test_what_an_operator_wrote_stays(machine):
    machine.write_text("SECOND_FACTOR_REQUIRED=on\n")
    demo.let_in_by_password()
    assert "SECOND_FACTOR_REQUIRED=off" not in machine.read_text()


def test_a_new_file_is_read_by_its_owner_alone(machine):
    demo.let_in_by_password()
    assert machine.stat().st_mode & 0o077 == 0


def test_what_is_written_is_what_settings_read(machine, monkeypatch):
    for name in ("DEMO", "SECOND_FACTOR_REQUIRED"):
        monkeypatch.delenv(name, raising=False)
    demo.let_in_by_password()
    env = environ.Env()
    env.read_env(str(machine), overwrite=True)
    assert env.bool("DEMO") and not env.bool("SECOND_FACTOR_REQUIRED")
    monkeypatch.delenv("DEMO")
    monkeypatch.setenv("SECOND_FACTOR_REQUIRED", "off")
