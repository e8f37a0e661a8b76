"""The three kinds of files."""

from surveys.choices.files import FileKind
from surveys.importing.kinds import Kind
from surveys.importing.of_communities import CommunityKind
from surveys.importing.of_households import HouseholdKind
from surveys.importing.of_surveys import SurveyKind

KINDS: dict[str, Kind] = {
    FileKind.SURVEYS: SurveyKind(),
    FileKind.COMMUNITIES: CommunityKind(),
    FileKind.HOUSEHOLDS: HouseholdKind(),
}


def kind_of(name: str) -> Kind:
    """The kind that a file import names."""
    return KINDS[name]
