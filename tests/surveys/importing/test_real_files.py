"""Real files of offices and of other cities: each is taken for what it is."""

import pytest

from bkkhousing.lib import uploads
from bkkhousing.lib.sheet_files import SheetProblem
from communities.registry_files import RegistryReader
from districts.boundaries import keep_boundaries
from districts.boundary_files import read_boundaries
from surveys.importing.doubting import questions_about
from surveys.importing.proposing import propose
from surveys.importing.recognising import recognise
from tests.shared_data import shared_data

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
TAKEN = [
    ("bma_communities_2003.csv", "communities", "registry", None),
    ("bma_community_points_15.csv", "communities", "registry", None),
    ("community_household_survey_2568_odd_districts.csv", "surveys", "kobo", "2568"),
]
REFUSED = [
    ("bma_communities_by_district_2564_24of50.csv", "district_totals"),
    ("vacant_housing_units_padded_numbers.csv", "statistics"),
    ("bangkok_housing_gap.csv", "statistics"),
    ("มูลค่าบ้านเฉลี่ย(สนงสถิติ66).xlsx", "filled_down"),
    ("จำนวนครัวเรือนในแต่ละช่วงรายได้).xlsx", "statistics"),
    ("รายได้เฉลี่ยรายปี_จังหวัด.xlsx", "statistics"),
    ("xlsform_informal_settlement_household_Abidjan_2022.xls", "form"),
    ("xlsform_slum_building_assessment_Monrovia.xlsx", "form"),
    ("informal_settlement_households_Abidjan.csv", "other_city"),
    ("community_survey_2568_codebook.csv", "codebook"),
]


def real(name: str):
    path = shared_data(f"real/{name}")
    return path, uploads.inspect(path, name=name)


@pytest.mark.parametrize(("name", "kind", "source", "round"), TAKEN)
def test_a_file_of_ours_is_recognised(name, kind, source, round):
    found = recognise(real(name)[1])
    assert (found.kind, found.source, found.round, found.asks) == (kind, source, round, ())


@pytest.mark.parametrize(("name", "code"), REFUSED)
def test_a_file_of_another_kind_is_refused_by_what_it_is(name, code):
    assert recognise(real(name)[1]).refusal.code == code


def test_the_form_itself_is_not_a_table():
    with pytest.raises(SheetProblem) as caught:
        real("community_survey_2568_xform.xml")
    assert caught.value.code == "not_a_table" and "XForm" in caught.value.sentence


@pytest.mark.parametrize(
    ("name", "rows"), [("bma_communities_2003.csv", 2003), ("bma_community_points_15.csv", 15)]
)
def test_a_real_register_is_read_whole_and_raises_no_question(name, rows):
    path, upload = real(name)
    declaration = propose(upload.main, "communities").declaration
    reader = RegistryReader(uploads.read_rows(path, name=name), columns=declaration["columns"])
    assert len(reader.read()) == rows and reader.problems == []
    content = uploads.read_rows(path, name=name)
    assert questions_about(content, kind="communities", declaration=declaration) == []


def test_the_points_tell_districts_when_no_column_does():
    keep_boundaries(drawn=read_boundaries(shared_data("bangkok_districts.geojson")))
    path, upload = real("bma_community_points_15.csv")
    columns = propose(upload.main, "communities").declaration["columns"]
    places = {
        key: header for key, header in columns.items() if key not in ("district_name", "code", "subdistrict")
    }
    reader = RegistryReader(uploads.read_rows(path, name="ก.csv"), columns=places)
    districts = [row.district for row in reader.read()]
    assert districts[:4] == ["1001", "1015", "1016", "1018"] and len(districts) >= 13
    assert {problem.code for problem in reader.problems} <= {"district_unsure"}
