"""What the entry page's script says about photographs."""

from django.utils.translation import gettext_lazy as _

PHOTO_TEXTS = {
    "photos_none": _("ยังไม่มีรูป"),
    "photos_all_sent": _("รูปส่งครบแล้ว {n} รูป"),
    "photos_not_all": _("รูปยังส่งไม่ครบ {n} จาก {all}"),
    "photos_too_many": _("เก็บได้ {most} รูป เลือกเกินมา {n} รูป ส่วนที่เกินไม่ได้เพิ่ม"),
    "photo_number": _("รูปที่ {n}"),
    "photo_size": _("{n} KB"),
    "photo_sent": _("ส่งแล้ว"),
    "photo_waiting": _("ยังไม่ส่ง อยู่ในเครื่องนี้"),
    "photo_not_here": _("เปิดรูปไม่ได้ตอนนี้ — ตรวจสัญญาณแล้วเปิดใหม่"),
    "photo_unreadable": _("เปิดไฟล์นี้เป็นรูปไม่ได้ — ถ่ายใหม่ หรือเลือกรูปแบบ JPEG หรือ PNG"),
    "photo_not_kept": _("เก็บรูปในเครื่องนี้ไม่ได้ — พื้นที่อาจเต็ม ลบไฟล์อื่นแล้วลองใหม่"),
    "photo_remove": _("ลบ"),
    "photo_remove_named": _("ลบ{name}"),
    "photo_remove_sure": _("ลบ{name}? ลบแล้วเอาคืนไม่ได้"),
    "photo_remove_later": _("ลบรูปไม่ได้ตอนนี้ — ไม่มีสัญญาณ ลองใหม่เมื่อมีสัญญาณ"),
}
