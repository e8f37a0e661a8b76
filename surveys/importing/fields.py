"""What the columns of an uploaded table may hold: the fields of the registers and the questions of a survey."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from bkkhousing.lib import thai
from communities.registry_files import known_types
from districts.models import District, Subdistrict
from surveys.choices.files import FileKind
from surveys.importing import moments
from surveys.importing.scoring import Field, are_names, between, is_whole_number, share
from surveys.questionnaire import Question, questions
from surveys.reading import Unreadable, reader_of

REGISTERS = {FileKind.COMMUNITIES: "registry.json", FileKind.HOUSEHOLDS: "households.json"}
COUNTS = ("population", "male", "female", "households")
DISTRICT, COMMUNITY, BEGUN, ENDED, ID = "district", "community", "begun", "ended", "id"
PHONE = re.compile(r"0[0-9]{8,9}")
OTHER_NAMES = {
    DISTRICT: ("dcode", "dname", "เขต", "รหัสเขต", "ชื่อเขต", "สำนักงานเขต", "เขตที่สำรวจ"),
    COMMUNITY: ("community_name", "ชุมชน", "ชื่อชุมชน", "ชุมชนที่สำรวจ"),
    BEGUN: ("start", "starttime", "เริ่มสำรวจ", "_submission_time", "timestamp", "ประทับเวลา"),
    ENDED: ("end", "endtime", "สิ้นสุดสำรวจ"),
    ID: ("_id", "_uuid", "uuid", "KEY", "meta/instanceID", "instanceID", "meta/rootUuid"),
    "survey_date": ("today", "date", "วันที่สำรวจ", "วันที่"),
    "house_no": ("บ้านเลขที่", "เลขที่บ้าน", "house_number"),
    "house_code": ("รหัสประจำบ้าน", "รหัสบ้าน"),
    "phone": ("โทรศัพท์", "เบอร์โทร", "เบอร์โทรศัพท์", "tel", "telephone"),
    "lat": ("latitude", "ละติจูด", "_location_latitude", "_gps_latitude"),
    "lng": ("long", "lon", "longitude", "ลองจิจูด", "_location_longitude", "_gps_longitude"),
    "members_living": ("hhsize", "จำนวนสมาชิก", "สมาชิกในครัวเรือน", "จำนวนคนในบ้าน"),
    "rent_house": ("rent_price", "ค่าเช่า", "ค่าเช่าบ้าน"),
    "subdistrict": ("แขวง", "sdname"),
    "postcode": ("รหัสไปรษณีย์", "zipcode", "zip"),
    "income_total": ("รายได้ครัวเรือน", "รายได้รวม"),
}
LABELS = {
    "district_code": gettext_lazy("รหัสเขต"),
    "district_name": gettext_lazy("ชื่อเขต"),
    DISTRICT: gettext_lazy("เขต"),
    "subdistrict": gettext_lazy("แขวง"),
    "name": gettext_lazy("ชื่อชุมชน"),
    "type": gettext_lazy("ประเภทชุมชน"),
    "population": gettext_lazy("จำนวนประชากร"),
    "male": gettext_lazy("จำนวนชาย"),
    "female": gettext_lazy("จำนวนหญิง"),
    "code": gettext_lazy("รหัสชุมชน"),
    "households": gettext_lazy("จำนวนครัวเรือน"),
    "lat": gettext_lazy("ละติจูด"),
    "lng": gettext_lazy("ลองจิจูด"),
    COMMUNITY: gettext_lazy("ชุมชน"),
    "house_no": gettext_lazy("บ้านเลขที่"),
    "house_code": gettext_lazy("เลขรหัสประจำบ้าน"),
    "head_name": gettext_lazy("ชื่อหัวหน้าครัวเรือน"),
}
"""The fields of the registers as people call them."""
FROM_OTHER_APPS = Path(apps.get_app_config("communities").path) / "mappings"


def fields_of(kind: str) -> tuple[Field, ...]:
    """All that a column of such a file may hold."""
    return tuple(_survey_fields() if kind == FileKind.SURVEYS else _register_fields(kind))


def register(kind: str) -> dict:
    """The columns that a register knows, and which of them it needs."""
    return json.loads((FROM_OTHER_APPS / REGISTERS[kind]).read_text(encoding="utf-8"))


def _register_fields(kind: str) -> Iterator[Field]:
    contents = _contents()
    for key, told in register(kind)["columns"].items():
        fit, by_content = contents.get(key, (None, 0))
        yield Field(key, str(LABELS[key]), tuple(told["headers"]), fit, by_content)


def _contents() -> dict:
    """How the cells of a register's column are told, and how much they alone prove."""
    districts = dict(District.objects.values_list("pk", "name_th"))
    names = frozenset(map(thai.match_key, districts.values()))
    subdistricts = frozenset(map(thai.match_key, Subdistrict.objects.values_list("name_th", flat=True)))
    types = known_types()
    by_key = {
        "district_code": (lambda cell: thai.arabic_digits(cell) in districts, 85),
        "district_name": (lambda cell: thai.match_key(cell) in names, 85),
        "subdistrict": (lambda cell: thai.match_key(cell) in subdistricts, 80),
        "type": (lambda cell: thai.match_key(cell) in types, 90),
        "code": (lambda cell: re.fullmatch("[0-9]{9}", cell) and cell[:4] in districts, 90),
        "lat": (between(13.4, 14.1), 80),
        "lng": (between(100.2, 101), 80),
        **dict.fromkeys(COUNTS, (is_whole_number, 0)),
    }
    shares = {key: (_sharing(holds), score) for key, (holds, score) in by_key.items()}
    code, name = shares["district_code"][0], shares["district_name"][0]
    shares[DISTRICT] = (lambda cells: max(code(cells), name(cells)), 85)
    return {**shares, "name": (are_names, 76), "community": (are_words, 0), "head_name": (are_words, 0)}


