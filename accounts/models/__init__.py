"""People, how they prove who they are, and where they have signed in."""

from accounts.models.device_key import DeviceKey, new_secret
from accounts.models.factors import RecoveryCode, SecondFactor
from accounts.models.session import Session
from accounts.models.token import ApiToken
from accounts.models.tries import SignInTry
from accounts.models.user import User

__all__ = [
    "ApiToken",
    "DeviceKey",
    "RecoveryCode",
    "SecondFactor",
    "Session",
    "SignInTry",
    "User",
    "new_secret",
]
