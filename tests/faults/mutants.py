"""The code with one check taken out of it, each time another, and the routes whose tests must see that."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType

ROOT = Path(__file__).resolve().parents[2]

SCOPED = "{model}.objects.visible_to({person})"
BARE = "{model}.objects.all()"


@dataclass(frozen=True)
class Mutant:
    """One file in which some words stand for others; `routes` names, word by word, the routes that are asked."""

    path: str
    old: str
    new: str
    routes: str

    @property
    def name(self) -> str:
        return f"{self.path}: {self.old.strip()[:70]}"

    def put_in_place(self) -> int:
        """Give the functions of this process that come from the file their mutated code; how many changed."""
        file = ROOT / self.path
        source = file.read_text(encoding="utf-8")
        if self.old not in source:
            raise LookupError(self.name)
        mutated = {
            code.co_qualname: code
            for code in codes_in(compile(source.replace(self.old, self.new), str(file), "exec"))
        }
        return sum(given_code(function, mutated) for function in functions_of(self.path))


def codes_in(code: CodeType) -> Iterator[CodeType]:
    """The code of a module and of everything defined in it."""
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from codes_in(inner)


def functions_of(path: str) -> list[FunctionType]:
    """Functions that were made from a file, wherever they are held; compiled files may name it without the root."""
    gc.unfreeze()  # what was set aside for good is not listed
    living = (one for one in gc.get_objects() if type(one) is FunctionType)  # asking a proxy would wake it
    return [one for one in living if one.__code__.co_filename.endswith(path)]


def given_code(function: FunctionType, mutated: dict[str, CodeType]) -> bool:
    before, now = function.__code__, mutated.get(function.__code__.co_qualname)
    if now is None or now.co_freevars != before.co_freevars or now == before:
        return False
    function.__code__ = now
    return True


def unscoped(path: str, model: str, routes: str, person: str = "request.user") -> Mutant:
    """A door that asks for rows without saying who asks."""
    words = {"model": model, "person": person}
    return Mutant(path, SCOPED.format(**words), BARE.format(**words), routes)


def open_door(rule: str, right: str, routes: str) -> Mutant:
    """A rule of entry that lets everybody with an account in."""
    head = f"def _{rule}(user) -> bool:\n    return "
    return Mutant("accounts/access.py", f"{head}{right}", f"{head}True", routes)


def whole_city(path: str, old: str, routes: str) -> Mutant:
    """A selection that forgets whose district it is for."""
    return Mutant(path, old, "        return self\n", routes)


OWN_DISTRICT = (
    "        return self.filter(district_id=user.district_id) if user.district_id else self.none()\n"
)
OF_SURVEY = (
    "        return self.filter(survey__district_id=user.district_id) if user.district_id else self.none()\n"
)
OF_PAIR = (
    "        return self.filter(first_district_id=here, second_district_id=here) if here else self.none()\n"
)

# A check that a second one repeats changes no answer and is not here: meetings and decisions below a district that
# was asked for, files of jobs that name their owner twice.
MUTANTS = (
    # selections
    whole_city("surveys/querysets.py", OWN_DISTRICT, "survey_detail api-surveys-detail"),
    whole_city("surveys/querysets.py", OF_SURVEY, "survey_history api-photo"),
    whole_city("surveys/querysets.py", OF_PAIR, "duplicate_pair duplicate_merge"),
    whole_city("communities/querysets.py", OWN_DISTRICT, "community_detail household_detail"),
    Mutant(
        "jobs/querysets.py",
        "self if user.role == Role.ADMIN else self.filter(owner=user)",
        "self",
        "job_detail",
    ),
    Mutant(
        "jobs/querysets.py",
        "return self.offered().filter(job__owner=user)",
        "return self.offered()",
        "job_file",
    ),
    # doors
    unscoped("surveys/views/detail.py", "Survey", "survey_detail survey_history", "user"),
    unscoped("surveys/views/duplicates.py", "Pair", "duplicate_apart duplicate_propose"),
    unscoped("surveys/views/duplicates.py", "Merge", "merge_undo merge_list"),
    unscoped("surveys/views/duplicates.py", "Inquiry", "inquiry_settle"),
    unscoped("surveys/views/duplicates.py", "Survey", "duplicate_beside duplicate_pair"),
    unscoped("surveys/views/paper.py", "PaperForm", "paper_open"),
    unscoped("surveys/views/paper.py", "Community", "paper_print paper_forms", "user"),
    unscoped("surveys/views/imports.py", "FileImport", "import_list"),
    unscoped("surveys/views/import_steps.py", "FileImport", "import_detail import_row"),
    unscoped("surveys/views/exports.py", "ExportDefinition", "export_surveys"),
    unscoped("surveys/views/review.py", "Survey", "review_queue survey_review"),
    unscoped("surveys/views/lists.py", "Survey", "survey_list", "user"),
    unscoped(
        "surveys/api/surveys.py", "Survey", "api-surveys-submit api-surveys-send-back", "self.request.user"
    ),
    unscoped("surveys/api/listing.py", "Survey", "api-surveys-list", "user"),
    unscoped("surveys/api/photos.py", "Photo", "api-photo"),
    unscoped("surveys/api/photos.py", "Survey", "api-photo", "self.request.user"),
    unscoped("surveys/api/former.py", "Household", "api-households-last-answers"),
    unscoped("surveys/api/duplicates.py", "Household", "api-surveys-join"),
    unscoped("surveys/api/duplicates.py", "Survey", "api-surveys-apart"),
    unscoped("surveys/actions/many.py", "Survey", "survey_approve_many", "by"),
    unscoped("surveys/actions/saving.py", "Community", "api-surveys-detail", "by"),
    unscoped("surveys/actions/saving.py", "Household", "api-surveys-detail", "by"),
    unscoped(
        "communities/api.py", "Community", "api-communities-detail api-communities-list", "self.request.user"
    ),
    unscoped(
        "communities/api.py", "Household", "api-households-detail api-households-list", "self.request.user"
    ),
    unscoped("jobs/views.py", "Job", "job_detail job_list"),
    unscoped("jobs/api.py", "Job", "api-jobs-detail", "self.request.user"),
    unscoped("plans/api.py", "SurveyPlan", "api-plans-detail", "self.request.user"),
    unscoped("plans/views/places.py", "District", "plan_detail working_group"),
    unscoped("dashboards/views/households.py", "Household", "household_detail", "user"),
    unscoped("dashboards/views/communities.py", "Community", "community_detail", "user"),
    # nested keys: the child is the person's own, the parent is not asked
    Mutant(
        "plans/views/meetings.py", ".filter(group__district=district)", "", "meeting_detail meeting_delete"
    ),
    Mutant("surveys/api/photos.py", "pk=pk, survey=survey)", "pk=pk)", "api-photo"),
    Mutant("jobs/views.py", "files, job_id=job, pk=pk)", "files, pk=pk)", "job_file"),
    # who may enter
    open_door("with_account", "user.role != Role.PARTNER", "survey_list"),
    open_door("district_staff", "user.enters_surveys", "survey_new"),
    open_door("district_head", "user.reviews", "review_queue"),
    open_door("department_staff", "user.accepts_districts", "district_review"),
    open_door("data_exporter", "user.exports", "export_surveys"),
    open_door("data_importer", "user.imports", "import_list"),
    Mutant(
        "surveys/api/surveys.py",
        "[PEOPLE.get(self.action, SignedIn)()]",
        "[SignedIn()]",
        "api-surveys-approve",
    ),
)
