"""What a person may say of a file: its kind and round, its columns, the names in it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communities.models import CommunityAlias
from surveys.actions import file_imports as actions
from surveys.importing.mapping import MappingProblem
from surveys.models import Round, RoundExtension, SavedMapping
from surveys.refusals import Refused
from tests import factories
from tests.surveys.importing import walking
from tests.surveys.importing.standing import refusal_of, said, standing

pytestmark = pytest.mark.django_db

SHEETS = {"sheets": [{"name": "หนึ่ง", "headers": ["ก"]}, {"name": "สอง", "headers": ["ข", "ค"]}]}
COLUMNS = {"columns": {"name": "ชุมชน"}}


def round_of_days(opens: int, closes: int) -> Round:
    today = timezone.localdate()
    return factories.open_round(
        "2570", opens_on=today + timedelta(days=opens), closes_on=today + timedelta(days=closes)
    )


@pytest.mark.parametrize(
    ("opens", "closes", "in_district", "in_department"),
    [
        (0, 0, "", ""),
        (-9, 0, "", ""),
        (-9, -1, "round_closed", ""),
        (1, 9, "round_closed", "round_closed"),
    ],
)
def test_a_district_brings_files_into_an_open_round_and_the_department_into_one_that_has_opened(
    officer, department, opens, closes, in_district, in_department
):
    round = round_of_days(opens, closes)
    for person, code in ((officer, in_district), (department, in_department)):
        given = {"kind": "surveys", "round": round, **said(standing(person, "read"), person)}
        assert refusal_of(actions.choose, **given) == code


def test_a_district_with_more_time_brings_files_in_while_another_does_not(officer, other_officer):
    round = round_of_days(-9, -1)
    until = timezone.localdate() + timedelta(days=3)
    RoundExtension.objects.create(round=round, district_id="1026", closes_on=until, reason="ขยาย")
    for person, code in ((officer, ""), (other_officer, "round_closed")):
        given = {"kind": "surveys", "round": round, **said(standing(person, "read"), person)}
        assert refusal_of(actions.choose, **given) == code


@pytest.mark.parametrize("action", [actions.try_out, actions.write])
def test_a_round_that_closed_since_takes_no_file_any_more(officer, action):
    round, counts = round_of_days(-9, -1), {"created": 1}
    file_import = standing(officer, "tried", kind="surveys", round=round, counts=counts)
    assert refusal_of(action, **said(file_import, officer)) == "round_closed"
    file_import.refresh_from_db()
    assert (file_import.state, file_import.counts) == ("tried", counts)


@pytest.mark.parametrize("kind", ["communities", "households"])
def test_a_register_belongs_to_no_round_and_asks_for_none_to_be_open(officer, kind):
    closed = round_of_days(-9, -1)
    file_import = standing(officer, "read", kind="surveys", round=closed)
    told = actions.choose(kind=kind, round=closed, **said(file_import, officer))
    assert (told.kind, told.round, told.state) == (kind, None, "read")


@pytest.mark.parametrize("kind", ["", "photos", "SURVEYS", "surveys"])
def test_a_kind_that_there_is_not_and_surveys_without_a_round_are_refused(officer, kind):
    assert refusal_of(actions.choose, kind=kind, **said(standing(officer, "read"), officer)) == "refused"


@pytest.mark.parametrize(("sheet", "chosen"), [("สอง", "สอง"), ("สาม", "หนึ่ง"), ("", "หนึ่ง")])
def test_only_a_sheet_that_is_there_can_be_chosen(officer, sheet, chosen):
    file_import = standing(officer, "read", sketch=SHEETS, sheet="หนึ่ง", headers_key="k")
    told = actions.choose(kind="communities", sheet=sheet, **said(file_import, officer))
    assert told.sheet == chosen and (told.headers_key == "k") is (sheet != "สอง")


def test_another_choice_forgets_the_columns_of_the_former(officer):
    file_import = standing(officer, "tried", kind="communities", mapping=COLUMNS, header_row=4)
    told = actions.choose(kind="households", **said(file_import, officer))
    assert (told.mapping, told.header_row, told.counts) == ({}, 4, {})
    assert actions.choose(kind="households", header_row=0, **said(told, officer)).header_row == 0


def test_another_encoding_begins_all_over(officer):
    told = {"sketch": SHEETS, "refusal": {"code": "ask_encoding"}, "mapping": COLUMNS}
    file_import = standing(officer, "uploaded", **told)
    again = actions.choose_encoding(encoding="cp874", **said(file_import, officer))
    assert (again.encoding, again.sketch, again.refusal, again.mapping) == ("cp874", {}, {}, {})


@pytest.mark.parametrize("mapping", [{}, {"columns": {}}, {"answers": {"house_no": "เลขที่"}}])
@pytest.mark.parametrize("kind", ["communities", "households"])
def test_a_register_needs_a_column(officer, kind, mapping):
    file_import = standing(officer, "read", kind=kind)
    with pytest.raises(MappingProblem):
        actions.choose_mapping(mapping=mapping, **said(file_import, officer))
    assert walking.fresh(file_import).state == "read"


def test_a_file_of_no_known_kind_has_no_columns_to_choose(officer):
    given = {"mapping": COLUMNS, **said(standing(officer, "read"), officer)}
    assert refusal_of(actions.choose_mapping, **given) == "wrong_step"


def keep_mapping(by, name: str, *, columns: dict = COLUMNS, **given) -> None:
    file_import = standing(by, "read", kind="communities", headers_key="k")
    actions.choose_mapping(mapping=columns, save_as=name, **given, **said(file_import, by))


def test_a_mapping_kept_under_the_same_name_again_replaces_the_former(officer):
    keep_mapping(officer, "ของเขต")
    keep_mapping(officer, "  ของเขต ", columns={"columns": {"name": "ชื่อ"}})
    assert SavedMapping.objects.get().mapping["columns"] == {"name": "ชื่อ"}


def test_two_districts_and_the_department_keep_mappings_of_one_name_apart(
    officer, other_officer, department, analyst
):
    keep_mapping(officer, "ก")
    keep_mapping(other_officer, "ก")
    keep_mapping(department, "ก", for_everyone=True)
    seen = [SavedMapping.objects.visible_to(one).count() for one in (officer, department, analyst)]
    assert seen == [2, 3, 0]


@pytest.mark.parametrize(("name", "kept"), [("", 0), ("   ", 0), ("น" * 300, 1)])
def test_a_mapping_is_kept_only_under_a_name_and_a_name_only_as_long_as_it_fits(officer, name, kept):
    keep_mapping(officer, name)
    assert [len(one.name) for one in SavedMapping.objects.all()] == [100] * kept


def test_a_mapping_without_a_name_is_called_after_its_headers(officer):
    file_import = standing(officer, "read", kind="communities", headers_key="abcdef0123456789ff")
    told = actions.choose_mapping(mapping=COLUMNS, **said(file_import, officer))
    assert told.mapping["name"] == "file_abcdef0123456789"


def decide(by, decisions: dict, **given):
    file_import = standing(by, "naming", kind="households", decisions={"1026|เดิม": "skip"})
    return actions.decide_names(decisions=decisions, **given, **said(file_import, by))


def test_decisions_are_added_to_those_that_were_made(officer, slum):
    told = decide(officer, {("1026", "ใหม่"): slum.pk, ("1026", "ไกล"): "outside"})
    expected = {"1026|เดิม": "skip", "1026|ใหม่": slum.pk, "1026|ไกล": "outside"}
    assert (told.decisions, told.state) == (expected, "mapped")


def test_a_later_decision_about_a_name_stands_in_place_of_the_former(officer, slum):
    assert decide(officer, {("1026", "เดิม"): slum.pk}).decisions == {"1026|เดิม": slum.pk}


def test_the_department_may_not_put_a_row_of_one_district_into_a_community_of_another(department, other_slum):
    with pytest.raises(Refused):
        decide(department, {("1026", "ก"): other_slum.pk})
    assert decide(department, {("1006", "ก"): other_slum.pk}).state == "mapped"


def test_one_wrong_choice_keeps_all_of_them_from_being_remembered(officer, slum, other_slum):
    names = {("1026", "ดี"): slum.pk, ("1026", "ผิด"): other_slum.pk}
    with pytest.raises(Refused):
        decide(officer, names, remember=list(names))
    assert not CommunityAlias.objects.exists()


@pytest.mark.parametrize(
    ("name", "decision", "remembered"),
    [("ร่วมใจฯ", "slum", 1), ("ร่วมใจฯ", "outside", 0), ("ร่วมใจฯ", "skip", 0), ("  ", "slum", 0)],
)
def test_only_a_name_of_a_community_is_remembered(officer, slum, name, decision, remembered):
    decision = slum.pk if decision == "slum" else decision
    decide(officer, {("1026", name): decision}, remember=[("1026", name)])
    assert CommunityAlias.objects.count() == remembered


def test_two_spellings_that_read_alike_are_remembered_once(officer, slum):
    for name in ("ชุมชนริมทาง ๒", "ริมทาง 2"):
        decide(officer, {("1026", name): slum.pk}, remember=[("1026", name)])
    assert CommunityAlias.objects.get().name == "ชุมชนริมทาง ๒"
