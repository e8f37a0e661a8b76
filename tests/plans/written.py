"""Plans and working groups as tests need them, made through the actions."""

from datetime import date, timedelta

from django.utils import timezone

from plans import actions
from plans.models import SurveyPlan, WorkingGroup

DAY = timedelta(days=1)
WORK = {"process": "ชี้แจงแล้วเดินสำรวจ", "methods": ("door_to_door",), "tools": ("paper",)}


def today() -> date:
    return timezone.localdate()


def in_days(number: int) -> date:
    return today() + number * DAY


def community_row(place, households: int = 60, **days) -> dict:
    return {"community_id": place.pk, "households": households, "starts_on": None, "ends_on": None, **days}


def milestone(what: str = "ลงพื้นที่", first: int = -5, last: int = 30, who: str = "ทีม 1") -> dict:
    return {"what": what, "starts_on": in_days(first), "ends_on": in_days(last), "who": who}


def person(name: str = "ทีม 1", interviewers: int = 4) -> dict:
    return {"name": name, "role": "สัมภาษณ์", "organisation": "เขต", "interviewers": interviewers}


def plan(round, by, *communities, **fields) -> SurveyPlan:
    """A draft that lacks nothing; the communities are rows or places."""
    rows = [row if isinstance(row, dict) else community_row(row) for row in communities]
    return actions.save_plan(
        round=round,
        district=by.district,
        fields={**WORK, "areas": "ริมคลอง", **fields},
        rows={"communities": rows, "milestones": [milestone()], "people": [person()]},
        revision=0,
        by=by,
        at=timezone.now(),
    )


def sent(round, by, *communities, **fields) -> SurveyPlan:
    made = plan(round, by, *communities, **fields)
    return actions.send(plan=made, revision=made.revision, by=by, at=timezone.now())


def approved(round, by, department, *communities, **fields) -> SurveyPlan:
    made = sent(round, by, *communities, **fields)
    return actions.approve(plan=made, revision=made.revision, by=department, at=timezone.now())


def member(name: str = "นางมาลี ทดลอง", **given) -> dict:
    return {
        "name": name,
        "position": "หัวหน้าฝ่าย",
        "organisation": "เขต",
        "role": "member",
        "phone": "",
        **given,
    }


def group(by, *members, **fields) -> WorkingGroup:
    fields = {"status": "informal", **fields}
    made = {"revision": 0, "by": by, "at": timezone.now()}
    return actions.save_group(district=by.district, fields=fields, members=list(members), **made)


def decision(what: str = "ขอแผนผังที่ดิน", due: int | None = 10, **given) -> dict:
    return {"what": what, "owner": "ฝ่าย", "due_on": due and in_days(due), "state": "open", **given}


def meeting(by, *decisions, attendees=(), day: int = -3, **fields):
    return actions.save_meeting(
        district=by.district,
        fields={"held_on": in_days(day), "place": "ห้องประชุม", **fields},
        attendees=list(attendees),
        decisions=list(decisions),
        revision=0,
        by=by,
        at=timezone.now(),
    )


def table(name: str, *rows: dict, initial: int = 0) -> dict[str, str]:
    """The fields that a browser sends for a table of rows."""
    sent = {f"{name}-TOTAL_FORMS": str(len(rows)), f"{name}-INITIAL_FORMS": str(initial)}
    for number, row in enumerate(rows):
        sent |= {f"{name}-{number}-{key}": value for key, value in row.items()}
    return sent


def choose(place, **given) -> dict[str, str]:
    """The fields that a browser sends for a community that is ticked."""
    values = {"chosen": "on", "households": "60", **given}
    return {f"community-{place.pk}-{name}": value for name, value in values.items()}
