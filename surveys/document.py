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
        "comments": [_comment(comment) for comment in comments],
        "created_at": survey.created_at,
        "updated_at": survey.updated_at,
        "updated_by": survey.updated_by.display_name,
        "submitted_at": survey.submitted_at,
    }


def _comment(comment: Comment) -> dict[str, object]:
    return {
        "id": comment.pk,
        "field": comment.field,
        "text": comment.text,
        "by": comment.by.display_name,
        "at": comment.at,
        "settled": comment.settled_at is not None,
    }
