"""A made-up file of the shape in which Kobo exported the household survey of B.E. 2568."""

import csv
from io import StringIO
from random import Random

from communities.models import Community

ROUND = "2568"
NAMES = 262
"""So many community names stood in the real file, four in ten of them matching none of the register."""
ASKED = ("community_type", "family_status", "hhsize", "hh_child_count", "hh_worker_count", "occupation_type")
ONE_HOT = [
    f"{name}_{n}" for name in ("community_disaster", "self_disaster") for n in (1, 2, 3, 4, 5, 6, 7, 8, 0)
]
HEADERS = (
    *("_index", "start", "end", "dname", "community_name", "house_status", "rent_price"),
    *ASKED,
    *ONE_HOT,
)


def kobo_file(rows: int, *, first: int = 1) -> str:
    """The text of the CSV file: for one `first`, the number of its first row, and the same communities the same."""
    random, text = Random(2567 + first), StringIO()
    places = _places(random)
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    writer.writerows(_row(random, number, *random.choice(places)) for number in range(first, first + rows))
    return text.getvalue()


def _places(random: Random) -> list[tuple[str, str]]:
    """District and community as people type them: with or without the prefix, or unknown."""
    known = list(Community.objects.registered().order_by("pk").values_list("district_id", "name"))
    chosen = random.sample(known, min(NAMES, len(known)))
    return [
        (district, f"ย่าน{name}ใหม่" if number % 10 < 4 else f"ชุมชน {name}")
        for number, (district, name) in enumerate(chosen)
    ]


def _row(random: Random, number: int, district: str, name: str) -> list:
    day, minute, tenure = random.randint(1, 28), random.randint(0, 59), random.choice("11223")
    moments = (f"7/{day}/2025 {random.randint(8, 16)}:{minute:02d}", f"7/{day}/2025 18:{minute:02d}")
    rent = random.randrange(1_500, 6_000, 100) if tenure == "2" else ""
    asked = ("ชุมชนเมือง", 1, random.randint(1, 8), random.randint(0, 3), random.randint(0, 4), 6)
    return [number, *moments, district, name, tenure, rent, *asked, *(random.choice("01") for _ in ONE_HOT)]
