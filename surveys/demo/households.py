"""Making up one household: answers, roster and debts that hang together.

Shares of tenure follow the community survey of B.E. 2568 (owner 40, rent 29, with relatives 21, occupied 9,
welfare housing 1 percent); the other shares are plausible for the type of community and nothing more.
"""

from datetime import date, timedelta
from random import Random

Shares = dict[str, float]

TENURE: dict[str, Shares] = {
    "slum": {"owner": 34, "rent": 27, "free_relative": 20, "occupy": 18, "free_work": 1},
    "urban": {"owner": 43, "rent": 31, "free_relative": 22, "occupy": 3, "free_work": 1},
    "suburban": {"owner": 58, "rent": 17, "free_relative": 21, "occupy": 3, "free_work": 1},
    "high_rise": {"owner": 25, "rent": 52, "free_relative": 16, "instalment": 4, "free_work": 3},
}
DWELLING: dict[str, Shares] = {
    "slum": {"detached": 25, "rowhouse": 35, "room_in_house": 12, "rented_room": 20, "temporary": 8},
    "urban": {"detached": 25, "rowhouse": 30, "townhouse": 25, "rented_room": 15, "room_in_house": 5},
    "suburban": {"detached": 60, "rowhouse": 15, "townhouse": 15, "rented_room": 8, "temporary": 2},
    "high_rise": {"condo": 85, "rented_room": 15},
}
LAND_OWNER: dict[str, Shares] = {
    "slum": {
        "private": 30,
        "temple": 14,
        "crown": 8,
        "railway": 12,
        "port": 5,
        "treasury": 12,
        "canal_public": 15,
        "bma": 4,
    },
    "urban": {"private": 45, "family": 30, "temple": 8, "crown": 7, "treasury": 6, "bma": 4},
    "suburban": {"family": 55, "private": 30, "temple": 5, "irrigation": 4, "canal_public": 6},
    "high_rise": {"nha": 60, "private": 20, "bma": 15, "treasury": 5},
}
CONDITION: dict[str, Shares] = {
    "slum": {"good": 22, "minor": 36, "major": 28, "dilapidated": 9, "unsafe": 5},
    "urban": {"good": 45, "minor": 38, "major": 13, "dilapidated": 3, "unsafe": 1},
    "suburban": {"good": 52, "minor": 34, "major": 11, "dilapidated": 2, "unsafe": 1},
    "high_rise": {"good": 40, "minor": 45, "major": 13, "unsafe": 2},
}
INCOME: dict[str, tuple[int, int]] = {
    "slum": (15_500, 7_500),
    "urban": (24_000, 11_000),
    "suburban": (23_000, 10_500),
    "high_rise": (21_000, 9_000),
}
PROBLEMS: dict[str, Shares] = {
    "slum": {"flood": 30, "crowded": 32, "dilapidated": 28, "fire": 20, "unaffordable": 18, "eviction_notice": 6,
             "lawsuit": 2, "canal_encroachment": 9, "waste": 16, "no_house_registration": 8, "lease_ending": 6},
    "urban": {"flood": 18, "crowded": 16, "unaffordable": 16, "dilapidated": 10, "fire": 8, "lease_ending": 4,
              "eviction_notice": 2, "waste": 8},
    "suburban": {"flood": 34, "dilapidated": 10, "waste": 10, "unaffordable": 9, "canal_encroachment": 3},
    "high_rise": {"crowded": 24, "unaffordable": 20, "safety": 10, "dilapidated": 12, "waste": 6},
}  # fmt: skip
WANT: dict[str, Shares] = {
    "slum": {"stay_repair": 26, "stay_regularise": 20, "reblock": 8, "nearby": 12, "rent_public": 10, "buy": 6,
             "stay_rebuild": 8, "undecided": 8, "none": 2},
    "urban": {"stay_repair": 34, "buy": 16, "rent_public": 9, "none": 20, "undecided": 12, "nearby": 9},
    "suburban": {"stay_repair": 36, "none": 30, "buy": 12, "undecided": 14, "stay_rebuild": 8},
    "high_rise": {"rent_public": 28, "buy": 26, "stay_repair": 14, "none": 20, "undecided": 12},
}  # fmt: skip
WORK: Shares = {
    "daily": 28, "vendor": 16, "private": 24, "rider": 9, "own_account": 9, "government": 3, "bma_staff": 4,
    "state_enterprise": 1, "unemployed": 6,
}  # fmt: skip
MEN = ("สมชาย", "ประสิทธิ์", "วิชัย", "สุชาติ", "อนันต์", "ธนพล", "กิตติ", "บุญมี", "เกรียงไกร", "ไพโรจน์")
WOMEN = ("สมหญิง", "มาลี", "สุดา", "กาญจนา", "วันเพ็ญ", "อรทัย", "นงนุช", "จันทร์เพ็ญ", "เพ็ญศรี", "แสงดาว")
SURNAMES = ("ใจดี", "รักไทย", "แสนสุข", "บุญมา", "ทองคำ", "ศรีสุข", "พงษ์ไพร", "เจริญพร", "โพธิ์งาม", "ไชยวงศ์")


