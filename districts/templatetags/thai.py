"""Filters for what people read: `{% load thai %}`, then `{{ day|thai_date }}`."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bkkhousing.lib import thai

register = template.Library()


@register.filter
def thai_date(value: date | datetime | None) -> str:
    """21 พ.ย. 2569; nothing shows as nothing."""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return thai.format_date(value) if value else ""


@register.filter
def thai_datetime(value: datetime | None) -> str:
    """21 พ.ย. 2569 14:02 น."""
    return thai.format_datetime(value) if value else ""


@register.filter
def thai_time(value: datetime | None) -> str:
    """14:02 น."""
    return thai.format_time(value) if value else ""


@register.filter
def thousands(value: int | float | Decimal | None, places: int = 0) -> str:
    """12,500; `thousands:1` keeps one decimal place."""
    return "" if value is None or value == "" else f"{value:,.{places}f}"


@register.filter
def baht(value: int | float | Decimal | None) -> str:
    """12,500 บาท."""
    return "" if value is None or value == "" else _("%(amount)s บาท") % {"amount": thousands(value)}
