"""Files out of installed packages, exactly those the pages use; and the bundle of our own scripts."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from bkkhousing.finders import FONTS, PackageFilesFinder, bundle_folder, font_folder, vega_folder
from bkkhousing.lib import static_names

ROOT = Path(__file__).resolve().parents[2]
FILES = ["fonts/Sarabun-Regular.woff2", "fonts/Sarabun-SemiBold.woff2", "bundles/shell.js", "vendor/vega.js"]


def test_the_finder_lists_exactly_the_files_in_use():
    listed = [f"{storage.prefix}/{name}" for name, storage in PackageFilesFinder().list([])]
    assert listed == FILES


def test_every_listed_file_can_be_read():
    for name, storage in PackageFilesFinder().list([]):
        assert storage.size(name) > 20_000


@pytest.mark.parametrize("path", FILES)
def test_a_file_in_use_is_found(path):
    assert os.path.isfile(finders.find(path))
    assert PackageFilesFinder().find(path, find_all=True) == [PackageFilesFinder().find(path)]


@pytest.mark.parametrize(
    "path",
    ["fonts/Sarabun-Bold.woff2", "fonts/../fonts/Sarabun-Regular.woff2", "vendor/", "metadata.json", ""],
)
def test_no_other_file_of_the_packages_is_found(path):
    assert PackageFilesFinder().find(path) == []


def letters(path: str | Path) -> set[int]:
    return set(TTFont(path)["cmap"].getBestCmap())


@pytest.mark.parametrize("name", FONTS)
def test_the_small_fonts_hold_every_letter_we_write_that_the_full_ones_have(name):
    full = Path(find_spec("fontpkg_sarabun").origin).parent / "files" / Path(name).with_suffix(".ttf")
    texts = (
        path.read_text()
        for folder in ("templates", "static/js", "locale")
        for path in (ROOT / folder).rglob("*.[hjp][tso]*")
    )
    written = {ord(sign) for text in texts for sign in text}
    small = letters(font_folder() / name)
    assert len(written) > 150
    assert (written & letters(full)) - small == set()


@pytest.mark.parametrize("name", FONTS)
def test_the_small_fonts_still_place_thai_marks(name):
    font = TTFont(font_folder() / name)
    rules = {
        one.FeatureTag for table in ("GSUB", "GPOS") for one in font[table].table.FeatureList.FeatureRecord
    }
    assert {"mark", "mkmk", "ccmp", "kern"} <= rules
    assert (font_folder() / name).stat().st_size < 30_000


def test_the_chart_bundle_is_a_module_that_exports_what_the_pages_import():
    text = (vega_folder() / "vega.js").read_text()
    assert text.rstrip().endswith("as embed,__default as vega,__default1 as vegaLite};")


def test_the_chart_bundle_is_written_once():
    first = (vega_folder() / "vega.js").stat().st_mtime_ns
    assert (vega_folder() / "vega.js").stat().st_mtime_ns == first


def test_the_bundle_is_written_anew_when_a_script_has_changed(monkeypatch, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    written = bundle_folder() / "shell.js"
    before, read = written.read_bytes(), static_names.source
    monkeypatch.setattr(
        static_names, "source", lambda name: read(name).replace(b"let timer = 0", b"let timer = 00")
    )
    bundle_folder()
    assert len(written.read_bytes()) > len(before)
