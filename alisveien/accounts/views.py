"""Where our pages of signing in do a little more than django-allauth's own."""

from typing import Any

from allauth.account.internal.flows.email_verification import verify_email_indirectly
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import PasswordResetFromKeyView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.http import HttpResponse


class ActivateApp(ActivateTOTPView):
    """Set up the app. The code that proves it counts as the second factor of this session, so nobody types two."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the secret, and note that the second factor has been used."""
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp")
        return response


class AddKey(AddWebAuthnView):
    """Add a passkey, which has then been used in this session."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the key, and note that the second factor has been used."""
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="webauthn")
        return response


class SetPassword(PasswordResetFromKeyView):
    """Set a password after an invitation, or when it is forgotten. Who could follow the letter has the address."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Note the address as confirmed, then keep the password."""
        verify_email_indirectly(self.request, self.reset_user, self.reset_user.email)
        response: HttpResponse = super().form_valid(form)
        return response
