"""What a session tells about how its user signed in."""

from django.http import HttpRequest

METHODS = "account_authentication_methods"  # where django-allauth writes each step of a sign-in


def used_second_factor(request: HttpRequest) -> bool:
    """Whether a second factor (code, passkey or recovery code) was used in this session."""
    return any(step.get("method") == "mfa" for step in request.session.get(METHODS, []))
