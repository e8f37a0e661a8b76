"""Reading a GeoJSON file of the fifty districts: every one of them, once, sound and in its place, or a refusal."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from districts.models import District
from districts.naming import DistrictNames, Meant
from districts.projection import in_bangkok_box
from districts.rings import Polygon, Ring, Shape, box_of, is_sound, wound

LARGEST_FILE = 32 * 1024**2
MOST_POINTS = 300_000
FRACTIONS = 100_000
"""Degrees are kept as whole numbers of their hundred-thousandths, about a metre."""
CODE_KEYS = ("code", "dcode", "district_code", "dist_code", "amphoe_code", "amp_code", "รหัสเขต", "id")
NAME_KEYS = (
    *("name_th", "dname", "dname_th", "district_th", "district", "district_name", "amphoe_th", "amphoe"),
    *("เขต", "ชื่อเขต", "name", "name_en", "dname_e", "dname_en", "amphoe_en"),
)
LNG_LAT = ("CRS84", "EPSG::4326", "EPSG:4326", "4326", "WGS84")


class BoundariesRefused(ValueError):
    """A file that is not the boundaries of the fifty districts; `sentence` says why and where."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Drawn:
    """One district as a file draws it; `given` is the name that had to be corrected."""

    code: str
    shape: Shape
    by_name: bool = False
    given: str = ""


def read_boundaries(file: Path) -> list[Drawn]:
    """The fifty districts in the order of their codes; raises BoundariesRefused."""
    collection = _json(_content(file))
    _check_kind(collection)
    districts = {one.pk: one for one in District.objects.all()}
    names = DistrictNames(districts.values())
    found: dict[str, Drawn] = {}
    for number, feature in enumerate(collection["features"], start=1):
        one = _drawn(feature, number, districts, names)
        if one.code in found:
            _refuse(_("%(district)sมีซ้ำในไฟล์ ต้องมีเขตละหนึ่งรายการ"), district=_named(districts[one.code]))
        found[one.code] = one
    _check_all(found, districts)
    return [found[code] for code in sorted(found)]


def _refuse(sentence: str, **words: object) -> None:
    raise BoundariesRefused(sentence % words)


