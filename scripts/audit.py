"""Looks for known weaknesses: in our code with bandit, in the installed packages by asking the registry.

python scripts/audit.py code       # what `make check` runs; needs nothing from outside
python scripts/audit.py packages   # asks about every installed package, and says so when nobody answers
"""

import json
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OURS = (
    "bkkhousing",
    "districts",
    "accounts",
    "audit",
    "jobs",
    "communities",
    "surveys",
    "plans",
    "open_data",
)
FOLDERS = (*OURS, "dashboards", "scripts", "benchmarks", "manage.py")
UNANSWERED = 2


def waived() -> Counter:
    """How many findings of which kind are kept in which file."""
    waivers = tomllib.loads((ROOT / "scripts/waivers.toml").read_text(encoding="utf-8"))["waiver"]
    return Counter({(one["test"], file): number for one in waivers for file, number in one["files"].items()})


def found_in_code() -> list[dict]:
    """What bandit finds of medium and high severity."""
    program = [sys.executable, "-m", "bandit", "-q", "-r", *FOLDERS, "-ll", "-f", "json"]
    said = subprocess.run(program, cwd=ROOT, capture_output=True, text=True)
    report = json.loads(said.stdout)
    if report["errors"]:
        raise SystemExit(f"bandit could not read: {report['errors']}")
    return report["results"]


def differences(findings: list[dict], kept: Counter) -> list[str]:
    """Findings beyond the waivers, line by line, and waivers of findings that are gone."""
    found = Counter((one["test_id"], one["filename"].removeprefix("./")) for one in findings)
    beyond = [
        f"{one['filename']}:{one['line_number']} {one['test_id']} {one['issue_severity']} {one['issue_text']}"
        for one in findings
        if found[key := (one["test_id"], one["filename"].removeprefix("./"))] > kept[key]
    ]
    stale = [
        f"{file}: waives {kept[test, file]} × {test}"
        for test, file in kept
        if found[test, file] < kept[test, file]
    ]
    return beyond + stale


def code() -> int:
    wrong = differences(found_in_code(), waived())
    print(
        "\n".join(wrong) or "bandit: nothing of medium or high severity but what scripts/waivers.toml names"
    )
    return int(bool(wrong))


def packages() -> int:
    """0 nothing known, 1 something known, 2 not everything could be asked."""
    program = [sys.executable, "-m", "pip_audit", "--local", "--format", "json", "--progress-spinner", "off"]
    said = subprocess.run([*program, "--timeout", "15"], cwd=ROOT, capture_output=True, text=True)
    answered = json.loads(said.stdout)["dependencies"] if said.stdout.startswith("{") else []
    return told(answered)


def told(answered: list[dict]) -> int:
    """Print what is known of the packages, and of how many nothing could be learned."""
    unasked = [one["name"] for one in answered if "skip_reason" in one]
    known = [(one, weakness) for one in answered for weakness in one.get("vulns", [])]
    for one, weakness in known:
        print(
            f"{one['name']} {one['version']}: {weakness['id']}, mended in {', '.join(weakness['fix_versions']) or 'none yet'}"
        )
    if unasked or not answered:
        print(
            f"ถามไม่ได้ {len(unasked) or 'ทุก'} แพ็กเกจ / COULD NOT ASK about {len(unasked) or 'any'} of the packages: this is no clean bill"
        )
        return 1 if known else UNANSWERED
    print(f"{len(answered)} packages asked about, {len(known)} known weaknesses")
    return int(bool(known))


if __name__ == "__main__":
    sys.exit({"code": code, "packages": packages}[sys.argv[1]]())
