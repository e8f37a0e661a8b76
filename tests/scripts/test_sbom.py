"""The bill of materials names everything that runs in production, and the versions keep their floors."""

import json
from importlib import metadata

import pytest
from packaging.version import Version

from scripts import sbom
from tests.architecture.tree import ROOT

# The first version in which a known weakness was mended.
FLOORS = {
    "django": "5.2.17",
    "openpyxl": "3.1.0",
    "defusedxml": "0.7.1",
    "django-import-export": "4.1.1",
    "pillow": "12.0",
}


@pytest.fixture(scope="module")
def bill() -> dict:
    return sbom.bill()


def wanted() -> list:
    return sbom.required((ROOT / "requirements.txt").read_text().splitlines())


def test_every_requirement_is_in_the_bill_in_the_version_that_is_installed(bill):
    """T17: ASVS 15.1.2"""
    named = {sbom.named(one["name"]): one["version"] for one in bill["components"]}
    assert {sbom.named(one.name) for one in wanted()} <= set(named)
    assert [one.name for one in wanted() if named[sbom.named(one.name)] not in one.specifier] == []


def test_whatever_a_component_needs_is_a_component_too(bill):
    references = {one["bom-ref"] for one in bill["components"]}
    needed = {ref for one in bill["dependencies"] for ref in one["dependsOn"]}
    assert needed <= references and len(references) == len(bill["components"])
    assert {"pkg:pypi/sqlparse@" + metadata.version("sqlparse")} <= references  # Django's own need


def test_the_bill_is_what_the_standard_calls_one(bill):
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert bill["serialNumber"].startswith("urn:uuid:")
    assert all(one["purl"].startswith("pkg:pypi/") and one["version"] for one in bill["components"])
    assert json.loads(json.dumps(bill)) == bill


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_no_package_falls_below_the_version_that_mended_it(name, floor):
    """F14, F21"""
    asked = next(one for one in wanted() if sbom.named(one.name) == name)
    assert Version(metadata.version(name)) >= Version(floor)
    assert (
        min(Version(one.version) for one in asked.specifier if one.operator in (">=", "~=")).major
        == Version(floor).major
    )


def test_the_framework_is_asked_for_in_a_version_without_known_weaknesses():
    asked = next(one for one in wanted() if one.name == "django")
    assert Version("5.2.17") not in asked.specifier or Version(FLOORS["django"]) <= Version("5.2.17")
    assert Version("5.2.16") not in asked.specifier and Version("6.0") not in asked.specifier


def test_a_comment_is_no_requirement():
    assert [one.name for one in sbom.required(["-r x.txt", "# no", "django>=5.2 # why", ""])] == ["django"]
