"""Seals every value and every kept file with the newest of DATA_KEYS, while the service runs."""

from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand
from django.db import models

from bkkhousing.lib.resealing import seal_anew, sealed_models
from bkkhousing.lib.sealing import keyring


class Command(BaseCommand):
    help = (
        "Seal ids, phones and kept files with the first key of DATA_KEYS; the older keys are no longer needed once "
        "`verify_sealed` says so. Interrupted, it goes on where it was."
    )

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"newest key: {keyring().newest}")
        for model, fields in sealed_models().items():
            self._rows(model, fields, said=options["verbosity"] > 1)
        self.stdout.write(f"files: {sum(1 for _name in self._files())}")

    def _rows(self, model: type[models.Model], fields: list[models.Field], *, said: bool) -> None:
        done = 0
        for written in seal_anew(model, fields):
            done += written
            if said and written:
                self.stdout.write(f"  {model._meta.label}: {done}")
        self.stdout.write(f"{model._meta.label}: {done}")

    def _files(self) -> Iterator[str]:
        for name in default_storage.names():
            if not default_storage.is_fresh(name):
                default_storage.seal_anew(name)
                yield name
