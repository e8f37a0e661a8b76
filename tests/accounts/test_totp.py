"""Codes of six digits, against the numbers of the standard."""

import pytest

from accounts import totp
from tests.accounts.signing import SECRET

STANDARD = [
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
    (20000000000, "353130"),
]


@pytest.mark.parametrize(("seconds", "told"), STANDARD)
def test_a_code_is_the_one_of_the_standard(seconds, told):
    assert totp.code(SECRET, totp.step_of(seconds)) == told


@pytest.mark.parametrize(("apart", "found"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_holds_one_half_minute_before_and_after(apart, found):
    typed = totp.code(SECRET, 1000 + apart)
    assert (totp.matching_step(SECRET, typed, seconds=1000 * 30 + 7) == 1000 + apart) is found


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "๑๒๓๔๕๖", "000000\x00"])
def test_what_is_no_code_matches_nothing(typed):
    assert totp.matching_step(SECRET, typed, seconds=59) is None


def test_secrets_are_random_and_long_enough():
    secrets = {totp.new_secret() for _time in range(20)}
    assert len(secrets) == 20 and all(len(bytes.fromhex(one)) == 20 for one in secrets)


def test_the_app_is_told_whose_secret_it_is_in_a_square_and_in_letters():
    assert totp.shown(SECRET) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    assert totp.square(SECRET, username="head.1026").startswith("data:image/svg+xml")
