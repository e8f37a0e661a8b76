"""Plans and working groups that do not exist, for a few districts, made by the same actions as real ones."""

from datetime import date, datetime, timedelta
from random import Random

from accounts.models import User
from bkkhousing.lib import thai
from communities.models import Community
from districts.models import District
from plans import actions
from plans.choices import DecisionState, GroupRole, GroupStatus, PlanState
from plans.models import SurveyPlan, WorkingGroup
from surveys.models import Round

STANDING = {
    "1026": PlanState.APPROVED,
    "1002": PlanState.APPROVED,
    "1008": PlanState.RETURNED,
    "1014": PlanState.APPROVED,
    "1001": PlanState.SENT,
    "1037": PlanState.APPROVED,
    "1045": PlanState.APPROVED,
    "1013": PlanState.DRAFT,
    "1017": PlanState.SENT,
    "1006": PlanState.SENT,
    "1025": PlanState.APPROVED,
    "1030": PlanState.APPROVED,
}
"""A whole group of districts and a few others; the rest have no plan yet."""
FOOTING = (GroupStatus.ESTABLISHED, GroupStatus.ESTABLISHED, GroupStatus.INFORMAL)
MOST_COMMUNITIES, FEWEST_HOUSEHOLDS = 24, 6
BEGUN_DAYS = 3
"""The made-up surveys are few; a plan that began days ago is in reach of them."""
WORK = {
    "process": "ชี้แจงกรรมการชุมชนและติดประกาศก่อนหนึ่งสัปดาห์\nเดินสำรวจเป็นซอย สองคนต่อทีม\n"
    "ตรวจแบบทุกวันศุกร์ ส่งกลับแก้ภายในสามวัน\nสรุปผลให้ชุมชนดูก่อนปิดรอบ",
    "methods": ("door_to_door", "community_meeting", "after_hours"),
    "methods_words": "ครัวเรือนที่ไม่พบ นัดซ้ำสองครั้งในวันหยุด",
    "tools": ("tablet", "mobile", "paper", "map"),
    "tools_words": "แบบกระดาษสำรองเมื่อแท็บเล็ตแบตหมด",
}
AREAS = "ชุมชนแออัดริมคลองและใต้ทางด่วน ชุมชนที่สัญญาเช่าที่ดินจะหมดในสองปี และหอพักรอบตลาดที่มีผู้เช่ารายเดือนมาก"
MILESTONES = (
    ("ประชุมชี้แจงผู้นำชุมชน", -21, -14, "หัวหน้าฝ่าย"),
    ("อบรมผู้สัมภาษณ์และทดลองแบบ", -10, -4, "เจ้าหน้าที่ฝ่าย"),
    ("ลงพื้นที่ชุมชนลำดับแรก", 0, 90, "ทีม 1 และทีม 2"),
    ("ลงพื้นที่ชุมชนที่เหลือ", 20, 130, "ทุกทีม"),
    ("เก็บตกและตรวจความครบถ้วน", 125, 150, "ทีม 2"),
    ("สรุปผลกับคณะทำงานเขต", 150, 160, "หัวหน้าฝ่าย"),
)
PEOPLE = (
    ("นางสมศรี ตัวอย่าง", "หัวหน้าทีม 1", "ฝ่ายพัฒนาชุมชนฯ", 1),
    ("นายวิชัย สาธิต", "หัวหน้าทีม 2", "ฝ่ายพัฒนาชุมชนฯ", 1),
    ("อาสาสมัครชุมชน", "นำทางและสัมภาษณ์", "คณะกรรมการชุมชน", 8),
    ("นักศึกษาฝึกงาน", "สัมภาษณ์", "มหาวิทยาลัยในพื้นที่", 6),
)
MEMBERS = (
    ("นายธนา จำลอง", "ผู้อำนวยการเขต", "สำนักงานเขต", GroupRole.CHAIR),
    ("นางอรุณี ต้นแบบ", "ผู้ช่วยผู้อำนวยการเขต", "สำนักงานเขต", GroupRole.VICE_CHAIR),
    ("นางมาลี ทดลอง", "หัวหน้าฝ่ายพัฒนาชุมชนฯ", "สำนักงานเขต", GroupRole.SECRETARY),
    ("นายปรีชา สาธิต", "ผู้แทนเครือข่ายชุมชน", "เครือข่ายองค์กรชุมชน", GroupRole.MEMBER),
    ("นางสาวสุดา ตัวอย่าง", "นักพัฒนา", "สถาบันพัฒนาองค์กรชุมชน", GroupRole.ADVISER),
)
DECISIONS = (
    ("ขอแผนผังที่ดินจากกรมธนารักษ์สำหรับชุมชนที่สัญญาจะหมด", "ฝ่ายพัฒนาชุมชนฯ", -9, DecisionState.OPEN),
    ("เชิญการเคหะแห่งชาติชี้แจงโครงการเช่าราคาต่ำ", "ผู้ช่วยผู้อำนวยการเขต", 12, DecisionState.OPEN),
    ("ตั้งกลุ่มออมทรัพย์ในสองชุมชนริมคลอง", "เครือข่ายชุมชน", 40, DecisionState.OPEN),
    ("ประสานประปาติดมาตรวัดแยกหลัง", "ฝ่ายโยธา", -20, DecisionState.DONE),
)


