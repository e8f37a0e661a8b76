"""What happens when others work on the same forms at the same moment."""

from collections.abc import Callable

from django.db import IntegrityError, transaction


def once_more(work: Callable[[], int]) -> int:
    """Do it in one transaction; a form deleted between reading and writing is not there the second time."""
    try:
        with transaction.atomic():
            return work()
    except IntegrityError:
        with transaction.atomic():
            return work()
