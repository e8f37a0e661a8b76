"""Row: how many statements one autosave runs, beside what was allowed."""

from collections.abc import Iterator
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.stage import SMALL, Stage
from benchmarks.table import Line
from communities.models import Community
from tests.factories import household_of_four

ALLOWED = 15


def measure(stage: Stage) -> Iterator[Line]:
    person = stage.person("officer.1026")
    place = Community.objects.registered().filter(district_id=person.district_id).first()
    client, address = Client(), f"/api/v1/surveys/{uuid4()}/"
    client.force_login(person)
    payload = household_of_four(place, number=7004, round_code=SMALL)
    client.put(address, payload, content_type="application/json")
    payload["answers"]["rent_house"], payload["revision"] = 3_500, 1
    with CaptureQueriesContext(
        connection,
    ) as asked:
        reply = client.put(address, payload, content_type="application/json")
    if reply.status_code != 200 or reply.json()["revision"] != 2:
        raise AssertionError(f"saving answered {reply.status_code}")
    count = len(asked)
    yield Line("statements of an autosave", f"{count}", f"{ALLOWED} allowed", ALLOWED / count, 1)
