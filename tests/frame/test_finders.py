"""Files out of installed packages: exactly those the pages use."""

import os

import pytest
from django.contrib.staticfiles import finders

from bkkhousing.finders import PackageFilesFinder, vega_folder

FILES = ["fonts/Sarabun-Regular.woff2", "fonts/Sarabun-SemiBold.woff2", "vendor/vega.js"]


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
    "path", ["fonts/Sarabun-Bold.woff2", "fonts/../fonts/Sarabun-Regular.woff2", "vendor/", "metadata.json", ""]
)
def test_no_other_file_of_the_packages_is_found(path):
    assert PackageFilesFinder().find(path) == []


def test_the_chart_bundle_is_a_module_that_exports_what_the_pages_import():
    text = (vega_folder() / "vega.js").read_text()
    assert text.rstrip().endswith("as embed,__default as vega,__default1 as vegaLite};")


def test_the_chart_bundle_is_written_once():
    first = (vega_folder() / "vega.js").stat().st_mtime_ns
    assert (vega_folder() / "vega.js").stat().st_mtime_ns == first
