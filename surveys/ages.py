"""How old a member of the roster is."""

from datetime import date

from surveys.entry import Entry, Row


def age_of(member: Row, entry: Entry, today: date) -> int | None:
    """Full years on the day of the survey; from a birth year alone, the age reached in that year."""
    day = entry.get("survey_date") or today
    born = member.get("birth_date")
    if born:
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    year = member.get("birth_year")
    return day.year - year if year else None
