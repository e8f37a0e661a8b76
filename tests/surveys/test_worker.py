"""The service worker: what it keeps, when it is another version, and how a browser is told."""

import json
import re

import pytest
from django.contrib.staticfiles import finders

from bkkhousing.lib import static_names
from surveys import worker
from tests import factories

WORKER = "/sw.js"


@pytest.fixture
def script(client, db) -> str:
    return client.get(WORKER).content.decode()


def known(script: str) -> dict:
    return json.loads(re.match(r"const SHELL = (.*);\n", script)[1])


def test_every_file_that_is_kept_exists():
    assert [name for name in worker.files() if not finders.find(name)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", worker.KEPT_PAGES)
def test_everything_a_kept_page_loads_is_kept_with_it(path, officer, round_2570, script):
    text = factories.client_of(officer).get(path).content.decode()
    loaded = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', text))
    assert len(loaded) > 20
    assert loaded - set(known(script)["files"]) == set()


def test_scripts_reach_every_module_of_the_form_and_the_device(script):
    kept = set(known(script)["files"])
    for folder in ("entry", "device"):
        ours = {f"/static/js/{folder}/{path.name}" for path in (static_names.SCRIPTS / folder).glob("*.js")}
        assert ours - kept == set()


def test_the_worker_keeps_no_address_of_the_api_and_no_page_of_a_survey(script):
    addresses = [*known(script)["files"], *known(script)["pages"]]
    assert [
        one for one in addresses if one.startswith(("/api/", "/surveys/")) and one != "/surveys/new/"
    ] == []


def test_another_content_or_name_or_file_is_another_version():
    files = {"js/a.js": b"1", "css/b.css": b"2"}
    versions = {
        worker.version_of(files),
        worker.version_of({**files, "js/a.js": b"3"}),
        worker.version_of({"js/c.js": b"1", "css/b.css": b"2"}),
        worker.version_of({**files, "js/d.js": b""}),
        worker.version_of({"js/a.js": b"12", "css/b.css": b""}),
    }
    assert len(versions) == 5
    assert worker.version_of(dict(reversed(files.items()))) == worker.version_of(files)


def test_a_changed_file_changes_the_worker(script, client, db, monkeypatch):
    read = static_names.source
    monkeypatch.setattr(
        static_names, "source", lambda name: read(name) + (b" " if name.endswith("frame.js") else b"")
    )
    assert known(client.get(WORKER).content.decode())["version"] != known(script)["version"]


@pytest.mark.django_db
def test_a_page_says_which_version_of_the_worker_may_keep_it(officer, round_2570, script):
    assert factories.client_of(officer).get("/surveys/new/")["Shell-Version"] == known(script)["version"]


@pytest.mark.django_db
def test_a_page_that_is_not_a_shell_may_not_be_kept(officer, round_2570):
    client = factories.client_of(officer)
    assert [client.get(path).has_header("Shell-Version") for path in ("/", "/surveys/", "/communities/")] == [
        False
    ] * 3


def test_the_worker_is_a_script_asked_for_at_every_visit(client, db):
    reply = client.get(WORKER)
    assert reply["Content-Type"].startswith("text/javascript") and reply["Cache-Control"] == "no-cache"
    assert client.get(WORKER, headers={"If-None-Match": reply["ETag"]}).status_code == 304


def test_the_policy_allows_our_own_worker_and_manifest(client, db):
    policy = client.get("/accounts/login/")["Content-Security-Policy"]
    assert "worker-src 'self'" in policy and "manifest-src 'self'" in policy


def test_the_worker_answers_nothing_but_get(script):
    assert 'if (request.method !== "GET"' in script
    assert not re.search(r"indexedDB|\bput\(.*/api/v1/(surveys|households|people)", script)


def test_the_manifest_names_icons_that_exist_in_their_sizes(client, db):
    said = client.get("/manifest.webmanifest").json()
    for icon in said["icons"]:
        png = static_names.source(icon["src"].removeprefix("/static/"))
        sides = [int.from_bytes(png[at : at + 4], "big") for at in (16, 20)]
        assert "x".join(map(str, sides)) == icon["sizes"]
    assert {(icon["purpose"], icon["sizes"]) for icon in said["icons"]} >= {
        ("any", "192x192"),
        ("maskable", "512x512"),
    }
    assert (said["display"], said["start_url"]) == ("standalone", "/")


def test_the_manifest_speaks_the_language_of_the_page(client, db):
    client.post("/language/setlang/", {"language": "en"})
    assert client.get("/manifest.webmanifest").json()["lang"] == "en"