def are_words(cells: list[str]) -> float:
    """The share of cells that are not numbers."""
    return share(cells, lambda cell: not is_whole_number(cell))


def _sharing(holds):
    return lambda cells: share(cells, holds)


def _survey_fields() -> Iterator[Field]:
    contents = _contents()
    yield _place(DISTRICT, _("เขต"), *contents[DISTRICT])
    yield _place(COMMUNITY, _("ชุมชน"), are_words)
    yield _place(BEGUN, _("เวลาเริ่มสำรวจ"), _sharing(_is_moment))
    yield _place(ENDED, _("เวลาสิ้นสุด"), _sharing(_is_moment))
    yield _place(ID, _("รหัสของแถว"), lambda cells: len(set(cells)) / len(cells) if cells else 0)
    for question in questions().values():
        if question.key not in ("round", "community"):
            yield _question_field(question, contents)


def _place(key: str, label: str, fit, by_content: int = 0) -> Field:
    return Field(key, label, (key, *OTHER_NAMES[key]) if key != ID else OTHER_NAMES[ID], fit, by_content)


def _question_field(question: Question, contents: dict) -> Field:
    names = (question.key, *_labels(question), *OTHER_NAMES.get(question.key, ()))
    if question.choices:
        codes = codes_of(question)
        return Field(question.key, str(question.label), names, _sharing(_known(codes)), 0, codes)
    if question.key in ("lat", "lng", "subdistrict"):
        return Field(question.key, str(question.label), names, *contents[question.key])
    if question.kind in ("text", "long_text"):
        return Field(question.key, str(question.label), names)
    return Field(question.key, str(question.label), names, _sharing(_reads(question)))


def _labels(question: Question) -> tuple[str, ...]:
    with override("en"):
        english = str(question.label)
    return str(question.label), english


@cache
def codes_of(question: Question) -> dict[str, str]:
    """Every way to write an answer: its code, its Thai label and its English one."""
    with override("en"):
        told = {thai.normalise(str(label)): code for code, label in question.choices}
    with override("th"):
        told |= {thai.normalise(str(label)): code for code, label in question.choices}
    return told | {code: code for code in question.codes}


def _known(codes: dict[str, str]):
    return lambda cell: thai.normalise(cell) in codes


def _reads(question: Question):
    """Whether a cell reads as an answer; a date may also come as a foreign file writes it."""
    read = reader_of(question)

    def holds(cell: str) -> bool:
        try:
            read(cell)
        except Unreadable:
            return question.kind == "date" and _is_moment(cell)
        return True

    return holds


def _is_moment(cell: str) -> bool:
    for month_first in (False, True):
        try:
            moments.read(cell, month_first=month_first)
        except moments.BadMoment:
            continue
        return True
    return False
