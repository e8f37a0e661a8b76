"""Writes the bill of materials: every package that runs in production, with version, licence and what it needs.

python scripts/sbom.py [FILE]      # CycloneDX 1.6 as JSON; var/sbom.json unless a file is named
"""

import json
import re
import sys
import uuid
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
ITSELF = "bkkhousing"


def named(text: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", text).lower()


def required(lines: list[str]) -> list[Requirement]:
    """The requirements of a file; its comments and references to other files are none."""
    bare = [line.partition("#")[0].strip() for line in lines]
    return [Requirement(line) for line in bare if line and not line.startswith("-")]


def needs(one: Requirement) -> list[Requirement]:
    """What an installed package needs on this machine, with the extras that were asked for."""
    extras = one.extras or {""}
    wanted = [Requirement(text) for text in metadata.requires(one.name) or []]
    return [
        need
        for need in wanted
        if not need.marker or any(need.marker.evaluate({"extra": extra}) for extra in extras)
    ]


def closure(roots: list[Requirement]) -> dict[str, set[str]]:
    """Every package that is reached from the roots, with the names of those it needs."""
    reached: dict[str, set[str]] = {}
    waiting, seen = list(roots), set()
    while waiting:
        one = waiting.pop()
        key = (named(one.name), frozenset(one.extras))
        if key in seen:
            continue
        seen.add(key)
        below = needs(one)
        reached.setdefault(named(one.name), set()).update(named(need.name) for need in below)
        waiting += below
    return reached


def component(name: str) -> dict:
    facts = metadata.metadata(name)
    version = metadata.version(name)
    licence = facts.get("License-Expression") or (facts.get("License") or "").strip().partition("\n")[0]
    found = {
        "type": "library",
        "bom-ref": reference(name),
        "name": facts["Name"],
        "version": version,
        "purl": reference(name),
    }
    if summary := facts.get("Summary"):
        found["description"] = summary
    return {**found, "licenses": [{"license": {"name": licence}}]} if licence else found


def reference(name: str) -> str:
    return f"pkg:pypi/{named(name)}@{metadata.version(name)}"


def bill(requirements: Path = ROOT / "requirements.txt") -> dict:
    """The whole bill, as it stands on this machine now."""
    roots = required(requirements.read_text(encoding="utf-8").splitlines())
    reached = closure(roots)
    itself = {"ref": ITSELF, "dependsOn": sorted(reference(root.name) for root in roots)}
    others = [
        {"ref": reference(name), "dependsOn": sorted(map(reference, below))}
        for name, below in sorted(reached.items())
    ]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid4()}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.now(UTC).isoformat(timespec="seconds"),
            "component": {"type": "application", "bom-ref": ITSELF, "name": ITSELF},
        },
        "components": [component(name) for name in sorted(reached)],
        "dependencies": [itself, *others],
    }


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var/sbom.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(bill(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(target)
