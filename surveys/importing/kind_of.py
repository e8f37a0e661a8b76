"""The three kinds of files."""

from surveys.choices.files import FileKind
from surveys.importing.kinds import Kind
from surveys.importing.of_surveys import SurveyKind

KINDS: dict[str, Kind] = {FileKind.SURVEYS: SurveyKind()}


def kind_of(name: str) -> Kind:
    """The kind that a file import names."""
    return KINDS[name]