def pick(random: Random, shares: Shares) -> str:
    return random.choices(tuple(shares), tuple(shares.values()))[0]


def some(random: Random, percents: Shares) -> list[str]:
    return [code for code, percent in percents.items() if random.random() * 100 < percent]


def household(random: Random, kind: str, day: date) -> dict:
    """The payload of a household in a community of this type, surveyed on this day."""
    members = _roster(random, day)
    answers = {**_visit(random, day), **_dwelling(random, kind), **_tenure(random, kind, day)}
    answers["members_living"] = len(members)
    income = _share_income(random, kind, members)
    answers.update(_economy(random, income, answers), **_needs(random, kind, income))
    return {"answers": answers, "members": members, "debts": _debts(random, income)}


def _visit(random: Random, day: date) -> dict:
    return {
        "survey_date": day.isoformat(),
        "enumerator": f"{random.choice(WOMEN)} สาธิต",
        "informant": pick(random, {"head": 60, "spouse": 25, "member": 15}),
        "visit_result": pick(random, {"complete": 93, "partial": 7}),
        "privacy_notice": "yes",
        "sensitive_consent": pick(random, {"yes": 85, "no": 15}),
        "share_with": some(random, {"codi": 70, "nha": 60, "msdhs": 55}),
        "registration": pick(random, {"permanent": 70, "temporary": 12, "none": 18}),
        "households_in_house": pick_number(random, (1, 1, 1, 1, 2, 3)),
        "years_here": random.randint(0, 18),
        "moved_from": pick(random, {"same_district": 35, "bangkok": 20, "province": 42, "abroad": 3}),
    }


def pick_number(random: Random, numbers: tuple[int, ...]) -> int:
    return random.choice(numbers)


def _roster(random: Random, day: date) -> list[dict]:
    """A head, perhaps a spouse, children and a parent, with ages that fit."""
    head_age = random.randint(32, 62)
    members = [_person(random, day, "head", head_age, random.random() < 0.62)]
    if random.random() < 0.6:
        members.append(
            _person(random, day, "spouse", max(20, head_age + random.randint(-5, 4)), random.random() < 0.4)
        )
    for _ in range(random.choices((0, 1, 2, 3), (38, 32, 22, 8))[0]):
        members.append(
            _person(random, day, "child", random.randint(1, max(2, head_age - 20)), random.random() < 0.5)
        )
    if random.random() < 0.28:
        members.append(
            _person(random, day, "parent", head_age + random.randint(20, 30), random.random() < 0.35)
        )
    return members


def _person(random: Random, day: date, relation: str, age: int, is_man: bool) -> dict:
    works = 18 <= age < 60 and random.random() < 0.85
    disabled = random.random() < (0.12 if age >= 60 else 0.02)
    return {
        "relation": relation,
        "title": "mr" if is_man else "mrs",
        "first_name": random.choice(MEN if is_man else WOMEN),
        "last_name": random.choice(SURNAMES),
        "sex": "male" if is_man else "female",
        "id_kind": "thai13",
        "birth_date": (day - timedelta(days=round(age * 365.25) + random.randint(1, 300))).isoformat(),
        "nationality": "thai",
        "registered_here": pick(random, {"yes": 68, "no": 32}),
        **_schooling(random, day, age),
        "work": _work(random, age, works),
        "income_month": 0 if works else None,
        "welfare": _welfare(random, age, disabled),
        **_health(random, age, disabled),
    }


def _schooling(random: Random, day: date, age: int) -> dict:
    if not 21 <= age <= 35:
        return {"education": "primary" if age >= 7 else "none"}
    studied = pick(random, {"upper_secondary": 60, "diploma": 15, "bachelor": 25})
    graduated = day.year - max(0, age - 22) if studied != "upper_secondary" else None
    return {"education": studied, "graduated_year": graduated}


def _health(random: Random, age: int, disabled: bool) -> dict:
    kinds = {"moving": 60, "seeing": 15, "hearing": 15, "mind": 10}
    return {
        "disability": [pick(random, kinds)] if disabled else [],
        "bedridden": "yes" if age >= 70 and random.random() < 0.05 else "no",
        "chronic": "yes" if age >= 45 and random.random() < 0.3 else "no",
    }


def _work(random: Random, age: int, works: bool) -> str:
    if works:
        return pick(random, {code: share for code, share in WORK.items() if code != "unemployed"})
    if age < 22:
        return "student" if age >= 4 else ""
    return "retired" if age >= 60 else pick(random, {"housework": 60, "unemployed": 40})


def _welfare(random: Random, age: int, disabled: bool) -> list[str]:
    offers = {
        "gold_card": 70.0,
        "state_card": 38.0 if age >= 18 else 0.0,
        "old_age": 88.0 if age >= 61 else 0.0,
    }
    offers["disability"] = 80.0 if disabled else 0.0
    offers["child_grant"] = 35.0 if age <= 5 else 0.0
    return some(random, offers) or ["none"]


