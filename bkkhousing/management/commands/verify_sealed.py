"""Opens every sealed value and every kept file once, and says which keys they need."""

import sys
from collections import Counter

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand

from bkkhousing.lib.resealing import PLAIN, UNREADABLE, counted, sealed_models
from bkkhousing.lib.sealing import keyring


class Command(BaseCommand):
    help = "Count sealed values by key. Fails when any is plain or does not open with DATA_KEYS."

    def handle(self, *args, **options) -> None:
        found: Counter = Counter()
        for model, fields in sealed_models().items():
            for field in fields:
                counts = counted(model, field)
                found += counts
                self._say(f"{model._meta.label}.{field.name}", counts)
        files = self._files()
        self._say("files", files)
        found += files
        self._conclude(found)

    def _say(self, what: str, counts: Counter) -> None:
        told = ", ".join(f"{name} {number}" for name, number in sorted(counts.items()))
        self.stdout.write(f"{what}: {told or 0}")

    def _files(self) -> Counter:
        return Counter(default_storage.sealed_with(name) for name in default_storage.names())

    def _conclude(self, found: Counter) -> None:
        ring = keyring()
        for name in ring.secrets:
            self.stdout.write(f"key {name}: {found[name]}{' (newest)' if name == ring.newest else ''}")
        if any(name == PLAIN or name.startswith(UNREADABLE) for name in found):
            self.stderr.write("some values are plain or do not open")
            sys.exit(1)
