"""Forms that tell of health in every place a form has, and a look at all that is stored for anything of it."""

import random

from django.apps import apps

from surveys.consent import SENSITIVE
from surveys.models import Member, Survey
from tests import factories

CANARY = "คานารีป่วยหนัก"
PLACES = ("answers", "members", "debts", "confirmed")
KEYS = (*sorted(SENSITIVE), "disability_note", "โรคประจำตัว", "Health-2")
NOT_GIVEN = ("no", "withdrawn", "", "refused", None)


def unhealthy(payload: dict, luck: random.Random, consent: str | None) -> dict:
    """The payload with answers about health put wherever a sender may put them."""
    made = {**payload, "answers": {**payload["answers"], "sensitive_consent": consent}}
    rows = [made["answers"], made["confirmed"], *made["members"], *made["debts"]]
    for row in luck.sample(rows, luck.randint(1, len(rows))):
        for key in luck.sample(KEYS, luck.randint(1, 3)):
            row[key] = luck.choice((CANARY, [CANARY], "yes", ["moving"]))
    made["members"][0].update(disability=["moving"], chronic="yes", bedridden=CANARY)
    return made


def given_of(seed: int, place, consent: str | None, **answers) -> dict:
    luck = random.Random(seed)
    payload = factories.household_of_four(place, number=seed + 40, **answers)
    return unhealthy(payload, luck, consent)


def stored_health() -> list[str]:
    """Every stored thing that tells of health: none is right where nobody consented."""
    found = [f"member {pk}" for pk in _members_with_health()]
    parts = Survey.objects.values_list("vulnerability_parts", flat=True)
    found += [f"score {told}" for told in parts if {part for part, _n in told} & {"disabled", "bedridden"}]
    for model in apps.get_app_config("surveys").get_models():
        found += [f"{model.__name__} {row.pk}" for row in model.objects.all() if _tells(row)]
    return found


def _members_with_health() -> list[int]:
    return [row.pk for row in Member.objects.all() if any(getattr(row, key) for key in SENSITIVE)]


def _tells(row) -> bool:
    """Whether anything in the row holds the canary or an answer under the name of such a question."""
    said = repr([getattr(row, field.attname) for field in row._meta.concrete_fields])
    named = (f"'{key}': {value}" for key in SENSITIVE for value in ("'yes'", "['moving']", "',moving,'"))
    return CANARY in said or any(one in said for one in named)
