"""What no page would send: every answer leads back to the import, and none of it is believed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jobs.models import Job
from surveys.models import FileImport, SavedMapping
from tests import factories
from tests.surveys.importing.standing import standing, with_rows
from tests.surveys.views.importing import PAGE, Sender, text_of_page

pytestmark = pytest.mark.django_db

HEADERS = ["เขต", "ชุมชน", "ประชากร"]
TOP = [[1, HEADERS], [2, ["ดินแดง", "ก", "10"]], [3, ["ดินแดง", "ข", "20"]]]
SHEET = {
    "name": "ข้อมูล",
    "hidden": False,
    "header_row": 1,
    "headers": HEADERS,
    "rows_seen": 2,
    "sample": [cells for _number, cells in TOP[1:]],
    "top": TOP,
    "notes": [],
    "totals_row": None,
}
SKETCH = {"kind": "csv", "encoding": "utf-8", "delimiter": ",", "size": 9, "sheets": [SHEET]}
STRANGE = ["\x00", "x" * 5000, "๑", "²", "-1", "1e309", "null", "' OR 1=1 --", "9" * 40]


@pytest.fixture
def sender(officer):
    return Sender(officer)


def read(by, **given) -> FileImport:
    told = {"kind": "communities", "source": "registry", "encoding": "utf-8", "header_row": 1}
    return standing(by, "read", sketch=SKETCH, sheet="ข้อมูล", headers_key="k", **{**told, **given})


def press(sender: Sender, file_import: FileImport, what: str, **given):
    reply = sender.client.post(f"{file_import.get_absolute_url()}{what}/", given)
    file_import.refresh_from_db()
    return reply


@pytest.mark.parametrize("strange", STRANGE)
@pytest.mark.parametrize("field", ["kind", "round", "sheet", "header_row"])
def test_a_strange_answer_about_the_file_is_no_answer(sender, round_2570, field, strange):
    file_import = read(sender.user)
    given = {"kind": "communities", "round": "2570", "sheet": "ข้อมูล", "header_row": "1", field: strange}
    reply = press(sender, file_import, "file", **given)
    assert reply.status_code == 302 and (file_import.state, file_import.sheet) == ("read", "ข้อมูล")
    assert file_import.header_row == 1 and file_import.kind == "communities"


@pytest.mark.parametrize("strange", [*STRANGE, "utf-7", "rot13", "idna"])
def test_an_encoding_that_is_not_offered_is_not_tried(sender, strange):
    file_import = read(sender.user)
    assert press(sender, file_import, "file", kind="communities", encoding=strange).status_code == 302
    assert file_import.encoding == "utf-8" and not Job.objects.exists()


@pytest.mark.parametrize("strange", STRANGE)
@pytest.mark.parametrize(
    "field", ["field-0", "field-2", "mapping", "dates", "added-column-0", "added-field-0"]
)
def test_a_strange_answer_about_the_columns_is_refused_or_ignored(sender, field, strange):
    file_import = read(sender.user)
    given = {"field-0": "district_name", "field-1": "name", "field-2": "", field: strange}
    reply = press(sender, file_import, "columns", **given)
    assert reply.status_code in (302, 422)
    assert strange not in file_import.mapping.get("columns", {}) and strange != file_import.mapping.get(
        "dates"
    )


@pytest.mark.parametrize("strange", STRANGE)
def test_a_district_that_there_is_not_is_never_that_of_a_file(department, strange):
    file_import = read(department)
    given = {"field-0": "", "field-1": "name", "field-2": "", "district": strange}
    reply = press(Sender(department), file_import, "columns", **given)
    assert reply.status_code in (302, 422)
    assert file_import.mapping.get("district", {}).get("code", "") != strange


@pytest.mark.parametrize("strange", STRANGE)
def test_a_value_is_not_given_a_meaning_that_its_question_does_not_have(sender, round_2570, strange):
    headers = ["ชุมชน", "เลขที่", "สถานะบ้าน"]
    sheet = {
        **SHEET,
        "headers": headers,
        "sample": [["ก", "1", "เช่า"]],
        "top": [[1, headers], [2, ["ก", "1", "เช่า"]]],
    }
    told = {"kind": "surveys", "source": "other", "round": round_2570}
    file_import = read(sender.user, **told)
    FileImport.objects.update(sketch={**SKETCH, "sheets": [sheet]})
    fields = {"field-0": "community", "field-1": "house_no", "field-2": "house_tenure"}
    reply = press(sender, file_import, "columns", **fields, **{"code-2-0": strange})
    assert reply.status_code in (302, 422)
    assert strange not in str(file_import.mapping)


def test_an_officer_cannot_say_another_district_for_a_file(sender):
    file_import = read(sender.user)
    press(
        sender,
        file_import,
        "columns",
        **{"field-0": "", "field-1": "name", "field-2": "", "district": "1006"},
    )
    assert file_import.mapping["district"] == {"code": "1026"}


@pytest.mark.parametrize("name", ["ก\x00ข", "\x00", "น" * 5000, "<b>"])
def test_a_mapping_may_be_called_anything_that_can_be_written(sender, name):
    file_import = read(sender.user)
    given = {"field-0": "district_name", "field-1": "name", "field-2": "population", "save_as": name}
    assert press(sender, file_import, "columns", **given).status_code == 302
    assert all("\x00" not in kept.name and len(kept.name) <= 100 for kept in SavedMapping.objects.all())


def naming(by) -> FileImport:
    names = [{"district": "1026", "name": "ก", "rows": 3, "nearest": []}]
    return standing(by, "naming", kind="households", source="registry", names=names, sketch=SKETCH)


@pytest.mark.parametrize("strange", [*STRANGE, "0", "99999999999", "outside ", "SKIP"])
@pytest.mark.parametrize("field", ["name-0", "other-0", "rest"])
def test_a_strange_answer_about_a_name_leaves_it_open(sender, field, strange):
    file_import = naming(sender.user)
    given = {"about-0": "1026|ก", "name-0": "other" if field == "other-0" else "", field: strange}
    assert press(sender, file_import, "names", **given).status_code == 302
    assert (file_import.state, file_import.decisions) == ("naming", {})


@pytest.mark.parametrize("about", ["", "1006|ก", "1026|ข", "1026|ก|", "ก"])
def test_an_answer_about_another_name_than_the_one_that_waits_is_not_taken(sender, slum, about):
    file_import = naming(sender.user)
    press(sender, file_import, "names", **{"about-0": about, "name-0": str(slum.pk)})
    assert (file_import.state, file_import.decisions) == ("naming", {})


def test_a_community_of_another_district_is_refused_with_a_sentence(sender, other_slum):
    file_import = naming(sender.user)
    press(sender, file_import, "names", **{"about-0": "1026|ก", "name-0": str(other_slum.pk)})
    assert file_import.decisions == {} and "ไม่อยู่ในเขตของแถว" in sender.see(file_import)


@pytest.mark.parametrize(
    "query", ["from=-1", "from=50", "from=๑", "from=²", "from=9999999999", "from=%00", "from="]
)
def test_a_page_of_names_that_there_is_not_is_the_first(sender, query):
    assert "“ก”" in sender.see(naming(sender.user), f"?{query}")


@pytest.mark.parametrize(
    "query", ["show=nonsense", "show=%00", "step=%00", "show=created&after=x", "after=%00", "show=&step="]
)
def test_a_strange_address_shows_the_page_as_it_is(sender, query):
    counts = {"rows": 1, "created": 0, "updated": 0, "unchanged": 0, "refused": 1, "skipped": 0, "soft": 0}
    file_import = standing(sender.user, "tried", kind="communities", counts=counts)
    with_rows(file_import, "refused", is_told=True)
    assert "ทดลองแล้ว 1 แถว" in sender.see(file_import, f"?{query}")


@pytest.mark.parametrize("number", [0, 1, 99, 2**31, 2**63, 10**30])
def test_a_row_that_there_is_not_is_not_found(sender, number):
    file_import = standing(sender.user, "tried", kind="communities")
    with_rows(file_import, "refused")
    assert sender.client.get(f"{file_import.get_absolute_url()}rows/{number}/").status_code == 404


@pytest.mark.parametrize("name", ["ก" * 400 + ".csv", "a\x00b.csv", "‮vsc.exe.csv", " .csv"])
def test_whatever_a_file_is_called_it_is_taken_under_a_name_that_can_be_shown(sender, name):
    reply = sender.client.post(PAGE, {"file": SimpleUploadedFile(name, "ก,ข\n1,2\n".encode())})
    assert reply.status_code in (302, 422)
    for kept in FileImport.objects.all():
        assert 0 < len(kept.name) <= 255 and "\x00" not in kept.name
        assert kept.name in text_of_page(factories.client_of(sender.user).get(PAGE))


@pytest.mark.parametrize("told", ["", "-5", "abc", "9" * 30])
def test_a_length_that_cannot_be_is_no_reason_to_fail(sender, told):
    reply = sender.client.post(PAGE, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=told)
    assert reply.status_code in (400, 413, 422) and not FileImport.objects.exists()
