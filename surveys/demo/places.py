"""Demo communities, as many of each type in each district as BMA's register counts, under made-up names."""

from decimal import Decimal
from pathlib import Path
from random import Random

from django.conf import settings

from communities.models import Community
from districts.models import District
from districts.reference import read

PEOPLE_PER_HOUSEHOLD = 3.6  # BMA community statistics B.E. 2564: 1,181,371 people in 328,119 families
WORDS = {
    "slum": ("ริมคลองร่วมใจ", "หลังวัด", "ริมทางรถไฟ", "ตรอกไม้ไผ่", "บ่อปลา", "ใต้สะพาน", "ริมบึง", "ตลาดเก่า"),
    "urban": ("ร่วมพัฒนา", "สามัคคี", "ซอยสุขใจ", "หน้าตลาด", "บ้านครู", "เพื่อนบ้าน", "สวนหลวง", "วงเวียน"),
    "suburban": ("ทุ่งทอง", "บ้านสวน", "คลองใหม่", "นาข้าว", "ริมทุ่ง", "สวนมะพร้าว", "บ้านบัว", "ท่าเรือ"),
    "high_rise": ("แฟลตร่มเย็น", "อาคารร่วมสุข", "แฟลตเคหะ", "อาคารพักใจ"),
}


def load(random: Random) -> int:
    """Make demo communities in districts that have no registered one; returns how many were made."""
    rows = read(Path(settings.BASE_DIR) / "fixtures" / "community_counts.json")
    taken = set(Community.objects.registered().values_list("district_id", flat=True).distinct())
    made = [place for row in rows if row["district"] not in taken for place in _of_district(row, random)]
    _scatter(made, random)
    return len(Community.objects.bulk_create(made, batch_size=500))


def _of_district(row: dict, random: Random) -> list[Community]:
    types = [code for code in WORDS for _ in range(row[code])]
    weights = [random.uniform(0.4, 1.6) for _ in types]
    scale = row["population"] / sum(weights)
    return [
        _community(row["district"], code, number, round(weight * scale))
        for number, (code, weight) in enumerate(zip(types, weights, strict=True), start=1)
    ]


def _scatter(made: list[Community], random: Random) -> None:
    """Each somewhere around the middle of its district, never outside its frame."""
    districts = District.objects.in_bulk()
    for place in made:
        district = districts[place.district_id]
        place.lat = _near(random, district.lat, district.south, district.north)
        place.lng = _near(random, district.lng, district.west, district.east)


def _near(random: Random, middle: Decimal, low: float, high: float) -> float:
    return round(min(max(random.gauss(float(middle), (high - low) / 10), low), high), 5)


def _community(district: str, code: str, number: int, population: int) -> Community:
    words = WORDS[code]
    place = Community(
        name=f"{words[number % len(words)]} {number}",
        district_id=district,
        type_id=code,
        population=population,
        expected_households=max(1, round(population / PEOPLE_PER_HOUSEHOLD)),
    )
    return place.fill_keys()
