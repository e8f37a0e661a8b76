"""What kind of file an upload is: a template, an export of a survey, a register, or something else that says so."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from bkkhousing.lib.uploads import SheetSketch, Upload
from districts.projection import in_bangkok_box
from surveys.choices.files import FileKind, FileSource
from surveys.importing.fields import BEGUN, COMMUNITY, DISTRICT, ENDED, ID, fields_of
from surveys.importing.own_exports import is_own_export
from surveys.importing.proposing import STRUCTURE, Proposal, begun_on, columns_proposed, known_form, propose
from surveys.importing.scoring import LAST_PART, header_key, is_number, share

MARKER = "_bkkhousing"
FORM_COLUMNS = frozenset(("type", "name"))
FORM_TYPES = re.compile(
    r"(?:begin|end)[ _](?:group|repeat)|select_(?:one|multiple)\b.*|calculate|note|text|integer|start"
)
CODEBOOK = frozenset(("choicecode", "listname", "questionth", "choiceth", "รหัสคำตอบ"))
EXPORT_MARKS = frozenset(
    (
        "_id",
        "_uuid",
        "_submission_time",
        "_index",
        "_validation_status",
        "start",
        "end",
        "uuid",
        "key",
        "instanceid",
        "rooturl",
    )
)
UUID_CELL = re.compile(r"(?:uuid:)?[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")
CITY_NAMES = frozenset(("city", "town", "ville", "province", "country", "จังหวัด", "เมือง", "ประเทศ"))
BANGKOK = re.compile(
    r"(?:จังหวัด)?(?:กรุงเทพ(?:มหานคร)?ฯ?|กทม)|bangkok(?:metropolis)?|bkk|krungthep(?:mahanakhon)?|10"
)
THAI = re.compile("[ก-๛]")
ENOUGH_ANSWERS = 4
ENOUGH_DISTRICTS = 3


@dataclass(frozen=True)
class Refusal:
    """Why a file that can be read is nothing to take in."""

    code: str
    sentence: str


@dataclass(frozen=True)
class Recognised:
    """What an upload is taken for, and how sure that is (0–100); `asks` names what a person must still say."""

    kind: str = ""
    source: str = ""
    sheet: str = ""
    round: str | None = None
    confidence: int = 0
    sentence: str = ""
    refusal: Refusal | None = None
    asks: tuple[str, ...] = ()
    version: str = ""

    def as_json(self) -> dict:
        return asdict(self)


def recognise(upload: Upload) -> Recognised:
    """The kind of a file; one that is nobody's survey and no register says what it is and what to send instead."""
    if marker := upload.sheet(MARKER):
        return _template(upload, marker)
    sketch = upload.main
    if is_own_export(upload):
        return _refused(sketch, "own_export", _own_export())
    if refusal := _is_form(upload):
        return _refused(sketch, *refusal)
    for look in (_as_known_form, _as_register, _as_survey, _as_export, _as_households):
        if found := look(sketch):
            return found
    if refusal := _as_statistics(sketch):
        return _refused(sketch, *refusal)
    sentence = _("ไม่แน่ใจว่าเป็นไฟล์ชนิดใด — เลือกชนิดและจับคู่คอลัมน์เอง")
    return Recognised(sheet=sketch.name, sentence=sentence, asks=("kind",))


def _own_export() -> str:
    return _(
        "ไฟล์นี้เป็นไฟล์ที่ส่งออกจากระบบนี้ ใช้อ่านอย่างเดียว — แก้ข้อมูลในระบบ หรือกรอกในแบบฟอร์ม Excel ของรอบแล้วส่งแบบฟอร์มนั้น"
    )


def _template(upload: Upload, marker: SheetSketch) -> Recognised:
    cells = [*(marker.top[0][1] if marker.top else ()), "", "", ""]
    if cells[0] != "template":
        sentence = _("แบบฟอร์มนี้เสียหาย — ดาวน์โหลดแบบฟอร์มใหม่แล้วคัดลอกข้อมูลไปใส่")
        return _refused(upload.main, "broken_template", sentence)
    shown = [sketch for sketch in upload.sheets if not sketch.hidden] or [upload.main]
    words = {"round": cells[1]}
    return Recognised(
        kind=FileKind.SURVEYS,
        source=FileSource.TEMPLATE,
        sheet=shown[0].name,
        round=cells[1] or None,
        confidence=100,
        sentence=_("แบบฟอร์ม Excel ของระบบ รอบ %(round)s") % words,
        version=cells[2],
    )


def _is_form(upload: Upload) -> tuple[str, str] | None:
    """A form or its codes instead of what people answered in it."""
    for sketch in upload.sheets:
        keys = {header_key(header.partition("::")[0]) for header in sketch.headers}
        if (
            keys >= FORM_COLUMNS
            and share(sketch.column(_place_of(sketch, "type")), FORM_TYPES.fullmatch) > 0.5
        ):
            return "form", _("ไฟล์นี้เป็นตัวแบบฟอร์ม (XLSForm) ไม่ใช่คำตอบ — ส่งไฟล์ที่ส่งออกจาก Kobo/ODK แทน")
        if len(keys & CODEBOOK) >= 2 and sketch is upload.main:
            return "codebook", _("ไฟล์นี้เป็นสมุดรหัสของแบบสำรวจ ไม่ใช่คำตอบ — ส่งไฟล์คำตอบแทน")
    return None


