"""What operators read holds: every command, setting and file named there exists, and every one there is, is named."""

import configparser
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

from tests.architecture.tree import OURS, ROOT

DOCUMENTS = sorted((ROOT / "docs" / "operations").glob("*.md"))
DEPLOY = sorted((ROOT / "deploy").iterdir())
COMMAND = re.compile(r"manage\.py ([a-z_]+)((?: --?[a-z-]+)*)")
SETTING_READ = re.compile(r"""env(?:\.\w+)?\(\s*["']([A-Z_]+)["']""")
SETTING_SHOWN = re.compile(r"^(?:# )?([A-Z][A-Z_]+)=", re.MULTILINE)
SETTING_NAMED = re.compile(r"`([A-Z]+(?:_[A-Z]+)+)(?:=\w+)?`")
FILE_NAMED = re.compile(r"\b((?:deploy|docs|scripts|tests)/[\w@./-]*\w)")
MADE_BY_RUN = {"prepare"}
"""Commands that people do not call by themselves."""


def text_of(*paths: Path) -> str:
    return "\n".join(path.read_text() for path in paths)


def settings_read() -> set[str]:
    return set(SETTING_READ.findall((ROOT / "bkkhousing" / "settings.py").read_text()))


def settings_shown() -> set[str]:
    return set(SETTING_SHOWN.findall((ROOT / "deploy" / "environment.example").read_text()))


def commands_of_ours() -> set[str]:
    return {name for name, app in get_commands().items() if str(app).partition(".")[0] in OURS}


@pytest.mark.parametrize("path", [*DOCUMENTS, *DEPLOY, ROOT / "README.md"], ids=lambda path: path.name)
def test_every_command_named_exists_with_its_options(path):
    for name, options in COMMAND.findall(path.read_text()):
        assert name in get_commands(), name
        parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)
        known = {word for action in parser._actions for word in action.option_strings}
        assert set(options.split()) <= known, (name, options)


def test_every_command_there_is_is_told_of():
    told = {name for name, _options in COMMAND.findall(text_of(ROOT / "README.md", *DOCUMENTS, *DEPLOY))}
    listed = set(re.findall(r"`([a-z_]+)`", (ROOT / "README.md").read_text()))
    assert commands_of_ours() - told - listed - MADE_BY_RUN == set()


def test_every_setting_that_is_read_is_in_the_example_and_no_other():
    assert settings_shown() == settings_read()


def test_every_setting_the_documents_name_is_one():
    named = set(SETTING_NAMED.findall(text_of(*DOCUMENTS)))
    assert {name for name in named - settings_read() if not hasattr(settings, name)} == set()


def test_the_example_holds_no_key():
    lines = (ROOT / "deploy" / "environment.example").read_text().splitlines()
    for line in lines:
        name, _is, value = line.removeprefix("# ").partition("=")
        if name.endswith(("_KEY", "_KEYS", "_SECRET", "_TOKEN", "_KEYS_FORMER")):
            assert not value.partition(" ")[0], name


def test_every_file_named_exists():
    for name in FILE_NAMED.findall(text_of(*DOCUMENTS)):
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize("path", [path for path in DEPLOY if path.suffix in {".service", ".timer"}], ids=str)
def test_a_unit_says_what_it_runs_and_as_whom(path):
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(path)
    assert unit["Unit"]["Description"].startswith("bkkhousing")
    if path.suffix == ".timer":
        assert path.with_suffix(".service").exists() and unit["Install"]["WantedBy"] == "timers.target"
        return
    service = unit["Service"]
    assert (
        service["User"] == "bkkhousing" and service["UMask"] == "0077" and service["NoNewPrivileges"] == "yes"
    )
    assert service["ExecStart"].startswith("/opt/bkkhousing/.venv/bin/")


def test_units_that_are_started_together_exist():
    wanted = re.findall(r"(bkkhousing-\w+@)\d+\.service", (ROOT / "deploy" / "bkkhousing.target").read_text())
    assert len(wanted) == 4 and all((ROOT / "deploy" / f"{name}.service").exists() for name in wanted)


def test_addresses_are_logged_without_what_was_searched_for():
    """The query string never reaches a log."""
    nginx = (ROOT / "deploy" / "nginx.conf").read_text()
    assert "$request_uri" not in nginx and "$request " not in nginx and '"$request"' not in nginx
    assert nginx.count("access_log /var/log/nginx/bkkhousing.log bkkhousing;") == nginx.count("listen ") == 2


def test_the_service_has_no_right_to_change_tables():
    roles = (ROOT / "deploy" / "roles.sql").read_text()
    granted = re.findall(r"GRANT ([A-Z, ]+?)(?:\s+ON [A-Z ]+)?\s+(?:public )?TO ([a-z_, ]+);", roles)
    to_service = " ".join(rights for rights, whom in granted if "bkkhousing" in re.split(r",\s*", whom))
    for right in ("CREATE", "TRUNCATE", "TRIGGER", "ALL", "REFERENCES"):
        assert right not in to_service.split(", ")
    assert "SUPERUSER" not in roles and "PASSWORD" not in roles
