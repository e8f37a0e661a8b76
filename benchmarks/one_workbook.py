"""The measured process of the export rows: writes one workbook and prints what that took, as JSON."""

import json
import sys

import django


def main(side: str, path: str) -> None:
    """`side` is ours or openpyxl; nothing of the product is loaded before the settings are."""
    django.setup()
    from benchmarks import workbooks
    from benchmarks.timing import cpu_seconds
    from surveys.exporting.measuring import peak_mib

    started = cpu_seconds()
    cells = workbooks.SIDES[side](path)
    print(json.dumps({"cells": cells, "cpu": cpu_seconds() - started, "peak_mib": peak_mib()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
