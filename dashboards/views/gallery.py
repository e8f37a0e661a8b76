"""The living style page: every component in every state, served while developing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import anyone

LADDER = [
    {"label": "กรุงเทพมหานคร", "url": "#"},
    {"label": "กลุ่มกรุงเทพตะวันออก", "url": "#"},
    {"label": "เขตป้อมปราบศัตรูพ่าย", "url": "#"},
    {"label": "ชุมชนเคหะชุมชนร่มเกล้าโซน 8 ระยะ 2"},
]
COMMUNITIES = [
    ("ชุมชนเคหะชุมชนร่มเกล้าโซน 8 ระยะ 2", 1204, 1250, "1,204", "1,250", "21 พ.ย. 2569", "approved", "อนุมัติแล้ว"),
    ("ชุมชนวัดดวงแข", 96, 240, "96", "240", "20 พ.ย. 2569", "returned", "ส่งกลับแก้ไข"),
    ("ชุมชนซอยพระเจน", 0, 180, "0", "180", "–", "draft", "ร่าง"),
    ("ชุมชนบ้านครัวเหนือ", 310, 0, "310", "", "19 พ.ย. 2569", "submitted", "ส่งแล้ว"),
]
COMMUNITY_KEYS = ("name", "done", "total", "done_text", "total_text", "last", "state", "label")
STATES = [
    ("unsent", "ยังไม่ส่ง"), ("draft", "ร่าง"), ("submitted", "ส่งแล้ว"), ("returned", "ส่งกลับแก้ไข 2 ข้อ"),
    ("approved", "อนุมัติแล้ว"), ("accepted", "สำนักรับแล้ว"), ("closed", "ปิดรอบแล้ว"),
]  # fmt: skip
TENURES = [
    ("owner", "เป็นเจ้าของ"), ("instalment", "ผ่อนอยู่"), ("rent", "เช่า"),
    ("free_work", "อยู่ฟรีเพราะงาน"), ("free_relative", "อยู่ฟรีกับญาติ"), ("occupy", "อยู่โดยไม่มีสิทธิ"),
]  # fmt: skip
WELFARE = [("state_card", "บัตรสวัสดิการแห่งรัฐ"), ("old_age", "เบี้ยยังชีพผู้สูงอายุ"), ("none", "ไม่ได้รับ")]
SECTIONS = [
    ("ก. การสำรวจ", "done", "ครบ"), ("ข. ที่ตั้ง", "hard", "2 ข้อ"), ("ค. ครัวเรือน", "soft", "1 ข้อควรตรวจ"),
    ("ง. สภาพที่อยู่อาศัย", "empty", "ยังไม่กรอก"), ("จ. ที่ดินและความมั่นคง", "empty", "ยังไม่กรอก"),
]  # fmt: skip
STEPS = [
    {"label": "เลือกไฟล์", "state": "done"}, {"label": "จับคู่คอลัมน์", "state": "done"},
    {"label": "ตรวจแถว", "state": "current"}, {"label": "นำเข้า", "state": ""},
]  # fmt: skip
MEMBERS = [
    ("สมหญิง ใจดี", "หัวหน้าครัวเรือน", "62", "600"),
    ("เด็กชายณัฐพงศ์ ปู่เจ้าสมิงพราย", "หลาน", "9", "0"),
    ("สมชาย ใจดี", "บุตร", "34", "12,500"),
]
MEMBER_LABELS = ("ชื่อ", "ความสัมพันธ์", "อายุ (ปี)", "รายได้ (บาท/เดือน)")
RANK = [
    ("เขตบางพลัด", "96.2"),
    ("เขตป้อมปราบศัตรูพ่าย", "81.0"),
    ("เขตบางขุนเทียน", "40.5"),
    ("เขตคลองสามวา", "7.1"),
]
TILES = [
    ("คลองเตย", "96", 5, 0),
    ("บางพลัด", "74", 4, 64),
    ("ป้อมปราบฯ", "51", 3, 128),
    ("ทวีวัฒนา", "28", 2, 192),
]
SCALE = [
    {"step": 2, "label": "ต่ำกว่า 50"}, {"step": 3, "label": "50–69"}, {"step": 4, "label": "70–89"},
    {"step": 5, "label": "90 ขึ้นไป"}, {"step": "unknown", "label": "ไม่มีข้อมูล"},
]  # fmt: skip
FACTS = [
    {"label": "บ้านเลขที่", "value": "12/3 หมู่ 4", "url": "#", "action": "แก้ไข"},
    {"label": "สิทธิในที่อยู่อาศัย", "value": "เช่า 2,500 บาท/เดือน", "url": "#", "action": "แก้ไข"},
    {"label": "รายได้ครัวเรือน", "value": "ไม่ประสงค์ตอบ", "url": "#", "action": "แก้ไข"},
]
TOKENS = [
    "ink", "muted", "line", "edge", "paper", "ground", "brand", "brand-deep", "brand-tint",
    "amber", "amber-ink", "amber-tint", "danger", "danger-tint", "info", "info-tint",
    "green-1", "green-2", "green-3", "green-4", "green-5",
    "category-1", "category-2", "category-3", "category-4", "category-5", "category-6",
]  # fmt: skip


def member_table() -> dict:
    """The roster as the table component wants it."""
    return {
        "columns": [{"label": label, "numeric": place > 1} for place, label in enumerate(MEMBER_LABELS)],
        "rows": [
            {
                "cells": [
                    {"label": label, "text": text, "numeric": place > 1}
                    for place, (label, text) in enumerate(zip(MEMBER_LABELS, member, strict=True))
                ]
            }
            for member in MEMBERS
        ],
    }


@anyone
def gallery(request: HttpRequest) -> HttpResponse:
    """Invented people and figures only; nothing is read from the database."""
    samples = {
        "ladder": LADDER,
        "communities": [dict(zip(COMMUNITY_KEYS, row, strict=True)) for row in COMMUNITIES],
        "states": STATES,
        "tenures": TENURES,
        "welfare": WELFARE,
        "sections": SECTIONS,
        "steps": STEPS,
        "members": member_table(),
        "rank": RANK,
        "tiles": TILES,
        "scale": SCALE,
        "facts": FACTS,
        "tokens": TOKENS,
        "chosen": ["rent", "old_age"],
        "problems": ["เลขบัตรประชาชนไม่ครบ 13 หลัก — ตรวจหลักสุดท้าย"],
        "reasons": ["รายได้ 250 บาทต่อเดือนต่ำผิดปกติ — หน่วยเป็นบาทต่อเดือนหรือไม่"],
    }
    return render(request, "components/gallery.html", samples)
