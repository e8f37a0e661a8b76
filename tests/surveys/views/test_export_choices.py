"""/exports/ and what is kept there: odd choices, odd addresses, second presses, and who has which door."""

import pytest

from jobs.models import Job
from surveys.models import ExportDefinition, Survey
from tests import factories
from tests.jobs.running import run_waiting
from tests.surveys.test_export_page import CHOICES, PAGE, REASON, ask, text_of

DEFINITIONS = "/exports/definitions/"
KEPT = {**CHOICES, "options": "1", "file": "zip", "shape": "wide", "words": "both", "era": "both"}


@pytest.fixture
def survey(round_2570, officer, slum):
    return factories.submitted_survey(by=officer, place=slum)


def look(user, **given):
    return factories.client_of(user).get(PAGE, {**CHOICES, **given})


def keep(user, **given):
    return factories.client_of(user).post(DEFINITIONS, {**KEPT, "name": "ชุด", "shared": "own", **given})


def change(user, **given):
    return factories.client_of(user).post(f"{DEFINITIONS}{ExportDefinition.objects.get().pk}/", given)


ODD = [
    *(
        ({"district": "1026"}, "community", text)
        for text in ("²", "๗", "9" * 30, "-1", "1.5", "\x00", "7\x00")
    ),
    *(({}, "district", text) for text in ("²", "\x00", "1026,1006", "' OR 1=1 --")),
    *(({}, name, "\x00") for name in ("round", "group", "state", "file", "parts")),
    ({"district": "1026"}, "group", "\x00"),
    ({"community": "7"}, "district", "\x00"),
    ({"district": "1026"}, "group", " "),
]


@pytest.mark.parametrize(("chosen", "field", "text"), ODD)
def test_an_odd_key_in_the_address_is_answered_plainly(survey, analyst, chosen, field, text):
    reply = look(analyst, options="1", **chosen | {field: text})
    assert reply.status_code == 200


@pytest.mark.parametrize("text", ["²", "๗", "9" * 30, "", "\x00"])
def test_a_definition_that_is_no_number_is_not_found(survey, analyst, text):
    assert factories.client_of(analyst).get(PAGE, {"definition": text}).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": "emoji"},
        {"era": "ac"},
        {"shape": "round"},
        {"file": "exe"},
        {"parts": ["Z"]},
        {"rows": ["pets"]},
    ],
)
def test_an_option_that_was_never_offered_makes_no_file(survey, analyst, wrong):
    assert ask(analyst, options="1", **wrong).status_code == 422
    assert not Job.objects.exists()


def test_counting_makes_no_file(survey, analyst):
    reply = ask(analyst, do="count")
    assert reply.status_code == 200 and "แบบสำรวจ 1 แบบ" in text_of(reply)
    assert not Job.objects.exists()


def test_a_count_keeps_what_was_ticked_and_what_was_not(survey, analyst):
    reply = ask(analyst, do="count", options="1", parts=["A"], rows=[])
    ticked = [
        line
        for line in reply.content.decode().split("<input")
        if "checked" in line and 'name="parts"' in line
    ]
    assert len(ticked) == 1 and 'value="A"' in ticked[0]


def test_a_file_of_nothing_but_where_each_survey_is_can_be_made(survey, analyst):
    ask(analyst, options="1", file="zip", shape="wide", words="both", era="both")
    (job,) = run_waiting()
    assert (job.state, job.result["rows"], job.parameters["contents"]["parts"]) == ("done", 1, [])
    assert job.result["scope"]["members"] == job.result["scope"]["debts"] == 0


@pytest.mark.parametrize(("file", "kind"), [("zip", "application/zip"), ("xlsx", "spreadsheetml.sheet")])
def test_the_file_is_of_the_kind_that_was_asked_for(survey, analyst, file, kind):
    ask(analyst, file=file)
    (job,) = run_waiting()
    made = job.files.get()
    assert made.media_type.endswith(kind) and made.name.endswith(f".{file}")


def test_a_long_file_tells_its_answers_in_the_record(survey, analyst):
    ask(analyst, options="1", file="zip", shape="long", words="both", era="both", parts=["E"])
    (job,) = run_waiting()
    assert job.result["rows"] == 1 and job.result["scope"]["answers"] > 3


@pytest.mark.parametrize(("letters", "status"), [(300, 302), (301, 422)])
def test_a_reason_is_as_long_as_the_record_keeps(survey, head, letters, status):
    assert ask(head, full="on", reason="ก" * letters).status_code == status
    assert Job.objects.count() == (status == 302)


def test_a_reason_without_personal_data_is_not_kept(survey, head):
    ask(head, reason=REASON)
    assert Job.objects.get().parameters["reason"] == ""


@pytest.mark.parametrize("group", ["x", "\x00"])
def test_a_head_stays_in_the_own_district_whatever_group_is_asked(survey, head, slum, group):
    ask(head, group=group)
    assert Job.objects.get().parameters["selection"]["district"] == "1026"
    assert "เขตดินแดง" in Job.objects.get().subject


