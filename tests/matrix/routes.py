"""Every address of ours with the kinds of keys it takes, and what those keys name."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver

METHODS = ("get", "head", "options", "post", "put", "patch", "delete")
PAGE_METHODS, API_METHODS = ("get", "post"), ("get", "put", "post", "delete", "patch")


@dataclass(frozen=True)
class Route:
    """One named address and the kinds of keys it takes."""

    name: str
    keys: tuple[str, ...]

    @property
    def is_api(self) -> bool:
        return self.name.startswith("api-")

    @property
    def listed_methods(self) -> tuple[str, ...]:
        """Those whose answers the table names; what becomes of the others follows."""
        return API_METHODS if self.is_api else PAGE_METHODS

    @property
    def registers(self) -> tuple[str, ...]:
        """What each key of the address names."""
        return OF_PAGES.get(self.name) or (self._register,) * len(self.keys)

    @property
    def whose(self) -> tuple[str, ...]:
        return ("own", "other") if self.keys else ("own",)

    @property
    def is_of_a_district(self) -> bool:
        """Whether the keys name rows that belong to one district."""
        return bool(set(self.registers) - OF_NO_DISTRICT)

    @property
    def is_of_one_person(self) -> bool:
        return bool(set(self.registers) & OF_ONE_PERSON)

    @property
    def _register(self) -> str:
        """What the one key names, told by a word in the address's name or by the kind of the key."""
        found = next((register for word, register in REGISTERS.items() if word in self.name), "")
        if found:
            return found
        if "UUIDConverter" in self.keys:
            return "submitted" if any(word in self.name for word in DECIDING) else "draft"
        return "rounds" if "round" in self.name else "districts"


DECIDING = ("review", "approve", "return", "send-back")
PAIR_PAGES = ("pair", "apart", "propose", "merge", "again")
OF_PAGES = {
    **{f"duplicate_{page}": ("pairs",) for page in PAIR_PAGES},
    "duplicate_beside": ("draft", "submitted"),
    "merge_undo": ("merges",),
    "inquiry_settle": ("inquiries",),
    "job_file": ("jobs", "job_files"),
    "import_row": ("imports", "import_rows"),
    "import_template": ("rounds",),
    **dict.fromkeys(("plan_detail", "plan_copy", "plan_send", "plan_decide"), ("rounds", "districts")),
    "plan_edit": ("rounds", "districts", "sections"),
    "api-plans-detail": ("plans",),
    "api-photo": ("draft", "photos"),
    **{f"meeting_{page}": ("districts", "meetings") for page in ("detail", "edit", "delete")},
    "decision_settle": ("districts", "decisions"),
    **dict.fromkeys(("open_data_version", "open_data_withdraw"), ("versions",)),
    "open_data_file": ("versions", "version_files"),
    **dict.fromkeys(("open_data_preview", "open_data_discard"), ("prepared",)),
    "paper_open": ("papers",),
    "token_end": ("tokens",),
    **{f"privacy_{page}": ("privacy_requests",) for page in ("request", "answer", "copy")},
    "privacy_disposal": ("disposals",),
}
REGISTERS = {
    "import": "imports",
    "handbook": "tasks",
    "job": "jobs",
    "household": "households",
    "communit": "communities",
}
OF_NO_DISTRICT = {
    "disposals",
    "rounds",
    "tasks",
    "sections",
    "import_rows",
    "versions",
    "version_files",
    "prepared",
}
OF_ONE_PERSON = {"jobs", "job_files", "tokens"}


def routes(patterns=None) -> Iterator[Route]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            kinds = pattern.pattern.converters.values()
            yield Route(pattern.name, tuple(type(kind).__name__ for kind in kinds))
        elif pattern.namespace != "admin":
            yield from routes(pattern.url_patterns)


ROUTES = {route.name: route for route in routes()}
