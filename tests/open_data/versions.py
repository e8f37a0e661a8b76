"""Rounds with figures, versions of their open data, and the files as a stranger reads them."""

import csv
import io
import random
from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from communities.models import Community
from open_data import actions
from open_data.contents import published
from open_data.models import Publication
from surveys.models import Figure, Round
from tests import factories

AT = timezone.now()
TENURES = ("owner", "rent", "occupy")


def figures(number: int, *, by_chance: random.Random, slum: Community) -> Figure:
    """Figures of so many households, as forms would have added them up."""
    tenures = [by_chance.choice(TENURES) for _ in range(number)]
    people = sum(by_chance.randint(1, 6) for _ in range(number))
    flooded, crowded = by_chance.randint(0, number), by_chance.randint(0, number)
    told = by_chance.randint(0, number)
    sums = {f"house_tenure_{one}": tenures.count(one) for one in TENURES}
    sums |= {"problems_flood": flooded, "overcrowded": crowded, "people": people, "surveys": number}
    sums |= {"members_elderly": by_chance.randint(0, people), "vulnerability_sum": 3 * number}
    sums |= {"household_income_count": told, "household_income_sum": 15000 * told}
    return factories.figure_row(slum, state="passed", **sums)


def round_of(numbers: Iterable[tuple[str, str, int]], *, seed: int = 1) -> Round:
    """A round with so many approved households in communities of these districts and types."""
    made, by_chance = factories.open_round("2570"), random.Random(seed)
    rows = []
    for place, (district, kind, number) in enumerate(numbers):
        community = factories.community(district, f"ชุมชน {place}", type_id=kind)
        rows.append(figures(number, by_chance=by_chance, slum=community))
    Figure.objects.bulk_create(rows)
    return made


def add(district: str, number: int, *, seed: int = 2, kind: str = "slum") -> None:
    """Households of one more community of the round."""
    community = factories.community(district, f"เพิ่ม {seed} {number}", type_id=kind)
    figures(number, by_chance=random.Random(seed), slum=community).save()


def prepared(round: Round) -> Publication:
    by = factories.person("department")
    return actions.prepare(draft=actions.draft_of(round), by=by, at=AT)


def version(round: Round, *, note: str = "ปิดรอบแล้ว") -> Publication:
    """The next version, published."""
    by = factories.person("department")
    return actions.publish(publication=prepared(round), by=by, at=AT, note=note)


def bare(by, *, number: int, state: str) -> Publication:
    """A version with nothing but an empty dictionary and no figures."""
    made = Publication.objects.create(
        code=f"2570-{number}",
        round_id="2570",
        number=number,
        state=state,
        as_of=AT,
        prepared_by=by,
        published_by=by,
        published_at=AT,
        licence_name="CC-BY-4.0",
        licence_title="Creative Commons",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        cells=0,
        withheld=0,
    )
    contents = {
        "measures.json": b'{"measures":[]}',
        "figures.json": b'{"figures":[]}',
        "places.csv": b"code,level\r\n",
    }
    for name, content in contents.items():
        key = default_storage.save(f"open_data/bare/{made.code}/{name}", ContentFile(content))
        made.files.create(
            name=name, key=key, size=len(content), sha256="0" * 64, media_type="application/json"
        )
    return made


def read_csv(publication: Publication, name: str) -> list[dict[str, str]]:
    """A file of a version as a stranger gets it."""
    reply = Client().get(f"/open-data/{publication.code}/{name}")
    assert reply.status_code == 200, name
    return list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig"))))


def told(publication: Publication) -> dict[tuple[str, str, str], int | None]:
    """The figures by place, type and measure; None where they are withheld."""
    return {
        (row["place"], row["community_type"], row["measure"]): int(row["value"]) if row["value"] else None
        for row in read_csv(publication, "figures.csv")
    }


def of_question(key: str) -> list[str]:
    return [name for name in published() if name.startswith(f"{key}.")]
