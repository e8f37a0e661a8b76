"""The tasks that the handbook explains: who does them, on which pages, and what is written about each."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from bkkhousing.lib import thai

STAFF = (Role.OFFICER, Role.HEAD)
IMPORTERS = (*STAFF, Role.DEPARTMENT, Role.ADMIN)
READERS = (Role.HEAD, Role.DEPARTMENT, Role.ANALYST, Role.ADMIN)


@dataclass(frozen=True)
class Task:
    """One page of the handbook; `routes` are the pages that it explains, `picture` says what its picture shows.

    A wide picture, of a page at a desk, stands below the words instead of beside them.
    """

    slug: str
    title: str
    said: str
    roles: tuple[str, ...]
    routes: tuple[str, ...]
    picture: str
    is_wide: bool = False

    @property
    def url(self) -> str:
        return reverse("handbook_task", args=[self.slug])

    @property
    def template(self) -> str:
        return f"handbook/tasks/{self.slug}.html"

    @property
    def picture_path(self) -> str:
        return f"img/handbook/{self.slug}.webp"


TASKS = (
    Task(
        "entering",
        _("กรอกแบบสำรวจ"),
        _("ตั้งแต่เลือกชุมชนจนส่งให้หัวหน้าตรวจ"),
        STAFF,
        (
            "survey_new",
            "survey_detail",
            "survey_list",
            "survey_history",
            "community_detail",
            "community_list",
        ),
        _("หน้ากรอกแบบบนโทรศัพท์ แสดงส่วนแรกของแบบ สถานะการบันทึก และปุ่มถัดไป"),
    ),
    Task(
        "offline",
        _("ทำงานไม่มีสัญญาณ"),
        _("กรอกในซอยที่ไม่มีเน็ต แล้วส่งเมื่อกลับมามีสัญญาณ"),
        STAFF,
        ("outbox",),
        _("หน้าแบบที่ยังไม่ส่งบนโทรศัพท์ แสดงรายการที่รอส่งและการสำรองเป็นแฟ้ม"),
    ),
    Task(
        "returned",
        _("แก้แบบที่ถูกส่งกลับ"),
        _("ดูว่าหัวหน้าให้แก้ข้อใด แก้ ตอบ แล้วส่งใหม่"),
        STAFF,
        (),
        _("หน้าวันนี้ของเจ้าหน้าที่ แสดงแบบที่ถูกส่งกลับพร้อมความเห็นข้อแรก"),
    ),
    Task(
        "reviewing",
        _("ตรวจและอนุมัติ"),
        _("อ่านข้อที่ผิดปกติก่อน แล้วอนุมัติหรือส่งกลับ"),
        (Role.HEAD, Role.DEPARTMENT),
        ("review_queue", "survey_review", "district_review", "district_decide"),
        _("หน้าตรวจแบบ แสดงคิวด้านซ้ายและแบบหนึ่งฉบับพร้อมข้อที่ควรดูก่อน"),
        is_wide=True,
    ),
    Task(
        "plans",
        _("แผนสำรวจและคณะทำงาน"),
        _("เขียนแผนของเขต ส่งให้สำนักอนุมัติ แล้วติดตามทุกวัน"),
        (Role.HEAD, Role.DEPARTMENT),
        (
            "plan_list",
            "plan_detail",
            "plan_edit",
            "working_group",
            "working_group_edit",
            "meeting_detail",
            "meeting_new",
            "meeting_edit",
        ),
        _("หน้าแผนสำรวจของเขต แสดงชุมชนเป้าหมาย จำนวนที่สำรวจแล้วเทียบกับแผน และปุ่มของหัวหน้า"),
        is_wide=True,
    ),
    Task(
        "duplicates",
        _("แบบซ้ำ"),
        _("เทียบสองครัวเรือนที่อาจเป็นครัวเรือนเดียวกัน แล้วตัดสิน"),
        (*STAFF, Role.DEPARTMENT),
        ("duplicate_list", "duplicate_pair", "duplicate_beside", "merge_list", "duplicate_across"),
        _("หน้าเทียบสองแบบ แสดงสิ่งที่ตรงกันและปุ่มตัดสิน"),
        is_wide=True,
    ),
    Task(
        "paper",
        _("แบบกระดาษ"),
        _("พิมพ์แบบไปลงพื้นที่ แล้วเปิดกรอกด้วยรหัสบนกระดาษ"),
        STAFF,
        ("paper_forms", "paper_print", "paper_open"),
        _("หน้าพิมพ์แบบกระดาษ ให้เลือกแบบเปล่าหรือแบบของชุมชน"),
    ),
    Task(
        "importing",
        _("นำเข้าไฟล์"),
        _("ส่งไฟล์ ดูผลทดลองก่อน แล้วบันทึกหรือย้อนคืนทั้งไฟล์"),
        IMPORTERS,
        ("import_list", "import_detail", "import_row"),
        _("หน้าผลทดลองนำเข้า แสดงจำนวนแถวที่จะสร้างใหม่และที่ไม่รับ ปุ่มบันทึก และเหตุผลของแต่ละแถว"),
        is_wide=True,
    ),
    Task(
        "export",
        _("ส่งออก Excel"),
        _("เลือกรอบ พื้นที่ และสถานะ แล้วดาวน์โหลด"),
        READERS,
        ("export_surveys", "codebook", "rule_catalogue"),
        _("หน้าส่งออก แสดงตัวกรอง จำนวนแถว และปุ่มเริ่มส่งออก"),
        is_wide=True,
    ),
    Task(
        "overview",
        _("ดูภาพรวม"),
        _("อ่านตัวเลขของเมือง กลุ่ม เขต และชุมชน"),
        (*STAFF, *READERS),
        ("dashboard",),
        _("หน้าภาพรวมของเมือง แสดงตัวเลขหลัก แผนที่เขต และรายการเขตเรียงตามค่า"),
        is_wide=True,
    ),
    Task(
        "rounds",
        _("รอบสำรวจและผู้ใช้"),
        _("เปิดรอบ ขยายเวลา เพิ่มคน และย้ายเขต"),
        (Role.ADMIN,),
        (),
        _("หน้าผู้ดูแล แสดงรายการรอบสำรวจและวันเปิดปิด"),
        is_wide=True,
    ),
    Task(
        "privacy",
        _("ความเป็นส่วนตัว"),
        _("ใครเห็นอะไร เก็บที่ไหน และทำอย่างไรเมื่อเจ้าของข้อมูลขอ"),
        tuple(role for role in Role if role != Role.PARTNER),
        ("household_list", "household_detail"),
        _("แบบสำรวจที่สำนักเห็น ชื่อ เลขบัตร และที่อยู่ถูกปิดไว้"),
    ),
)
BY_SLUG = {task.slug: task for task in TASKS}
BY_ROUTE = {route: task for task in TASKS for route in task.routes}


def tasks_of(role: str, asked: str) -> tuple[list[Task], list[Task]]:
    """The tasks of a role and the rest; a search leaves those whose page holds every word."""
    words = [thai.search_key(word) for word in asked.split()]
    found = [task for task in TASKS if _holds(task, words)]
    return [task for task in found if role in task.roles], [task for task in found if role not in task.roles]


def _holds(task: Task, words: Iterable[str]) -> bool:
    text = text_of(task.slug, get_language() or "")
    return all(word in text for word in words)


@lru_cache(maxsize=4 * len(TASKS))
def text_of(slug: str, language: str) -> str:
    """All that a page says in the language now in force, as a search reads it."""
    task = BY_SLUG[slug]
    body = strip_tags(render_to_string(task.template))
    return thai.search_key(f"{task.title} {task.said} {body}")


def how_to(route: str) -> str:
    """The address of the page that explains another page; blank when none does."""
    task = BY_ROUTE.get(route)
    return task.url if task else ""
