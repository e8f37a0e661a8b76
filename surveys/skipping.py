"""Skip logic: conditions written as plain data, read alike by the server and by the browser.

`{"question": key, "in": [codes]}` holds when the answer is, or holds, one of the codes; blank is `""`.
`{"question": key, "not_in": [codes]}` is its opposite; `{"question": key, "over": n}` compares a number.
`{"all": [...]}` and `{"any": [...]}` combine.  `static/js/entry/skipping.js` follows the same few lines.
"""

from collections.abc import Callable, Mapping


def when(question: str, *codes: str) -> dict:
    return {"question": question, "in": list(codes)}


def unless(question: str, *codes: str) -> dict:
    return {"question": question, "not_in": sorted(codes)}


def over(question: str, number: float) -> dict:
    return {"question": question, "over": number}


def holds(condition: Mapping | None, answer: Callable[[str], object]) -> bool:
    """Whether a condition is met; `answer(key)` gives the current answer of a question."""
    if not condition:
        return True
    if "all" in condition:
        return all(holds(part, answer) for part in condition["all"])
    if "any" in condition:
        return any(holds(part, answer) for part in condition["any"])
    return _compares(condition, answer(condition["question"]))


def _compares(condition: Mapping, value: object) -> bool:
    if "over" in condition:
        return isinstance(value, int | float) and not isinstance(value, bool) and value > condition["over"]
    if "in" in condition:
        return _is_among(value, condition["in"])
    return not _is_among(value, condition["not_in"])


def _is_among(value: object, codes: list[str]) -> bool:
    if isinstance(value, list | tuple):
        return any(code in codes for code in value) if value else "" in codes
    return ("" if value is None else value) in codes
