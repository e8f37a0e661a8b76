"""The short answer to a save: what arrived, and what the server made of it; the sender has the form itself."""

from collections.abc import Iterable

from surveys.differing import flat
from surveys.entry import Entry
from surveys.evaluation import COMPUTED
from surveys.models import Survey
from surveys.problems import Problem

SAYS_NOTHING = (None, False, [])


def receipt(survey: Survey, entry: Entry, problems: Iterable[Problem]) -> dict[str, object]:
    """What the sender cannot know; computed answers that say nothing are left out.

    `stored` counts the answers and reasons that are stored.  Sensitive ones that are no longer asked are emptied:
    a sender who counts more has to send the whole form the next time, not what it changed.
    """
    computed = {name: getattr(survey, name) for name in COMPUTED}
    return {
        "id": str(survey.pk),
        "revision": survey.revision,
        "sent_hash": survey.sent_hash,
        "state": str(survey.state),
        "completeness": survey.completeness,
        "stored": len(flat(entry.content())),
        "problems": [problem.as_dict() for problem in problems],
        "computed": {name: value for name, value in computed.items() if value not in SAYS_NOTHING},
    }
