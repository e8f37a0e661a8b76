"""What people read in templates."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation


def shown(expression: str, value: object) -> str:
    with translation.override("th"):
        return Template("{% load thai %}{{ value|" + expression + " }}").render(Context({"value": value}))


MOMENT = datetime(2026, 11, 20, 18, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("expression", "value", "text"),
    [
        ("thai_date", date(2026, 11, 21), "21 พ.ย. 2569"),
        ("thai_date", MOMENT, "21 พ.ย. 2569"),
        ("thai_datetime", MOMENT, "21 พ.ย. 2569 01:02 น."),
        ("thai_time", MOMENT, "01:02 น."),
        ("thousands", 12500, "12,500"),
        ("thousands", 0, "0"),
        ("thousands:1", Decimal("1234.56"), "1,234.6"),
        ("baht", 12500, "12,500 บาท"),
    ],
)
def test_values_are_shown_as_people_write_them(expression, value, text):
    assert shown(expression, value) == text


@pytest.mark.parametrize("expression", ["thai_date", "thai_datetime", "thai_time", "thousands", "baht"])
def test_nothing_is_shown_as_nothing(expression):
    assert shown(expression, None) == ""
