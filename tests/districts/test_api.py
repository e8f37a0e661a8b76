"""Districts through the API."""

import pytest

from tests.factories import client_of

pytestmark = pytest.mark.django_db


def test_everyone_reads_all_districts_with_their_subdistricts(officer, django_assert_num_queries):
    client = client_of(officer)
    with django_assert_num_queries(4):
        found = client.get("/api/v1/districts/").json()
    assert len(found) == 50 and sum(len(one["subdistricts"]) for one in found) == 180


def test_one_district_is_read_by_its_code(officer):
    found = client_of(officer).get("/api/v1/districts/1026/").json()
    assert (found["code"], found["name_th"], found["pilot"]) == ("1026", "ดินแดง", False)


def test_a_district_that_is_not_there_is_not_found(officer):
    reply = client_of(officer).get("/api/v1/districts/9999/")
    assert (reply.status_code, reply.json()) == (404, {"code": "not_found", "sentence": "ไม่พบรายการนี้"})
