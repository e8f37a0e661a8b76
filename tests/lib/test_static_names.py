"""Static files are found where the sources name them, and import maps lead to their hashed names."""

import pytest

from bkkhousing.lib import static_names


@pytest.fixture
def files(monkeypatch):
    """Three scripts in a circle and a style sheet; hashed names are the plain ones with a mark."""
    texts = {
        "js/a.js": 'import { b } from "./deep/b.js";\nimport "./c.js";',
        "js/deep/b.js": 'const c = () => import("../c.js");\nexport { d } from "./d.js";',
        "js/c.js": 'import {\n  a,\n} from "./a.js";\nimport x from "elsewhere";',
        "js/deep/d.js": "const from = 1;",
        "css/a.css": '@font-face { src: url("../fonts/f.woff2") }\n.b { background: url(data:image/png;base64,x) }',
        "fonts/f.woff2": "\ufffd",
    }
    monkeypatch.setattr(static_names, "source", lambda name: texts[name].encode())
    monkeypatch.setattr(static_names, "static", lambda name: f"/static/{name.replace('.js', '.1a2b.js')}")
    monkeypatch.setattr(
        static_names, "beginnings", lambda is_shell: ["js/a.js"] if is_shell else ["js/deep/d.js"]
    )
    caches = (static_names.import_map, static_names.map_source)
    for kept in caches:
        kept.cache_clear()
    yield texts
    for kept in caches:
        kept.cache_clear()


def test_scripts_are_followed_through_every_kind_of_import_and_round_in_circles(files):
    assert static_names.reached(["js/a.js"]) == {"js/a.js", "js/deep/b.js", "js/c.js", "js/deep/d.js"}


def test_a_style_sheet_leads_to_its_fonts_but_not_to_what_it_carries_itself(files):
    assert static_names.reached(["css/a.css"]) == {"css/a.css", "fonts/f.woff2"}


def test_the_import_map_leads_from_plain_to_hashed_addresses(files):
    assert static_names.import_map(True).startswith('{"imports":{"/static/js/a.js":"/static/js/a.1a2b.js",')
    assert (
        static_names.import_map(False) == '{"imports":{"/static/js/deep/d.js":"/static/js/deep/d.1a2b.js"}}'
    )


def test_the_policy_admits_exactly_the_text_of_the_map(files, monkeypatch):
    monkeypatch.setattr(static_names, "import_map", lambda is_shell: "hello")
    assert static_names.map_source(True) == "'sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ='"


def test_without_hashes_there_is_no_map_and_nothing_to_admit(files, monkeypatch):
    monkeypatch.setattr(static_names, "static", lambda name: f"/static/{name}")
    assert (static_names.import_map(True), static_names.map_source(True)) == ("", "")


def test_a_template_names_its_files_itself():
    assert {"css/tokens.css", "js/frame.js"} <= static_names.named_in_templates("base.html")
