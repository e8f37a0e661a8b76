"""What is seen to every night: forms of one household entered twice, photo files that no row names."""

from surveys import actions
from surveys.duplicates import pairing, traits
from surveys.models import Pair


def find_duplicates(run) -> dict:
    """Take the traits of forms that changed and compare them; begun again after a fall, it goes on where it was."""
    taken = traits.take_stale()
    run.progress(taken)
    pairing.compare_waiting(at=run.at)
    return {"forms": taken, "open": Pair.objects.undecided().count()}


def sweep_photos(run) -> dict:
    return {"removed": actions.sweep_files(at=run.at)}
