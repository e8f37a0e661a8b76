"""`drop_trail`: drop what is older than the trail is kept; what is left stays verifiable."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from audit.retention import drop, kept_since
from bkkhousing.lib import thai


class Command(BaseCommand):
    """By whole links of the chain, never younger than 90 days."""

    help = "Drop entries older than AUDIT_KEEPS_DAYS."

    def handle(self, *args, **options):
        now = timezone.now()
        dropped = drop(at=now)
        self.stdout.write(
            f"{dropped} dropped, kept since {thai.format_date(timezone.localdate(kept_since(now)))}"
        )