def _dwelling(random: Random, kind: str) -> dict:
    floods = pick_number(random, (0, 0, 0, 1, 2, 4)) if kind != "high_rise" else 0
    return {
        "dwelling": pick(random, DWELLING[kind]),
        "storeys": random.choice((1, 1, 2, 2, 3)),
        "material": "concrete" if kind == "high_rise" else pick(random, {"concrete": 40, "mixed": 30, "wood": 20, "light": 10}),
        "condition": pick(random, CONDITION[kind]),
        "bedrooms": random.choices((1, 2, 3), (45, 35, 20))[0],
        "water": pick(random, {"own_meter": 76, "shared": 19, "bought": 4, "none": 1}),
        "electricity": pick(random, {"own_meter": 78, "temporary": 10, "shared": 12}),
        "toilet": pick(random, {"private": 90, "shared": 9, "none": 1}),
        "sewage": pick(random, {"treated": 20, "septic": 58, "canal": 22}),
        "access_width": random.choice((0.8, 1.2, 1.5, 2, 3, 4)),
        "floods_per_year": floods,
        "flood_depth": random.randint(5, 60) if floods else None,
        "fire_risk": pick(random, {"low": 40, "medium": 38, "high": 22}),
        "canal": pick(random, {"none": 80, "beside": 16, "within": 4}),
    }  # fmt: skip


def _tenure(random: Random, kind: str, day: date) -> dict:
    tenure = pick(random, TENURE[kind])
    owner = pick(random, LAND_OWNER[kind])
    problems = some(random, PROBLEMS[kind]) or ["none"]
    answers = {
        "house_tenure": tenure,
        "land_owner": owner,
        "land_tenure": "encroach" if tenure == "occupy" else _land_tenure(random, owner),
        "problems": problems,
        "rent_house": random.randrange(1_500, 5_500, 100) if tenure == "rent" else None,
    }
    if {"eviction_notice", "lawsuit"} & set(problems):
        deadline = day + timedelta(days=random.randint(200, 700))
        answers.update(eviction_by="เจ้าของที่ดิน", eviction_deadline=deadline.isoformat())
    return answers


def _land_tenure(random: Random, owner: str) -> str:
    if owner == "family":
        return "title"
    return pick(random, {"lease": 34, "verbal": 26, "permitted": 26, "title": 8, "dispute": 3, "unknown": 3})


def _share_income(random: Random, kind: str, members: list[dict]) -> int:
    """Spread the household's income over those who work; returns it in baht a month."""
    workers = [row for row in members if row["income_month"] == 0]
    mean, spread = INCOME[kind]
    income = max(4_000, round(random.gauss(mean, spread) / 500) * 500) if workers else 1_500
    for row in workers:
        row["income_month"] = max(600, income // len(workers))
    return sum(row["income_month"] or 0 for row in members) or income


def _economy(random: Random, income: int, answers: dict) -> dict:
    if answers["rent_house"]:
        answers["rent_house"] = min(answers["rent_house"], max(500, int(income * 0.48) // 100 * 100))
    return {
        "income_total": income,
        "income_regular": pick(random, {"yes": 45, "no": 55}),
        "expense_food": int(income * random.uniform(0.25, 0.45)),
        "expense_housing": answers["rent_house"] or random.randrange(0, 1_000, 100),
        "expense_utility": random.randrange(400, 1_800, 50),
        "expense_transport": random.randrange(300, 2_500, 100),
        "savings": [pick(random, {"none": 55, "bank": 25, "savings_group": 14, "share": 6})],
        "savings_group_member": pick(random, {"yes": 18, "no": 82}),
    }


def _needs(random: Random, kind: str, income: int) -> dict:
    want = pick(random, WANT[kind])
    programmes = some(random, {"baan_mankong": 26, "nha_rent": 18, "repair_grant": 24, "nha_buy": 10})
    return {
        "want": want,
        "form": pick(random, {"row": 35, "flat": 30, "detached": 35}),
        "max_distance": random.choice((1, 3, 5, 10)),
        "afford_month": random.randrange(500, max(700, int(income * 0.22)), 100),
        "timeframe": pick(random, {"now": 18, "one_year": 30, "three_years": 28, "later": 24}),
        "programmes": programmes or ["none"],
        "join_baan_mankong": pick(random, {"yes": 34, "no": 26, "more_information": 40}),
    }


def _debts(random: Random, income: int) -> list[dict]:
    sources = some(random, {"informal": 26, "hire_purchase": 18, "bank": 14, "village_fund": 12})
    return [
        {
            "source": source,
            "balance": random.randrange(5_000, 120_000, 1_000),
            "pay_month": int(income * random.uniform(0.03, 0.2)),
            "rate": round(random.uniform(2, 9), 2)
            if source == "informal"
            else round(random.uniform(0.3, 1.5), 2),
        }
        for source in sources
    ]