def _named(district: District) -> str:
    return _("เขต%(name)s") % {"name": district.name}


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST_FILE:
            _refuse(_("ไฟล์ใหญ่เกิน %(size)s MB ลดรายละเอียดของเส้นแล้วส่งใหม่"), size=LARGEST_FILE // 1024**2)
        return file.read_bytes()
    except OSError as error:
        raise BoundariesRefused(_("เปิดไฟล์ไม่ได้ ตรวจชื่อและที่อยู่ของไฟล์")) from error


def _json(content: bytes) -> dict:
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BoundariesRefused(_("ไฟล์นี้ไม่ใช่ GeoJSON (ข้อความ JSON รหัส UTF-8) ส่งออกใหม่เป็น GeoJSON")) from error


def _no_number(word: str) -> None:
    raise ValueError(word)


def _check_kind(collection: object) -> None:
    is_collection = isinstance(collection, dict) and collection.get("type") == "FeatureCollection"
    if not is_collection or not isinstance(collection.get("features"), list):
        _refuse(_("ไฟล์นี้เป็น JSON แต่ไม่ใช่ FeatureCollection ของ GeoJSON"))
    if (given := collection.get("crs")) is not None and not _is_lng_lat(given):
        _refuse(_("ระบบพิกัดของไฟล์ไม่ใช่ลองจิจูด ละติจูด (WGS84, CRS84) แปลงระบบพิกัดแล้วส่งใหม่"))


def _is_lng_lat(crs: object) -> bool:
    named = crs.get("properties") if isinstance(crs, dict) else None
    name = str(named.get("name", "")) if isinstance(named, dict) else ""
    return name.upper().endswith(LNG_LAT)


def _drawn(feature: object, number: int, districts: Mapping, names: DistrictNames) -> Drawn:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties") or {}, dict):
        _refuse(_("รายการที่ %(number)s ไม่ใช่ Feature ของ GeoJSON"), number=number)
    told = {str(key).casefold(): value for key, value in (feature.get("properties") or {}).items()}
    told.setdefault("id", feature.get("id"))
    code, by_name, given = _identified(told, number, districts, names)
    shape = _shape(feature.get("geometry"), _named(districts[code]))
    return Drawn(code, shape, by_name, given)


def _identified(
    told: Mapping, number: int, districts: Mapping, names: DistrictNames
) -> tuple[str, bool, str]:
    """The district of a feature, whether its name told it, and that name where it had to be corrected."""
    code = next((one for key in CODE_KEYS if (one := _code(told.get(key))) in districts), None)
    said = [str(told[key]) for key in NAME_KEYS if isinstance(told.get(key), str) and told[key].strip()]
    name, meant = _meant(said, names)
    if code and meant and meant.code != code:
        words = {"code": code, "name": name, "number": number}
        _refuse(_("รายการที่ %(number)s: รหัส %(code)s ไม่ใช่รหัสของเขต “%(name)s” แก้ให้เป็นเขตเดียวกัน"), **words)
    if not code and not meant:
        shown = ", ".join(said[:2]) or _("ไม่มีรหัสหรือชื่อเขต")
        _refuse(_("รายการที่ %(number)s (%(shown)s) ไม่ตรงกับเขตใดใน 50 เขต"), number=number, shown=shown)
    return code or meant.code, not code, name if meant and meant.corrected else ""


def _meant(said: Sequence[str], names: DistrictNames) -> tuple[str, Meant | None]:
    """The first name that means a district, and which."""
    found = ((name, names.meant_by(name)) for name in said)
    return next(((name, meant) for name, meant in found if meant), ("", None))


def _code(value: object) -> str:
    """A code as text, whether the file has it as text or as a number."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return thai.arabic_digits(str(value)).strip()


def _shape(geometry: object, where: str) -> Shape:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        _refuse(_("%(where)s: รูปต้องเป็น Polygon หรือ MultiPolygon"), where=where)
    drawn = geometry.get("coordinates")
    parts = [drawn] if kind == "Polygon" else drawn
    if not isinstance(parts, list) or not parts:
        _refuse(_("%(where)s: ไม่มีพิกัด"), where=where)
    return tuple(_polygon(part, where) for part in parts)


def _polygon(part: object, where: str) -> Polygon:
    if not isinstance(part, list) or not part:
        _refuse(_("%(where)s: ไม่มีพิกัด"), where=where)
    polygon = tuple(_ring(ring, where) for ring in part)
    if not is_sound(polygon):
        _refuse(_("%(where)s: เส้นแนวเขตตัดหรือแตะตัวเอง แก้รูปแล้วส่งใหม่"), where=where)
    return wound(polygon)


def _ring(points: object, where: str) -> Ring:
    """A closed line without the point that closes it, each point once; about a metre is the finest."""
    if not isinstance(points, list) or not 4 <= len(points) <= MOST_POINTS:
        _refuse(_("%(where)s: เส้นแนวเขตต้องมี 4 ถึง %(most)s จุด"), where=where, most=f"{MOST_POINTS:,}")
    degrees = [_degrees(point, where) for point in points]
    if degrees[0] != degrees[-1]:
        _refuse(_("%(where)s: เส้นแนวเขตไม่ปิด จุดแรกกับจุดสุดท้ายต้องเป็นจุดเดียวกัน"), where=where)
    fine = [(round(lng * FRACTIONS), round(lat * FRACTIONS)) for lng, lat in degrees]
    return tuple(point for point, after in zip(fine[:-1], fine[1:], strict=True) if point != after)


def _degrees(point: object, where: str) -> tuple[float, float]:
    is_pair = isinstance(point, list) and len(point) >= 2 and all(map(_is_number, point[:2]))
    if not is_pair:
        _refuse(_("%(where)s: พิกัดต้องเป็นคู่ตัวเลข [ลองจิจูด, ละติจูด]"), where=where)
    lng, lat = point[:2]
    if in_bangkok_box(lng, lat):
        _refuse(_("%(where)s: ละติจูดกับลองจิจูดสลับกัน ต้องเป็น [ลองจิจูด, ละติจูด]"), where=where)
    if not in_bangkok_box(lat, lng):
        words = {"where": where, "lng": f"{lng:g}", "lat": f"{lat:g}"}
        _refuse(_("%(where)s: จุด %(lng)s, %(lat)s อยู่นอกกรุงเทพฯ ตรวจระบบพิกัด (ต้องเป็น WGS84)"), **words)
    return lng, lat


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _check_all(found: Mapping[str, Drawn], districts: Mapping[str, District]) -> None:
    """All of the districts, each around its middle, and together no more than the page can draw."""
    if missing := [_named(one) for code, one in districts.items() if code not in found]:
        words = {"count": len(missing), "names": ", ".join(missing[:5])}
        _refuse(_("ไฟล์ขาด %(count)s เขต: %(names)s"), **words)
    points = sum(len(ring) for one in found.values() for polygon in one.shape for ring in polygon)
    if points > MOST_POINTS:
        words = {"count": f"{points:,}", "most": f"{MOST_POINTS:,}"}
        _refuse(_("แนวเขตมี %(count)s จุด เกิน %(most)s จุด ลดรายละเอียดของเส้นแล้วส่งใหม่"), **words)
    for code, one in found.items():
        if not _is_around(one.shape, districts[code]):
            _refuse(
                _("แนวของ%(district)sไม่ล้อมกลางเขต รหัสหรือชื่ออาจสลับกับเขตอื่น"), district=_named(districts[code])
            )


def _is_around(shape: Shape, district: District) -> bool:
    """Whether the frame of the shape holds the middle of the district."""
    west, south, east, north = (end / FRACTIONS for end in box_of(shape))
    return south <= district.lat <= north and west <= district.lng <= east
