"""Registers as tables in memory, read through the columns a person chose."""

from bkkhousing.lib.sheets import SheetContent
from communities.registry_files import RegistryReader

FULL = ("dcode", "dname", "แขวง", "ชื่อชุมชน", "ประเภท", "ประชากร", "ชาย", "หญิง", "รหัสชุมชน", "ครัวเรือน")


def content(table: dict, *more: dict, **facts) -> SheetContent:
    rows = ((number, list(row.values())) for number, row in enumerate((table, *more), 2))
    return SheetContent(tuple(table), rows, "", "utf-8", **facts)


def reader(*rows: dict, columns: dict, facts: dict | None = None, **options) -> RegistryReader:
    return RegistryReader(content(*rows, **(facts or {})), columns=columns, **options)
