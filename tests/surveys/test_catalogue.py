"""The catalogue of rules and the codebook."""

import pytest
from django.urls import reverse

from surveys.questionnaire import every_question
from surveys.rules import RULES
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_catalogue_shows_every_rule(officer):
    page = factories.client_of(officer).get(reverse("rule_catalogue")).content.decode()
    assert all(f'id="{rule.code}"' in page for rule in RULES)
    assert "%(" not in page and "%%" not in page


def test_rules_stand_in_the_order_of_the_questionnaire():
    order = list(dict.fromkeys(rule.check.__module__.rpartition(".")[2] for rule in RULES))
    assert order == ["visit", "location", "people", "roster", "dwelling", "tenure", "economy", "needs"]


def test_the_codebook_shows_every_question(analyst):
    page = factories.client_of(analyst).get(reverse("codebook")).content.decode()
    missing = [q.key for _section, q in every_question() if f"{q.key}</code>" not in page]
    assert missing == []
