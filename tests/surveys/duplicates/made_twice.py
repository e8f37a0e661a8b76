"""Households that two officers entered, and households that only look so: for measuring what is found.

A true pair is one household written twice.  The second officer hears names otherwise, sees another number on
the door, gets no cards shown: `SLIPS` says how often, each slip independently of the others, so that most second
forms have two or three.  A non-pair is another household made to resemble the first in one hard way.
"""

from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from random import Random

from surveys.demo.households import MEN, SURNAMES, WOMEN, household
from tests import factories

DAY = date(2026, 11, 1)
SLIPS = {
    "name_typo": 0.25,  # of each name part
    "title_in_name": 0.10,  # of the household
    "swapped_names": 0.08,  # of the household: surname first
    "id_missing": 0.35,  # of each person
    "no_ids": 0.25,  # of the household
    "other_house_no": 0.40,
    "no_house_code": 0.45,
    "other_phone": 0.45,
    "no_phone": 0.20,
    "year_only": 0.12,  # of each person
    "misread_birth": 0.05,  # of each person: one of day, month and year
    "person_missing": 0.12,  # of the household
    "person_added": 0.08,  # of the household
    "other_head": 0.06,  # of the household: the spouse is put first
    "no_point": 0.25,
    "moved": 0.05,  # to another community of the district
}
FIRST = ("สม", "วิ", "สุ", "อภิ", "ประ", "นิ", "กิต", "ธน", "ณัฐ", "พร", "จิ", "รัต", "มา", "บุญ", "ชัย", "ศิริ")
MIDDLE_MEN = ("ชาย", "ศักดิ์", "พงษ์", "วัฒน์", "เดช", "ชัย", "พล", "ยุทธ", "เกียรติ", "ฤทธิ์", "นนท์", "ภพ")
MIDDLE_WOMEN = ("พร", "ณี", "ลักษณ์", "ดา", "รัตน์", "ภา", "วรรณ", "ทิพย์", "นุช", "ลี", "มาศ", "กานต์")
FAMILY = ("แก้ว", "ทอง", "ศรี", "วงศ์", "สุข", "บุญ", "เจริญ", "รุ่ง", "อินทร์", "จันทร์", "พันธ์", "ไชย", "มณี", "ภู่")
FAMILY_END = (
    "ประเสริฐ",
    "เรือง",
    "มาก",
    "สว่าง",
    "คำ",
    "ดี",
    "วัฒนา",
    "กุล",
    "ทรัพย์",
    "ใส",
    "นาค",
    "พิทักษ์",
    "เพชร",
    "สมบูรณ์",
    "งาม",
)
SOUND_ALIKE = ("สศษซ", "รล", "ทธ", "ดต", "พภผ", "คข", "นณ", "ยญ", "ชฉ", "ิี", "ุู", "ึื", "ไใ", "่้", "บป")

Form = dict


def first_name(random: Random, is_man: bool) -> str:
    """Three in ten have one of the very common names."""
    if random.random() < 0.3:
        return random.choice(MEN if is_man else WOMEN)
    return random.choice(FIRST) + random.choice(MIDDLE_MEN if is_man else MIDDLE_WOMEN)


def surname(random: Random) -> str:
    if random.random() < 0.2:
        return random.choice(SURNAMES)
    return random.choice(FAMILY) + random.choice(FAMILY_END)


