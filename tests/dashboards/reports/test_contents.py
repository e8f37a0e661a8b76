"""What a page writes, as a value of a cell."""

import pytest

from dashboards.reports.contents import Share, as_value


@pytest.mark.parametrize(
    ("written", "value"),
    [("0", 0), ("17,919", 17919), ("1,234,567", 1234567), ("45.2%", 0.452), ("100.0%", 1.0), ("0.0%", 0.0),
     ("28.7%", 0.287), ("13.5", 13.5), ("12,500.5", 12500.5), ("-1,250", -1250)],
)  # fmt: skip
def test_a_written_number_is_a_number(written, value):
    assert as_value(written) == value


@pytest.mark.parametrize(
    "written", ["–", "ปกปิด", "<0.1%", "<5", "", "-", "+5", "1.2.3", "5 ครัวเรือน", "=1", "๑๒"]
)
def test_every_other_text_stays_a_text(written):
    assert as_value(written) == written


def test_a_share_is_told_from_an_average():
    assert isinstance(as_value("45.2%"), Share) and not isinstance(as_value("45.2"), Share)


@pytest.mark.parametrize("tenths", range(0, 1001, 7))
def test_a_share_is_the_fraction_nearest_to_what_was_written(tenths):
    assert as_value(f"{tenths / 10:.1f}%") == float(f"{tenths / 1000:.3f}")
