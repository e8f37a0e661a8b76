"""import_communities: the whole register or nothing, and the same after one run and after ten."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from communities.models import Community
from tests.shared_data import shared_data, shared_rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

HEADERS = [
    "dcode",
    "dname",
    "sdname",
    "name_of_community",
    "type_of_community",
    "community_population_count",
    "male_count",
    "female_count",
]
GOOD = ["1033", "คลองเตย", "คลองเตย", "คลองเตยล็อค 1 - 3", "ชุมชนแออัด", "7366", "3297", "4069"]
OTHER = ["1033", "คลองเตย", "คลองตัน", "ร่มเกล้า", "ชุมชนเมือง", "1,075", "๕๐๔", "571"]


def text_of(*rows, headers=HEADERS) -> str:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in (headers, *rows))


def changed(column: str, value: str, row=GOOD) -> list[str]:
    return [value if header == column else cell for header, cell in zip(HEADERS, row, strict=True)]


@pytest.fixture
def imported(tmp_path):
    """Runs the command on a text; answers its last line, and raises what it raises."""

    def run(text: str, encoding: str = "utf-8", name: str = "ทะเบียน.csv") -> dict:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return run_on(path)

    return run


def run_on(path) -> dict:
    out = StringIO()
    call_command("import_communities", path, stdout=out)
    return json.loads(out.getvalue().splitlines()[-1])


def refusal(path_or_text, run) -> str:
    """Everything a refused run prints, its error included; the database is as before."""
    before = Community.objects.count()
    with pytest.raises(CommandError) as error:
        run(path_or_text)
    assert Community.objects.count() == before
    return str(error.value)


def lines_of(text: str, tmp_path) -> str:
    """What a refused run says about the rows, and its last line."""
    path, out = tmp_path / "แถวเสีย.csv", StringIO()
    path.write_text(text)
    with pytest.raises(CommandError, match="ไม่ได้บันทึกแถวใดเลย"):
        call_command("import_communities", path, stdout=out)
    assert not Community.objects.registered().exists()
    return out.getvalue()


def by_district() -> dict[str, dict]:
    """Communities, people and types of every district, as the rollup counts them."""
    found: dict[str, dict] = {}
    for row in Community.objects.registered().values(
        "district_id", "type__name_th", "population", "male", "female"
    ):
        sums = found.setdefault(
            row["district_id"], dict.fromkeys(("communities", "community_population", "male", "female"), 0)
        )
        sums["communities"] += 1
        sums["community_population"] += row["population"]
        sums["male"] += row["male"]
        sums["female"] += row["female"]
        sums[row["type__name_th"]] = sums.get(row["type__name_th"], 0) + 1
    return found


def test_the_real_register_gives_every_cell_of_the_rollup():
    counts = run_on(shared_data("real/bma_communities_2003.csv"))
    assert counts == {"rows": 2003, "created": 2003, "updated": 0, "unchanged": 0, "problems": 0}
    found = by_district()
    assert sum(sums["community_population"] for sums in found.values()) == 1_949_843
    for row in shared_rows("rollup_communities_by_district.csv"):
        cells = {
            key: int(value) for key, value in row.items() if key not in ("code", "name_th", "group_code")
        }
        assert {key: found[row["code"]].get(key, 0) for key in cells} == cells


def test_a_second_run_changes_nothing():
    path = shared_data("real/bma_communities_2003.csv")
    run_on(path)
    before = list(Community.objects.order_by("pk").values())
    assert run_on(path) == {"rows": 2003, "created": 0, "updated": 0, "unchanged": 2003, "problems": 0}
    assert list(Community.objects.order_by("pk").values()) == before
    assert Community.history.count() == 2003


def test_the_number_of_statements_does_not_follow_the_rows(imported, django_assert_max_num_queries):
    rows = [changed("name_of_community", f"ชุมชนที่ {n}") for n in range(400)]
    with django_assert_max_num_queries(40):
        assert imported(text_of(*rows))["created"] == 400


def test_a_changed_row_is_mended_and_leaves_a_trace(imported):
    imported(text_of(GOOD, OTHER))
    counts = imported(text_of(changed("community_population_count", "7367"), OTHER))
    assert (counts["updated"], counts["unchanged"], counts["problems"]) == (1, 1, 1)
    community = Community.objects.get(name="คลองเตยล็อค 1 - 3")
    assert community.population == 7367 and community.expected_households == 2046
    assert [version.population for version in community.history.order_by("history_id")] == [7366, 7367]


def test_households_that_somebody_set_by_hand_stay(imported):
    imported(text_of(GOOD))
    Community.objects.registered().update(expected_households=1900)
    imported(text_of(changed("male_count", "3298")))
    assert Community.objects.registered().get().expected_households == 1900


def test_another_spelling_of_a_name_is_the_same_community(imported):
    imported(text_of(GOOD))
    counts = imported(text_of(changed("name_of_community", "ชุมชนคลองเตยล็อค ๑-๓")))
    assert (counts["created"], counts["updated"]) == (0, 1)


def test_one_name_in_two_subdistricts_is_two_communities(imported):
    rows = [GOOD, changed("sdname", "คลองตัน")]
    assert imported(text_of(*rows))["created"] == 2
    assert imported(text_of(*rows))["unchanged"] == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
def test_the_encodings_of_thai_offices_are_read(imported, encoding):
    assert imported(text_of(GOOD, OTHER), encoding)["created"] == 2
    other = Community.objects.get(name="ร่มเกล้า")
    assert (other.population, other.male, other.subdistrict.name_th) == (1075, 504, "คลองตัน")


def test_thai_headers_and_names_without_a_code_are_read(imported):
    headers = ["เขต", "แขวง", "ชื่อชุมชน", "ประเภทชุมชน", "จำนวนประชากร", "ชาย", "หญิง", "จำนวนครัวเรือน"]
    row = ["เขตราษฏร์บูรณะ", "บางปะกอก", "วัดสน", "แออัด", "36", "16", "20", "9"]
    assert imported(text_of(row, headers=headers))["created"] == 1
    found = Community.objects.registered().get()
    assert (found.district_id, found.type_id, found.expected_households) == ("1024", "slum", 9)


def test_a_workbook_is_read_like_the_csv(imported, tmp_path):
    book = Workbook()
    for row in (HEADERS, GOOD):
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    book.save(tmp_path / "ทะเบียน.xlsx")
    assert run_on(tmp_path / "ทะเบียน.xlsx")["created"] == 1
    assert imported(text_of(GOOD))["unchanged"] == 1


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("dcode", "1051", "คอลัมน์ที่ 1 (dcode): ไม่มีเขตรหัสนี้"),
        ("dcode", "1026", "คอลัมน์ที่ 1 (dcode): รหัสเขตกับชื่อเขตไม่ตรงกัน"),
        ("dname", "คลองเตยใต้", "คอลัมน์ที่ 2 (dname): ไม่มีเขตชื่อนี้"),
        ("sdname", "จอมพล", "คอลัมน์ที่ 3 (sdname): ไม่มีแขวงชื่อนี้ในเขตนี้"),
        ("name_of_community", " ", "คอลัมน์ที่ 4 (name_of_community): ไม่มีชื่อชุมชน"),
        ("type_of_community", "ชุมชนลอยฟ้า", "คอลัมน์ที่ 5 (type_of_community): ไม่มีประเภทชุมชนนี้"),
        ("community_population_count", "-1", "คอลัมน์ที่ 6 (community_population_count): จำนวนต้องไม่ติดลบ"),
        ("community_population_count", "มาก", "คอลัมน์ที่ 6 (community_population_count): ไม่ใช่ตัวเลข"),
        ("community_population_count", "NaN", "คอลัมน์ที่ 6 (community_population_count): ไม่ใช่ตัวเลข"),
        ("male_count", "1.5", "คอลัมน์ที่ 7 (male_count): ต้องเป็นจำนวนเต็ม"),
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_bad_row_wherever_it_stands_keeps_all_out(tmp_path, column, value, said, place):
    rows = [changed("name_of_community", f"ดี {n}") for n in range(2)]
    rows.insert(place, changed(column, value))
    printed = lines_of(text_of(*rows), tmp_path)
    assert f"แถวที่ {place + 2} {said}" in printed
    assert json.loads(printed.splitlines()[-1])["created"] == 0


def test_a_row_twice_is_told_with_both_numbers(tmp_path):
    printed = lines_of(text_of(GOOD, OTHER, GOOD), tmp_path)
    assert "แถวที่ 4: ชุมชนนี้ซ้ำกับแถวที่ 2" in printed


def test_people_that_do_not_add_up_are_told_but_kept(imported):
    assert imported(text_of(changed("male_count", "1")))["problems"] == 1
    assert Community.objects.registered().get().male == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ว่างเปล่า"),
        (text_of(), "มีแต่หัวตาราง"),
        (text_of(GOOD[:3], headers=HEADERS[:3]), "name_of_community, type_of_community"),
        (text_of(GOOD[2:], headers=HEADERS[2:]), "dcode หรือ dname"),
        ("%PDF-1.7 ก", "ไฟล์ PDF"),
        (text_of([*GOOD, "เกิน"]), f"คอลัมน์ที่ {len(HEADERS) + 1} ไม่มีหัวตาราง"),
    ],
)
def test_a_file_that_is_no_register_is_refused(imported, text, said):
    assert said in refusal(text, imported)


def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path, imported):
    with pytest.raises(CommandError, match="ข้างในเป็นข้อความธรรมดา"):
        imported(text_of(GOOD), name="ทะเบียน.xlsx")
    with pytest.raises(CommandError, match="เปิดไฟล์ไม่ได้"):
        run_on(tmp_path / "ไม่มี.csv")
    assert not Community.objects.registered().exists()
