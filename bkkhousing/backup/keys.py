"""The keys around a backup: the one that seals it, and the names of those its contents are sealed with."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from bkkhousing import secrets
from bkkhousing.backup import problems
from bkkhousing.backup.problems import BackupProblem
from bkkhousing.lib import sealing
from bkkhousing.lib.sealed_files import name_of


def sealing_key() -> str:
    """The key new backups are sealed with: a real one, and none that does something else."""
    key = settings.BACKUP_KEY
    try:
        secrets.accepted_key(key, debug=False, name="BACKUP_KEY")
    except ImproperlyConfigured as error:
        raise BackupProblem(problems.NO_KEY) from error
    if key in {settings.SECRET_KEY, settings.BLIND_INDEX_KEY, *settings.DATA_KEYS}:
        raise BackupProblem(problems.NO_KEY)
    return key


def opening_keys() -> list[str]:
    """The key in use, and those that were."""
    return [key for key in (settings.BACKUP_KEY, *settings.BACKUP_KEYS_FORMER) if key]


def keys_inside() -> dict[str, list[str]]:
    """What tells the keys of the data apart, and nothing about them."""
    return {
        "DATA_KEYS": sorted(sealing.keyring().secrets),
        "BLIND_INDEX_KEY": [name_of(settings.BLIND_INDEX_KEY).hex()],
        "AUDIT_KEY": [name_of(key).hex() for key in (settings.AUDIT_KEY, *settings.AUDIT_OLD_KEYS)],
    }


def missing_here(inside: dict[str, list[str]]) -> list[str]:
    """The settings that lack a key with which the contents of a backup were sealed."""
    here = keys_inside()
    return [setting for setting, names in inside.items() if set(names) - set(here.get(setting, []))]
