"""How django-allauth behaves here: nobody signs up by themselves, and secrets lie encrypted."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from alisveien.accounts.rules import against_address
from alisveien.accounts.sessions import proved_lately


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail and password for those who have been invited."""

    error_messages: dict[str, Any] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Kontoen er stengt. Spør den som ga deg tilgang."),
        "email_password_mismatch": _("E-postadressen og passordet hører ikke sammen. Prøv igjen."),
        "email_taken": _("Adressen er i bruk på en annen konto."),
        "enter_current_password": _("Skriv passordet du har nå."),
        "incorrect_code": _("Koden stemmer ikke. Vent på den neste og prøv igjen."),
        "incorrect_password": _("Passordet stemmer ikke."),
        "too_many_login_attempts": _("For mange forsøk. Vent fem minutter og prøv igjen."),
        "rate_limited": _("For mange forsøk på kort tid. Vent litt og prøv igjen."),
        "same_as_current": _("Det er det samme som før. Skriv noe nytt."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are invited; nobody makes an account alone."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether to ask who it is once more. Not right after signing in: the password has just been typed."""
        if proved_lately(self.request, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def must_sign_in_anew(self, request: HttpRequest) -> bool:
        """Whether somebody who has removed a second factor must sign in again; those who see others' people must."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is, without the name of a site in front."""
        return subject

    def clean_email(self, email: str) -> str:
        """The address in small letters. Raises ValidationError when it cannot be used here."""
        email = super().clean_email(email).lower()
        reasons = against_address(email, demonstration=settings.DEMONSTRATION)
        if reasons:
            raise ValidationError(reasons)
        return email


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of second factors are encrypted with a key made from SECRET_KEY and its fallbacks."""

    error_messages: dict[str, Any] = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": _("Slå av totrinnsbekreftelsen før du bytter e-postadresse."),
        "cannot_delete_authenticator": _("Du kan ikke slå av totrinnsbekreftelsen."),
        "incorrect_code": _("Koden stemmer ikke. Vent på den neste og prøv igjen."),
        "unverified_email": _("Bekreft e-postadressen din før du slår på totrinnsbekreftelse."),
    }

    def encrypt(self, text: str) -> str:
        """The text as it may lie in the database."""
        return _locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text again."""
        return _locks().decrypt(encrypted_text.encode()).decode()


def _locks() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(key.encode()).digest())) for key in keys])
