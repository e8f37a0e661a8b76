"""The API document of a survey: everything about one form, as the reader may see it."""

from collections.abc import Iterable

from surveys.entry import Entry
from surveys.evaluation import COMPUTED
from surveys.models import Comment, Survey
from surveys.problems import Problem


def document(survey: Survey, entry: Entry, problems: Iterable[Problem], comments: Iterable[Comment]) -> dict:
    """The whole form in JSON types, personal data included; see `masking.masked` for the others."""
    content = entry.content()
    return {
        "id": str(survey.pk),
        "round": survey.round_id,
        "district": survey.district_id,
        "community": survey.community_id,
        "community_name": survey.community.name if survey.community else "",
        "household": str(survey.household_id),
        "state": str(survey.state),
        "revision": survey.revision,
        "sent_hash": survey.sent_hash,
        "completeness": survey.completeness,
        "answers": content["answers"],
        "members": content["members"],
        "debts": content["debts"],
        "confirmed": content["confirmed"],
        "problems": [problem.as_dict() for problem in problems],
        "computed": {name: getattr(survey, name) for name in COMPUTED},
        "photos": survey.photo_list,
        "comments": _threads(comments),
        "created_at": survey.created_at,
        "updated_at": survey.updated_at,
        "updated_by": survey.updated_by.display_name,
        "submitted_at": survey.submitted_at,
    }


def _threads(comments: Iterable[Comment]) -> list[dict[str, object]]:
    """The remarks, the oldest first, each with what was written below it."""
    begun: dict[int, dict] = {}
    for comment in comments:
        said = {"id": comment.pk, "text": comment.text, "by": comment.by.display_name, "at": comment.at}
        if comment.parent_id is None:
            begun[comment.pk] = {**said, **_standing(comment), "replies": []}
        elif comment.parent_id in begun:
            begun[comment.parent_id]["replies"].append(said)
    return list(begun.values())


def _standing(comment: Comment) -> dict[str, object]:
    """Where a remark belongs, whether the form came in again since, and whether the head closed it."""
    answered, settled = comment.answered_at is not None, comment.settled_at is not None
    return {"field": comment.field, "answered": answered, "settled": settled}
