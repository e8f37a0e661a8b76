"""The data package: what the files of a version are, as the Frictionless standard says it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from open_data.files import CSV, FIGURES, File, json_file

NAME = "datapackage.json"
TITLE = "ที่อยู่อาศัยของชุมชนกรุงเทพมหานคร / Housing in Bangkok communities"
PUBLISHER = {"title": "สำนักพัฒนาสังคม กรุงเทพมหานคร / Social Development Department, BMA", "role": "publisher"}
ABOUT = (
    "ผลรวมจากแบบสำรวจที่อนุมัติแล้ว ตัวเลข 1 ถึง 4 และตัวเลขที่ใช้คำนวณย้อนได้ถูกเว้นว่าง "
    "แถวที่ไม่มีหมายความว่าไม่มีครัวเรือนที่สำรวจ / "
    "Sums over approved surveys. Counts of 1 to 4, and those from which they could be computed, are left blank. "
    "A place and type without rows had no surveyed household."
)
TITLES = {
    "figures": "ตัวเลขตามพื้นที่และประเภทชุมชน / Figures by place and type of community",
    "measures": "พจนานุกรมข้อมูล / Data dictionary",
    "places": "พื้นที่ / Places",
    "community_types": "ประเภทชุมชน / Types of community",
}
KEYS = {
    "figures": list(FIGURES[:3]),
    "measures": ["measure"],
    "places": ["code"],
    "community_types": ["code"],
}
SPOKEN = {
    "place": "รหัสพื้นที่ / code of the place",
    "community_type": "รหัสประเภทชุมชน all คือทุกประเภท / type of community, all for every type together",
    "measure": "รหัสตัวชี้วัด / name of the measure",
    "value": "ตัวเลข ว่างเมื่อปกปิด / the number, blank where withheld",
    "withheld": "ปกปิดหรือไม่ / whether the number is withheld",
    "kind": "count จำนวนนับ, sum ผลรวม / a count, or a sum of amounts",
    "part_of": "จำนวนนับที่ครอบตัวชี้วัดนี้ / the count that contains this one",
    "within": "พื้นที่ที่ครอบพื้นที่นี้ / the place that contains this one",
    "level": "ระดับพื้นที่ city, group, district / level of the place",
}


def package_of(files: Sequence[File], *, version: str, round: str, as_of: datetime, licence: Mapping) -> File:
    """`datapackage.json` over the files beside it."""
    tables = [_resource(file) for file in files]
    return json_file(
        NAME,
        {
            "profile": "data-package",
            "name": "bkkhousing-open-data",
            "id": f"bkkhousing-open-data-{version}",
            "title": TITLE,
            "description": ABOUT,
            "version": version,
            "created": as_of.isoformat(),
            "round": round,
            "keywords": ["housing", "Bangkok", "survey", "ที่อยู่อาศัย", "ชุมชน"],
            "licenses": [dict(licence)],
            "contributors": [PUBLISHER],
            "resources": tables,
        },
    )


def _resource(file: File) -> dict:
    stem, _, suffix = file.name.partition(".")
    is_table = file.media_type == CSV
    described = {
        "name": stem.replace("_", "-") if is_table else f"{stem}-json",
        "path": file.name,
        "profile": "tabular-data-resource" if is_table else "data-resource",
        "title": TITLES[stem],
        "format": suffix,
        "mediatype": file.media_type,
        "encoding": "utf-8",
        "bytes": len(file.content),
        "hash": f"sha256:{file.sha256}",
    }
    return {**described, "schema": _schema(stem, file)} if is_table else described


def _schema(stem: str, file: File) -> dict:
    columns = file.content.decode("utf-8-sig").partition("\r\n")[0].split(",")
    schema = {"fields": [_field(name) for name in columns], "primaryKey": KEYS[stem], "missingValues": [""]}
    if stem == "figures":
        schema["foreignKeys"] = [
            _key("place", "places", "code"),
            _key("community_type", "community-types", "code"),
            _key("measure", "measures", "measure"),
        ]
    return schema


def _field(name: str) -> dict:
    kind = {"value": "integer", "withheld": "boolean"}.get(name, "string")
    return {"name": name, "type": kind, "description": SPOKEN.get(name, name)}


def _key(field: str, resource: str, other: str) -> dict:
    return {"fields": field, "reference": {"resource": resource, "fields": other}}
