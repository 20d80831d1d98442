"""Where our pages of signing in do a little more than django-allauth's own."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification import verify_email_indirectly
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import PasswordResetFromKeyView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _


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


class RemoveApp(DeactivateTOTPView):
    """Take the app away. It may be gone because somebody else has it, so nobody stays signed in by it elsewhere."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Forget the secret, and end what it opened."""
        return _ended(self.request, super().form_valid(form))


class RemoveKey(RemoveWebAuthnView):
    """Remove a passkey, and end what it opened."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Forget the key, and end what it opened."""
        return _ended(self.request, super().form_valid(form))


def _ended(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """End the user's other sessions; and this one, when a role demands a second factor."""
    end_other_sessions(request, request.user)
    if not get_adapter(request).must_sign_in_anew(request):
        return response
    logout(request)
    messages.info(request, _("Du er logget ut overalt, fordi rollen din krever totrinnsbekreftelse. Logg inn på nytt."))
    return redirect("account_login")


class SetPassword(PasswordResetFromKeyView):
    """Set a password after an invitation, or when it is forgotten. Who could follow the letter has the address."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Note the address as confirmed, then keep the password."""
        verify_email_indirectly(self.request, self.reset_user, self.reset_user.email)
        response: HttpResponse = super().form_valid(form)
        return response