class Town:
    """Makes households of a few communities; everything follows from the seed."""

    def __init__(self, seed: int, communities: list[int]) -> None:
        self.random = Random(seed)
        self.communities = communities
        self.number = seed % 1_000 * 1_000_000

    def household(self) -> Form:
        """A household as it is: a family of one surname, or nearly."""
        made, random = household(self.random, "slum", DAY), self.random
        family, place = surname(random), random.randrange(len(self.communities))
        people = [self._person(row, family) for row in made["members"]]
        return {
            "community": self.communities[place],
            "house_no": f"{random.randint(1, 500)}/{random.randint(1, 20)}",
            "house_code": f"10{random.randrange(10**9):09d}" if random.random() < 0.6 else "",
            "phone": self.phone() if random.random() < 0.75 else "",
            "point": self._point(place) if random.random() < 0.8 else None,
            "people": people,
        }

    def _person(self, row: dict, family: str) -> dict:
        is_man, random = row["sex"] == "male", self.random
        own = row["relation"] in ("spouse", "parent") and random.random() < 0.5
        return {
            "relation": row["relation"],
            "sex": row["sex"],
            "first_name": first_name(random, is_man),
            "last_name": surname(random) if own else family,
            "birth_date": date.fromisoformat(row["birth_date"]),
            "birth_year": None,
            "citizen_id": self.citizen_id() if random.random() < 0.85 else "",
        }

    def citizen_id(self) -> str:
        self.number += self.random.randrange(1, 900)
        return factories.citizen_id(self.number * 97 % 10**11, first=self.random.choice("1335"))

    def phone(self) -> str:
        return f"08{self.random.randrange(10**8):08d}"

    def _point(self, place: int) -> tuple[float, float]:
        """Somewhere within a hundred and fifty metres of the middle of the community."""
        north, east = (self.random.uniform(-0.0014, 0.0014) for _ in range(2))
        return 13.7 + place * 0.005 + north, 100.5 + east

    # --- true pairs ---

    def again(self, first: Form) -> Form:
        """The same household on another officer's form."""
        second, chance = deepcopy(first), self._chance
        self._again_people(second)
        if chance("other_house_no"):
            second["house_no"] = self._other_number(first["house_no"])
        if chance("no_house_code"):
            second["house_code"] = ""
        if chance("other_phone"):
            second["phone"] = self.phone()
        if chance("no_phone"):
            second["phone"] = ""
        second["point"] = None if chance("no_point") else self._near(first["point"])
        if chance("moved"):
            second.update(self._elsewhere())
        return second

    def _again_people(self, second: Form) -> None:
        people, chance = second["people"], self._chance
        if len(people) > 2 and chance("person_missing"):
            people.pop()
        if chance("person_added"):
            people.append(self._newcomer(people[0]))
        if len(people) > 1 and people[1]["relation"] == "spouse" and chance("other_head"):
            people[0]["relation"], people[1]["relation"] = "spouse", "head"
        no_ids, swapped, titled = chance("no_ids"), chance("swapped_names"), chance("title_in_name")
        for person in people:
            self._slip(person, no_ids)
            if swapped:
                person["first_name"], person["last_name"] = person["last_name"], person["first_name"]
            elif titled:
                person["first_name"] = ("นาย" if person["sex"] == "male" else "นาง") + person["first_name"]

    def _slip(self, person: dict, no_ids: bool) -> None:
        for part in ("first_name", "last_name"):
            if self._chance("name_typo"):
                person[part] = self.typo(person[part])
        if no_ids or self._chance("id_missing"):
            person["citizen_id"] = ""
        if self._chance("misread_birth"):
            person["birth_date"] = self._misread(person["birth_date"])
        if self._chance("year_only"):
            person["birth_year"], person["birth_date"] = person["birth_date"].year, None

    def typo(self, name: str) -> str:
        """One slip of a hand or an ear."""
        at = self.random.randrange(len(name))
        slips: tuple[Callable[[], str], ...] = (
            lambda: self._sound_alike(name),
            lambda: self._sound_alike(name),
            lambda: "".join(letter for letter in name if letter not in "่้๊๋์็"),
            lambda: name[:at] + name[at + 1 :],
            lambda: name[:at] + name[at] + name[at:],
            lambda: name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :],
            lambda: name[:at] + self.random.choice("กดนมรสาิ") + name[at + 1 :],
        )
        return self.random.choice(slips)() or name

    def _sound_alike(self, name: str) -> str:
        places = [(at, group) for at, letter in enumerate(name) for group in SOUND_ALIKE if letter in group]
        if not places:
            return name + "์"
        at, group = self.random.choice(places)
        return name[:at] + self.random.choice(group.replace(name[at], "")) + name[at + 1 :]

    def _misread(self, born: date) -> date:
        if born.day <= 12 and self.random.random() < 0.4:
            return born.replace(month=born.day, day=born.month)
        if self.random.random() < 0.5:
            return born.replace(day=1 + born.day % 28)
        return born - timedelta(days=365) if born.year % 4 else born

    def _other_number(self, house_no: str) -> str:
        front, back = house_no.split("/")
        return self.random.choice(
            (f"{front}/{int(back) + 20}", front, f"{back}/{front}", f"{int(front) + 7}/{back}")
        )

    def _near(self, point: tuple[float, float] | None) -> tuple[float, float] | None:
        """A second reading, within some twenty metres."""
        return point and tuple(one + self.random.uniform(-0.00015, 0.00015) for one in point)

    def _elsewhere(self) -> Form:
        place = self.random.randrange(len(self.communities))
        number = f"{self.random.randint(1, 500)}/{self.random.randint(1, 20)}"
        return {
            "community": self.communities[place],
            "point": self._point(place),
            "house_no": number,
            "house_code": "",
        }

    def _newcomer(self, head: dict) -> dict:
        return self._person(
            {"relation": "relative", "sex": "female", "birth_date": "2001-05-06"}, head["last_name"]
        )

    def _chance(self, slip: str) -> bool:
        return self.random.random() < SLIPS[slip]

    # --- non-pairs ---

    def relatives(self, first: Form) -> Form:
        """Another family of the same surname under the same house code."""
        other, family = self.household(), first["people"][0]["last_name"]
        for person in other["people"]:
            person["last_name"] = family
        return {**other, **_same(first, "community", "house_no", "house_code", "point")}

    def twin(self, first: Form) -> Form:
        """The household of the head's twin: surname, birth date and half of the first name are the same."""
        other, head = self.household(), first["people"][0]
        start = head["first_name"][:2]
        ends = MIDDLE_MEN if head["sex"] == "male" else MIDDLE_WOMEN
        name = self.random.choice([f"{start}{end}" for end in ends if f"{start}{end}" != head["first_name"]])
        other["people"][0].update({**_same(head, "last_name", "birth_date", "sex"), "first_name": name})
        return (
            {**other, **_same(first, "community", "house_no", "house_code")}
            if self.random.random() < 0.5
            else other
        )

    def lodgers(self, first: Form) -> Form:
        """Neighbours in one house: number, code, point, and often the landlord's phone."""
        other = {**self.household(), **_same(first, "community", "house_no", "house_code", "point")}
        return {**other, "phone": first["phone"]} if self.random.random() < 0.5 else other

    def namesake(self, first: Form) -> Form:
        """A head of the same first and last name, born on another day of the same year, perhaps next door."""
        other, head = self.household(), first["people"][0]
        born = head["birth_date"].replace(month=self.random.randint(1, 12), day=self.random.randint(1, 28))
        names = _same(head, "first_name", "last_name", "sex")
        other["people"][0].update(names, birth_date=born + timedelta(days=born == head["birth_date"]))
        return {**other, "community": first["community"]} if self.random.random() < 0.5 else other


def _same(of: dict, *keys: str) -> dict:
    return {key: of[key] for key in keys}
