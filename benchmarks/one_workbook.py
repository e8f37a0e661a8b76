"""The measured process of the export rows: writes one file and prints what that took, as JSON."""

import json
import sys
import time

import django


def main(side: str, path: str, code: str) -> None:
    """`side` is one of workbooks.SIDES; nothing of the product is loaded before the settings are."""
    django.setup()
    from benchmarks import workbooks
    from benchmarks.timing import cpu_seconds
    from surveys.exporting.measuring import peak_mib

    started, clock = cpu_seconds(), time.perf_counter()
    found = workbooks.SIDES[side](path, code)
    spent = {"cpu": cpu_seconds() - started, "seconds": time.perf_counter() - clock}
    print(json.dumps(found | spent | {"peak_mib": peak_mib()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
