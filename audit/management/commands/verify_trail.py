"""`verify_trail`: prove that nothing in the trail was edited, removed, put in, moved or cut off."""

import sys

from django.core.management.base import BaseCommand

from audit.checking import Check, Finding

MOST_SHOWN = 20


class Command(BaseCommand):
    """Ends with 1 and names the first broken entry when something is not as it was written."""

    help = "Check the seals of the trail."

    def handle(self, *args, **options):
        finding = Check().walk()
        self.stdout.write(
            f"{finding.links} links, {finding.sealed} entries sealed, {finding.waiting} waiting"
        )
        self.warn(finding)
        for fault in sorted(finding.faults)[:MOST_SHOWN]:
            self.stderr.write(str(fault))
        if finding.faults:
            sys.exit(1)

    def warn(self, finding: Finding) -> None:
        """What proves no tampering but takes away from what the check can prove."""
        if finding.guards_down:
            self.stderr.write(f"guards of the database are missing: {', '.join(finding.guards_down)}")
        if not finding.has_heads:
            self.stderr.write("trail-heads.jsonl is not on this machine: an end cut off is not seen")