def _place_of(sketch: SheetSketch, key: str) -> int:
    return next(
        place for place, header in enumerate(sketch.headers) if header_key(header.partition("::")[0]) == key
    )


def _as_known_form(sketch: SheetSketch) -> Recognised | None:
    """A form for which there is a mapping file; its round is the fiscal year of its forms."""
    if (known := known_form(sketch.headers)) is None:
        return None
    mapping, day = known[0], begun_on(sketch, propose(sketch, FileKind.SURVEYS))
    return Recognised(
        kind=FileKind.SURVEYS,
        source=FileSource.KOBO,
        sheet=sketch.name,
        round=str(thai.fiscal_year(day)) if day else None,
        confidence=95,
        sentence=_("ไฟล์ส่งออกของ “%(title)s”") % {"title": mapping.title},
    )


def _as_register(sketch: SheetSketch) -> Recognised | None:
    """One community a row: a name, and a type, a code or how many people live there."""
    sure = _sure(columns_proposed(sketch, fields_of(FileKind.COMMUNITIES)))
    told = {"type", "code", "population", "households"} & sure.keys()
    if "name" not in sure or not told or _looks_like_answers(sketch):
        return None
    if not told & {"type", "code"} and sure["name"].score < 97:
        return None
    places = {"district_code", "district_name", "code", "subdistrict"} & sure.keys()
    asks = () if places or {"lat", "lng"} <= sure.keys() else (DISTRICT,)
    return Recognised(
        kind=FileKind.COMMUNITIES,
        source=FileSource.REGISTRY,
        sheet=sketch.name,
        confidence=min(95, 55 + 10 * len(told) + 10 * len(places)),
        sentence=_("ทะเบียนชุมชน หนึ่งแถวต่อหนึ่งชุมชน"),
        asks=asks,
    )


def _looks_like_answers(sketch: SheetSketch) -> bool:
    """Whether the same community stands in many rows: then a row is a household."""
    marks = {header_key(header.rpartition("/")[2]) for header in sketch.headers} & _marks()
    return len(marks) >= 2


def _as_survey(sketch: SheetSketch) -> Recognised | None:
    """A table of answers to our own questions, whoever made it."""
    sure = _sure(columns_proposed(sketch, fields_of(FileKind.SURVEYS)))
    answers = sure.keys() - set(STRUCTURE) - {"subdistrict", "postcode", "lat", "lng"}
    if len(answers) < ENOUGH_ANSWERS:
        return None
    return _survey(
        sketch, sure, FileSource.KOBO if _is_export(sketch) else FileSource.OTHER, 50 + 5 * len(answers)
    )


def _as_export(sketch: SheetSketch) -> Recognised | None:
    """An export of another form: a survey of this city may be mapped, one of another city is refused."""
    if not _is_export(sketch):
        return None
    if city := _other_city(sketch):
        sentence = _("ไฟล์นี้เป็นผลสำรวจของเมืองอื่น (%(city)s) ไม่ใช่กรุงเทพมหานคร จึงไม่นำเข้า")
        return _refused(sketch, "other_city", sentence % {"city": city})
    sure = _sure(columns_proposed(sketch, fields_of(FileKind.SURVEYS)))
    if sure.keys() <= {BEGUN, ENDED, ID} and not _is_in_thai(sketch):
        sentence = _("ไฟล์นี้เป็นผลของแบบสำรวจอื่น ไม่มีคอลัมน์ใดตรงกับแบบสอบถามและไม่บอกเขต จึงไม่นำเข้า")
        return _refused(sketch, "other_survey", sentence)
    return _survey(sketch, sure, FileSource.KOBO, 50)


def _is_in_thai(sketch: SheetSketch) -> bool:
    rows = (sketch.headers, *sketch.sample)
    return any(THAI.search(cell) for row in rows for cell in row)


def _survey(sketch: SheetSketch, sure: dict[str, Proposal], source: str, confidence: int) -> Recognised:
    asks = tuple(key for key in (DISTRICT, COMMUNITY) if key not in sure)
    sentence = _("ผลสำรวจครัวเรือน หนึ่งแถวต่อหนึ่งครัวเรือน — ตรวจการจับคู่คอลัมน์ก่อนนำเข้า")
    return Recognised(FileKind.SURVEYS, source, sketch.name, None, min(90, confidence), sentence, asks=asks)


