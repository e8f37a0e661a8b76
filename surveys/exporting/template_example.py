"""The example row of a template: invented answers in the form in which people should write theirs."""

from surveys.importing.template_layout import BETWEEN_ANSWERS
from surveys.questionnaire import Question

BY_KEY = {
    "house_no": "12/3",
    "members_living": 4,
    "first_name": "สมใจ",
    "last_name": "ตัวอย่าง",
    "citizen_id": "1234567890121",
    "phone": "0812345678",
    "lat": 13.7563,
    "lng": 100.5018,
    "accuracy": 8,
    "postcode": "10400",
    "house_code": "10260012345",
    "birth_date": "5/3/2527",
}
BY_KIND = {
    "date": "21/11/2569",
    "year": 2569,
    "money": 3_000,
    "integer": 2,
    "decimal": 24.5,
    "text": "",
    "long_text": "",
}


def example_of(question: Question) -> object:
    """What stands in the example row under this question."""
    labels = [str(label) for _code, label in question.choices]
    if question.kind == "multi":
        return BETWEEN_ANSWERS.join(labels[:2])
    if labels:
        return labels[0]
    return BY_KEY.get(question.key, BY_KIND.get(question.kind, ""))
