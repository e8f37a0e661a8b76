"""Everything Thai that software gets wrong, under one name: `from bkkhousing.lib import thai`."""

from bkkhousing.lib.thai_dates import (
    BadDate,
    be_year,
    ce_year,
    fiscal_year,
    format_date,
    format_date_numeric,
    format_datetime,
    format_datetime_to_the_second,
    format_time,
    is_before_new_year_reform,
    parse_date,
)
from bkkhousing.lib.thai_ids import (
    citizen_id_check_digit,
    clean_citizen_id,
    is_citizen_id,
    mask_citizen_id,
    mask_name,
    mask_phone,
)
from bkkhousing.lib.thai_numbers import BadNumber, parse_number
from bkkhousing.lib.thai_sorting import sort_key
from bkkhousing.lib.thai_text import Unreadable, arabic_digits, match_key, normalise, search_key

__all__ = [
    "BadDate",
    "BadNumber",
    "Unreadable",
    "arabic_digits",
    "be_year",
    "ce_year",
    "citizen_id_check_digit",
    "clean_citizen_id",
    "fiscal_year",
    "format_date",
    "format_date_numeric",
    "format_datetime",
    "format_datetime_to_the_second",
    "format_time",
    "is_before_new_year_reform",
    "is_citizen_id",
    "mask_citizen_id",
    "mask_name",
    "mask_phone",
    "match_key",
    "normalise",
    "parse_date",
    "parse_number",
    "search_key",
    "sort_key",
]