def _as_households(sketch: SheetSketch) -> Recognised | None:
    """A list of houses and who lives in them."""
    sure = _sure(columns_proposed(sketch, fields_of(FileKind.HOUSEHOLDS)))
    told = {"house_no", "house_code", "head_name"} & sure.keys()
    if not told & {"house_no", "house_code"} or len(sure) < 2:
        return None
    asks = () if DISTRICT in sure else (DISTRICT,)
    sentence = _("ทะเบียนครัวเรือน หนึ่งแถวต่อหนึ่งบ้าน")
    return Recognised(
        FileKind.HOUSEHOLDS, FileSource.REGISTRY, sketch.name, None, 50 + 15 * len(told), sentence, asks=asks
    )


def _as_statistics(sketch: SheetSketch) -> tuple[str, str] | None:
    """A table of figures about places or groups; the sentence says by what it is told."""
    columns = [sketch.column(place) for place in range(len(sketch.headers))]
    figures = [cells for cells in columns if cells and share(cells, is_number) > 0.7]
    if not figures or 2 * len(figures) < len([cells for cells in columns if cells]) - 1:
        return None
    if _names_single_places(sketch):
        return None
    if _counts_by_district(sketch):
        return "district_totals", _("ไฟล์นี้เป็นตารางสรุปรายเขต ไม่ใช่ทะเบียนชุมชน — ส่งไฟล์ที่มีหนึ่งแถวต่อหนึ่งชุมชน")
    if _is_filled_down(sketch):
        return "filled_down", _("ไฟล์นี้เป็นตารางสถิติที่เว้นช่องซ้ายไว้ให้ใช้ค่าของแถวบน ไม่ใช่ทะเบียนหรือแบบสำรวจ จึงไม่นำเข้า")
    return "statistics", _("ไฟล์นี้เป็นตารางสถิติของพื้นที่หรือกลุ่ม ไม่ใช่ทะเบียนหรือแบบสำรวจรายครัวเรือน จึงไม่นำเข้า")


def _names_single_places(sketch: SheetSketch) -> bool:
    """Whether a column holds communities, their types or codes, or houses: then a person has a look first."""
    communities = _sure(columns_proposed(sketch, fields_of(FileKind.COMMUNITIES)))
    houses = _sure(columns_proposed(sketch, fields_of(FileKind.HOUSEHOLDS)))
    named = "name" in communities and communities["name"].score >= LAST_PART
    return named or bool({"type", "code"} & communities.keys() or {"house_no", "house_code"} & houses.keys())


def _counts_by_district(sketch: SheetSketch) -> bool:
    found = _sure(columns_proposed(sketch, fields_of(FileKind.COMMUNITIES)))
    district = found.get("district_name") or found.get("district_code")
    if district is None:
        return False
    cells = sketch.column(sketch.headers.index(district.column))
    return len(set(cells)) == len(cells) >= ENOUGH_DISTRICTS


def _is_filled_down(sketch: SheetSketch) -> bool:
    """Whether the first column holds a value only where it changes."""
    filled = len(sketch.column(0))
    return 0 < filled <= len(sketch.sample) / 2


def _is_export(sketch: SheetSketch) -> bool:
    marks = {header_key(header.rpartition("/")[2]) for header in sketch.headers} & _marks()
    has_ids = any(
        share(sketch.column(place), UUID_CELL.fullmatch) > 0.9 for place in range(len(sketch.headers))
    )
    return len(marks) + 2 * has_ids >= 3


def _marks() -> frozenset[str]:
    return frozenset(map(header_key, EXPORT_MARKS))


def _other_city(sketch: SheetSketch) -> str:
    """The city that a column names, or that coordinates outside Bangkok stand for."""
    for place, header in enumerate(sketch.headers):
        cells = sketch.column(place) if header_key(header.rpartition("/")[2]) in CITY_NAMES else []
        if cells and share(cells, lambda cell: BANGKOK.fullmatch(header_key(cell))) < 0.5:
            return max(set(cells), key=cells.count)[:40]
    return _("พิกัดอยู่นอกกรุงเทพฯ") if _lies_elsewhere(sketch) else ""


def _lies_elsewhere(sketch: SheetSketch) -> bool:
    points = list(_points(sketch))
    return len(points) >= 3 and share(points, lambda point: in_bangkok_box(*point)) < 0.2


def _points(sketch: SheetSketch) -> Iterator[tuple[float, float]]:
    names = {header_key(header.rpartition("/")[2]): place for place, header in enumerate(sketch.headers)}
    lat = next(
        (names[key] for key in ("latitude", "lat", "gpslatitude", "locationlatitude") if key in names), None
    )
    lng = next((names[key] for key in ("longitude", "lng", "long", "gpslongitude") if key in names), None)
    if lat is None or lng is None:
        return
    for row in sketch.sample:
        if is_number(row[lat]) and is_number(row[lng]):
            yield float(thai.parse_number(row[lat])), float(thai.parse_number(row[lng]))


def _sure(proposals: tuple[Proposal, ...]) -> dict[str, Proposal]:
    return {one.field: one for one in proposals if one.is_sure}


def _refused(sketch: SheetSketch, code: str, sentence: str) -> Recognised:
    return Recognised(sheet=sketch.name, confidence=90, sentence=sentence, refusal=Refusal(code, sentence))
