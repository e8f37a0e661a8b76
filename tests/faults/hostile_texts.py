"""Texts that would run, were any page to take them for markup, put into every field that holds typed text."""

import re
from collections.abc import Iterator
from itertools import cycle

from django.apps import apps
from django.db import DatabaseError, models, transaction

from audit.querysets import AppendOnly
from tests.architecture.tree import APPS

CORPUS = (
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "'-alert(1)-'",
    "</script><script>alert(1)</script>",
    "</textarea><svg/onload=alert(1)>",
    "<a href=javascript:alert(1)>ก</a>",
    "{{7*7}}${alert(1)}<b onmouseover=alert(1)>",
    "</title><iframe srcdoc='<script>parent.alert(1)</script>'>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
)
# Names of things, by which the code finds its way; nobody types them.
OF_THE_CODE = re.compile(
    r"code|kind|state|path|file|digest|hash|key|token|slug|type|role|district|language|version|media|format|worker"
    r"|stage|session|salt|secret|sealed|traits|index|username|password|round|author|action|status|subject_id"
)


def typed_fields(model: type[models.Model]) -> Iterator[models.Field]:
    for field in model._meta.concrete_fields:
        is_text = type(field) in (models.CharField, models.TextField)
        if is_text and not field.choices and not field.unique and not OF_THE_CODE.search(field.name):
            yield field


def poison() -> list[str]:
    """Write a text of the corpus into every such field of every row; the fields that took one."""
    texts, taken = cycle(CORPUS), []
    for model in (model for app in APPS for model in apps.get_app_config(app).get_models()):
        for field in typed_fields(model):
            for text in [next(texts) for _try in CORPUS]:
                if _takes(model, field, text):
                    taken.append(f"{model.__name__}.{field.name}")
                    break
    return taken


def _takes(model: type[models.Model], field: models.Field, text: str) -> bool:
    if len(text) > (field.max_length or 10_000):
        return False
    try:
        with transaction.atomic():
            return bool(model._default_manager.update(**{field.name: text}))
    except (DatabaseError, AppendOnly):  # a constraint has a form for it, or the row is never changed
        return False
