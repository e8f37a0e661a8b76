"""A file for a partner holds the households that agreed to it, and the answers that were agreed upon."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from audit.models import AccessRecord
from surveys.exporting.contents import Contents
from surveys.exporting.preview import Preview, preview
from surveys.exporting.selection import Gone, Selection, from_stored
from surveys.exporting.terms import NoAgreement, purposes, terms_of
from surveys.models import SharingAgreement
from tests import factories
from tests.jobs.running import run_waiting
from tests.surveys.exported import CODEBOOK, MEMBERS, SURVEYS, export, facts, sheet, texts, through_openpyxl

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
SECRETS = ("สมชาย", "สมหญิง", "บ้านริมคลอง")


@pytest.fixture
def forms(round_2570, officer, slum):
    """One household that agreed to CODI, one to NHA, one to neither."""
    agreed = {"codi": ["codi", "msdhs"], "nha": ["nha"], "none": []}
    words = {"by": officer, "place": slum, "comment": "บ้านริมคลอง"}
    return {name: factories.submitted_survey(share_with=shared, **words) for name, shared in agreed.items()}


@pytest.mark.parametrize(("partner", "whose"), [("codi", "codi"), ("nha", "nha"), ("msdhs", "codi")])
def test_a_partner_gets_the_households_that_agreed_to_it(tmp_path, forms, partner, whose):
    export(tmp_path / "a.xlsx", terms=terms_of(partner, TODAY))
    assert {row["รหัสแบบสำรวจ"] for row in sheet(tmp_path / "a.xlsx")} == {str(forms[whose].pk)}


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("shape", ["wide", "long"])
def test_nothing_that_was_not_agreed_is_in_the_file(tmp_path, forms, full, shape):
    path = tmp_path / "a.xlsx"
    export(path, terms=terms_of("codi", TODAY), full=full, contents=Contents(shape=shape))
    said = " ".join(one for one in texts(path))
    assert not [word for word in (*SECRETS, str(forms["codi"].household_id)) if word in said]


def test_only_the_agreed_answers_are_columns(tmp_path, forms):
    SharingAgreement.objects.filter(partner="nha").update(questions=["house_tenure", "members.age"])
    export(tmp_path / "a.xlsx", terms=terms_of("nha", TODAY))
    heads, ages = (through_openpyxl(tmp_path / "a.xlsx", name)[0] for name in (SURVEYS, MEMBERS))
    assert "house_tenure" in heads and "land_tenure" not in heads and "refused" not in heads
    assert ages[-1] == "อายุ ณ วันสำรวจ"


def test_health_is_for_no_partner_whatever_an_agreement_says(tmp_path, forms):
    agreed = ["members.disability", "members.chronic", "vulnerability_parts", "members.age"]
    SharingAgreement.objects.filter(partner="codi").update(questions=agreed)
    export(tmp_path / "a.xlsx", terms=terms_of("codi", TODAY), full=True)
    heads = (
        through_openpyxl(tmp_path / "a.xlsx", MEMBERS)[0] + through_openpyxl(tmp_path / "a.xlsx", SURVEYS)[0]
    )
    assert not {"disability", "chronic", "ความพิการ", "โรคเรื้อรัง"} & set(heads)


def test_the_cover_says_for_whom_and_by_which_agreement(tmp_path, forms):
    export(tmp_path / "own.xlsx")
    export(tmp_path / "codi.xlsx", terms=terms_of("codi", TODAY))
    assert facts(tmp_path / "own.xlsx")["วัตถุประสงค์"][0] == "ใช้งานภายในกรุงเทพมหานคร"
    assert facts(tmp_path / "codi.xlsx")["วัตถุประสงค์"][0] == "ส่งให้ พอช."
    assert "รอข้อตกลงที่ลงนาม" in facts(tmp_path / "codi.xlsx")["ข้อตกลง"][0]


def test_the_codebook_says_what_is_left_out(tmp_path, forms):
    export(tmp_path / "a.xlsx", terms=terms_of("codi", TODAY))
    told = {row[0]: row[-1] for row in through_openpyxl(tmp_path / "a.xlsx", CODEBOOK) if row[-1]}
    assert told["comment"] == "ตัดออก" and told["house_tenure"] == "แสดง"


def test_the_preview_counts_what_the_file_will_hold(forms, round_2570, department):
    chosen = Selection(round_2570, terms=terms_of("msdhs", TODAY))
    assert preview(chosen, user=department) == Preview(1, 4, 1, is_exact=True)


def test_without_an_agreement_there_is_no_file(forms, round_2570, department, tmp_path):
    SharingAgreement.objects.filter(partner="nha").update(until=date(2026, 10, 31))
    with pytest.raises(NoAgreement):
        terms_of("nha", TODAY)
    stored = {"round": "2570", "district": "", "state": "counted", "full": False, "purpose": "nha"}
    with pytest.raises(Gone):
        from_stored(stored, user=department, today=TODAY)
    assert [code for code, _label in purposes(TODAY)] == ["own", "codi", "msdhs"]


@pytest.mark.parametrize("purpose", ["nobody", "nha"])
def test_the_command_refuses_what_nobody_agreed_to(forms, tmp_path, purpose):
    SharingAgreement.objects.filter(partner="nha").delete()
    with pytest.raises(CommandError):
        call_command("export_surveys", "--round=2570", f"--output={tmp_path / 'a.csv'}", f"--for={purpose}")
    assert not (tmp_path / "a.csv").exists()


def test_the_page_has_the_file_made_for_the_partner_and_says_so_in_the_record(forms, department):
    given = {"round": "2570", "state": "counted", "purpose": "codi"}
    factories.client_of(department).post("/exports/", given)
    (job,) = run_waiting()
    assert job.result["rows"] == 1 and "ส่งให้ พอช." in job.subject
    assert AccessRecord.objects.get(subject="surveys").scope["purpose"] == "codi"
