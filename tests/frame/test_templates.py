"""Templates keep to the security policy, and name only files and icons that exist."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from dashboards.frame import PLACES

TEMPLATES = Path(settings.BASE_DIR) / "templates"
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "a script in the page": re.compile(r"<script\b(?![^>]*\ssrc=)", re.I),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.I),
    "a javascript address": re.compile(r"javascript:", re.I),
}
STATIC = re.compile(r"{% static '([^']+)' %}|{% get_static_prefix %}([\w./-]+)")
COMMENT = re.compile(r"{#.*?#}")
ICON = re.compile(r'icon\.html" with name="(\w+)"')


def sources() -> list[tuple[str, str]]:
    paths = sorted(TEMPLATES.rglob("*.html"))
    return [(str(path.relative_to(TEMPLATES)), path.read_text(encoding="utf-8")) for path in paths]


def inline_pieces(source: str) -> list[str]:
    return [what for what, pattern in INLINE.items() if pattern.search(COMMENT.sub("", source))]


def test_no_template_holds_an_inline_style_or_script():
    assert {name: found for name, source in sources() if (found := inline_pieces(source))} == {}


@pytest.mark.parametrize(
    "source",
    ['<p style="color: red">', "<style>p {}</style>", "<script>go()</script>", '<a onclick="go()">'],
)
def test_an_inline_style_or_script_is_seen(source):
    assert inline_pieces(source)


def test_every_static_file_that_a_template_names_exists():
    named = {one or other for _, source in sources() for one, other in STATIC.findall(source)}
    assert [path for path in sorted(named) if not finders.find(path)] == []


def test_every_icon_that_a_template_or_the_navigation_names_is_drawn():
    drawn = set(re.findall(r'<symbol id="(\w+)"', Path(finders.find("img/icons.svg")).read_text()))
    named = {icon for _, source in sources() for icon in ICON.findall(source)}
    assert named | {place.icon for places in PLACES.values() for place in places} <= drawn


def test_every_component_opens_with_its_inputs():
    components = [source for name, source in sources() if re.match(r"components/\w+\.html", name)]
    assert [source[:60] for source in components if "{#" not in source[:200]] == []