def test_a_head_who_uses_choices_of_another_group_is_told_of_the_own_district(
    survey, head, department, other_slum
):
    group = other_slum.district.group_id
    assert group != head.district.group_id
    keep(department, shared="everyone", group=group)
    reply = factories.client_of(head).get(PAGE, {"definition": ExportDefinition.objects.get().pk})
    assert reply.context["chosen"].place == "เขตดินแดง"


@pytest.mark.parametrize(
    ("chosen", "let_go"),
    [
        ({"group": "other", "district": "1026"}, "district"),
        ({"district": "1026", "community": "other"}, "community"),
    ],
)
def test_a_place_outside_the_wider_one_is_let_go(survey, analyst, other_slum, chosen, let_go):
    ids = {"group": other_slum.district.group_id, "community": other_slum.pk}
    given = {name: ids[name] if value == "other" else value for name, value in chosen.items()}
    form = look(analyst, **given).context["form"]
    assert form.data[let_go] == "" and form.has_selection


@pytest.mark.parametrize(("district", "offered"), [("", False), ("1026", True)])
def test_communities_are_offered_once_a_district_is_chosen(survey, analyst, slum, district, offered):
    names = [field.name for field in look(analyst, district=district).context["form"].filters]
    assert ("community" in names) is offered


def test_a_head_is_offered_the_own_communities_and_no_districts(survey, head, slum, other_slum):
    form = look(head).context["form"]
    assert str(slum.pk) in form.communities and str(other_slum.pk) not in form.communities
    assert [field.name for field in form.filters] == ["round", "community", "state", "purpose"]


def test_two_presses_are_two_jobs_and_the_second_file_is_of_its_own_moment(survey, analyst):
    ask(analyst)
    ask(analyst)
    Survey.objects.all().update(state="draft")
    assert [job.result["rows"] for job in run_waiting()] == [0, 0]


@pytest.mark.parametrize("role", ["officer", "partner"])
def test_who_may_not_export_any_more_fetches_nothing_made_before(survey, analyst, role):
    ask(analyst)
    (job,) = run_waiting()
    address = job.files.get().get_absolute_url()
    district = "1026" if role == "officer" else None
    type(analyst).objects.filter(pk=analyst.pk).update(role=role, district=district)
    reply = factories.client_of(type(analyst).objects.get(pk=analyst.pk)).get(address)
    assert reply.status_code in (403, 404)


@pytest.mark.parametrize("name", ["   ", "ก" * 81, "ก\x00"])
def test_a_definition_is_not_renamed_to_nothing_or_too_much(survey, analyst, name):
    keep(analyst)
    assert change(analyst, name=name).status_code == 302
    assert ExportDefinition.objects.get().name == "ชุด"


@pytest.mark.parametrize("who", ["officer", "partner"])
def test_who_may_not_export_keeps_no_choices_either(request, survey, who):
    assert keep(request.getfixturevalue(who)).status_code == 403
    assert not ExportDefinition.objects.exists()


@pytest.mark.parametrize("address", [DEFINITIONS, f"{DEFINITIONS}1/"])
def test_the_doors_of_definitions_are_for_presses_alone(survey, analyst, address):
    assert factories.client_of(analyst).get(address).status_code == 405


@pytest.mark.parametrize(
    "wrong", [{"round": "9999"}, {"state": "lost"}, {"shared": "world"}, {"words": "emoji"}]
)
def test_choices_that_do_not_exist_are_not_kept(survey, analyst, wrong):
    assert keep(analyst, **wrong).status_code == 422
    assert not ExportDefinition.objects.exists()


def test_choices_kept_twice_are_one(survey, analyst):
    assert keep(analyst).url == keep(analyst).url
    assert ExportDefinition.objects.count() == 1


def test_a_second_press_on_delete_finds_nothing(survey, analyst):
    keep(analyst)
    address = f"{DEFINITIONS}{ExportDefinition.objects.get().pk}/"
    client = factories.client_of(analyst)
    assert [client.post(address, {"do": "delete"}).status_code for _press in range(2)] == [302, 404]


def test_choices_of_a_round_that_is_no_more_are_answered_plainly(survey, analyst):
    keep(analyst)
    ExportDefinition.objects.update(choices={**ExportDefinition.objects.get().choices, "round": "9999"})
    reply = factories.client_of(analyst).get(PAGE, {"definition": ExportDefinition.objects.get().pk})
    assert reply.status_code == 200 and "ไม่มีรอบ เขต หรือสถานะตามที่ขอ" in text_of(reply)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("officer", 200),
        ("head", 200),
        ("department", 200),
        ("administrator", 200),
        ("analyst", 403),
        ("partner", 403),
    ],
)
def test_a_template_is_for_those_who_bring_files_in(request, survey, who, status):
    client = factories.client_of(request.getfixturevalue(who))
    assert client.get("/imports/templates/2570/").status_code == status


def test_a_template_is_not_to_be_pressed_and_not_for_strangers(survey, officer, client):
    assert factories.client_of(officer).post("/imports/templates/2570/").status_code == 405
    assert client.get("/imports/templates/2570/").status_code == 302
