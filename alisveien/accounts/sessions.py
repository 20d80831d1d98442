"""What a session tells about how its user signed in."""

import time

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest


def used_second_factor(request: HttpRequest) -> bool:
    """Whether this user used a second factor (code, passkey or recovery code) in this session."""
    return any(step.get("method") == "mfa" for step in get_authentication_records(request, request.user))


def proved_lately(request: HttpRequest, within: float) -> bool:
    """Whether this user proved who they are, in any way, at most ``within`` seconds ago."""
    steps = get_authentication_records(request, request.user)
    return any(time.time() - step["at"] < within for step in steps)
