"""Pages of signing in and of one's own account."""

from accounts.views.elsewhere import oidc_back, oidc_start
from accounts.views.own import account, devices, password, prove_again
from accounts.views.programs import token_end, tokens
from accounts.views.second_factors import factor_app, factor_passkey, factors, recovery_codes
from accounts.views.signing import (
    admin_password,
    admin_sign_in,
    passkey_sign_in,
    second_factor,
    sign_in,
    sign_out,
)

__all__ = [
    "account",
    "admin_password",
    "admin_sign_in",
    "devices",
    "factor_app",
    "factor_passkey",
    "factors",
    "oidc_back",
    "oidc_start",
    "passkey_sign_in",
    "password",
    "prove_again",
    "recovery_codes",
    "second_factor",
    "sign_in",
    "sign_out",
    "token_end",
    "tokens",
]