def load(*, round: Round, at: datetime, today: date) -> int:
    """Make the plans and groups that are missing; returns how many plans were made."""
    known = set(SurveyPlan.objects.in_round(round).values_list("district_id", flat=True))
    made = 0
    for number, (code, state) in enumerate(STANDING.items()):
        district, head = District.objects.get(pk=code), User.objects.filter(username=f"head.{code}").first()
        if head is None:
            continue
        _make_group(district, number, by=head, at=at, today=today)
        if code not in known and _make_plan(round, district, state, by=head, at=at, today=today):
            made += 1
    return made


def _make_plan(round: Round, district: District, state: PlanState, *, by, at: datetime, today: date) -> bool:
    """Write a plan and bring it to where it stands; a district without communities has none."""
    begun, last = _day(round, today, -BEGUN_DAYS), _day(round, today, 160)
    communities = _communities(district, begun, last)
    if not communities:
        return False
    rows = {"communities": communities, "milestones": _milestones(round, begun), "people": _people()}
    days = {"starts_on": begun, "ends_on": last}
    fields = {"areas": AREAS, **WORK, **days}
    place = {"round": round, "district": district}
    plan = actions.save_plan(**place, fields=fields, rows=rows, revision=0, by=by, at=at)
    _bring(plan, state, by=by, at=at)
    return True


def _bring(plan: SurveyPlan, state: PlanState, *, by, at: datetime) -> None:
    if state == PlanState.DRAFT:
        return
    plan = actions.send(plan=plan, revision=plan.revision, by=by, at=at)
    department = User.objects.get(username="department")
    decided = {"plan": plan, "revision": plan.revision, "by": department, "at": at}
    if state == PlanState.APPROVED:
        actions.approve(**decided)
    if state == PlanState.RETURNED:
        actions.return_plan(**decided, reason="เพิ่มหอพักรอบตลาด และบอกวันของแต่ละชุมชนให้ชัดขึ้น")


def _communities(district: District, begun: date, last: date) -> list[dict]:
    """Some communities of the register, one after the other, each about as large as it is registered."""
    chance = Random(district.pk)
    found = Community.objects.in_district(district.pk).registered().by_name()[:MOST_COMMUNITIES]
    rows = []
    for number, community in enumerate(found):
        first = begun + timedelta(days=number % 3 * 20)
        days = {"starts_on": min(first, last), "ends_on": min(first + timedelta(days=90), last)}
        households = max(FEWEST_HOUSEHOLDS, int(community.expected_households * chance.uniform(0.8, 1.1)))
        rows.append({"community_id": community.pk, "households": households, **days})
    return rows


def _milestones(round: Round, begun: date) -> list[dict]:
    return [
        {
            "what": what,
            "starts_on": _day(round, begun, first),
            "ends_on": _day(round, begun, last),
            "who": who,
        }
        for what, first, last, who in MILESTONES
    ]


def _day(round: Round, begun: date, days: int) -> date:
    """So many days after the work in the lanes began, within the round."""
    return min(max(begun + timedelta(days=days), round.opens_on), round.closes_on)


def _people() -> list[dict]:
    return [
        dict(zip(("name", "role", "organisation", "interviewers"), person, strict=True)) for person in PEOPLE
    ]


def _make_group(district: District, number: int, *, by, at: datetime, today: date) -> None:
    if WorkingGroup.objects.filter(district=district).exists():
        return
    status = FOOTING[number % len(FOOTING)]
    order = {
        "order_number": f"{district.name_th} {100 + number}/{thai.be_year(today.year)}",
        "order_date": today,
    }
    fields = {"status": status, **(order if status == GroupStatus.ESTABLISHED else {})}
    columns = ("name", "position", "organisation", "role")
    members = [dict(zip(columns, member, strict=True)) for member in MEMBERS]
    group = actions.save_group(district=district, fields=fields, members=members, revision=0, by=by, at=at)
    decisions = [
        {"what": what, "owner": owner, "due_on": today + timedelta(days=due), "state": state}
        for what, owner, due, state in DECISIONS[number % 2 : 2 + number % 3]
    ]
    meeting = {
        "held_on": today - timedelta(days=30),
        "place": "ห้องประชุมสำนักงานเขต",
        "agenda": "1. ความคืบหน้าการสำรวจ\n2. ชุมชนที่สัญญาเช่าที่ดินจะหมด\n3. แผนเดือนหน้า",
        "minutes": "ที่ประชุมรับทราบความคืบหน้า และมอบหมายตามมติ",
    }
    attendees = list(group.members.values_list("pk", flat=True))
    actions.save_meeting(
        district=district, fields=meeting, attendees=attendees, decisions=decisions, revision=0, by=by, at=at
    )
