"""Surveys of few answers in two districts, and pages of the explorer as a person reads them."""

from random import Random

from django.core.cache import cache

from dashboards.readers.explorer import ExplorerPage
from surveys import figures
from surveys.models import Survey
from tests import factories

ANSWERS = {
    "toilet": ("private", "shared", "none", ""),
    "sewage": ("treated", "septic", "canal"),
    "house_tenure": ("owner", "rent", "refused", ""),
    "overcrowded": (True, False),
}


def few_surveys(by, place, *, seed: int, number: int = 60) -> list[Survey]:
    """Sent surveys of random answers, some of them rare; counted in the figures."""
    chance, made = Random(seed), factories.listed_surveys(number, by=by, place=place, state="submitted")
    for survey in made:
        for key, answers in ANSWERS.items():
            weights = [12**-rank for rank in range(len(answers))]
            setattr(survey, key, chance.choices(answers, [weight + 0.03 for weight in weights])[0])
    Survey.objects.bulk_update(made, ANSWERS)
    figures.add_new([survey.pk for survey in made])
    cache.clear()
    return made


def page_of(user, query: str = "") -> ExplorerPage:
    reply = factories.client_of(user).get(f"/dashboard/explorer/?{query}")
    assert reply.status_code == 200
    return reply.context["page"]


def shown(page: ExplorerPage) -> dict[tuple[str, str], str]:
    """What each cell of the table says, by its answers."""
    columns = (*page.counted.column_codes, "*") if page.look.columns else ("*",)
    return {
        (line.code, column): cell.said
        for line in page.lines
        for column, cell in zip(columns, line.cells, strict=False)
    }
