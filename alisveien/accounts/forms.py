"""The forms of signing in, in our words; what they do is django-allauth's."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.forms import BaseForm
from django.utils.translation import gettext_lazy as _

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}


def word(form: BaseForm, name: str, label: Any, help_text: Any = "", **attributes: Any) -> None:
    """Give a field its label and help, drop its placeholder, and set attributes of its widget."""
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


class LoginForm(account.LoginForm):
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self, "login", _("E-postadresse"))
        word(self, "password", _("Passord"))


class ResetPasswordForm(account.ResetPasswordForm):
    """Ask for a link that sets a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self, "email", _("E-postadresse"))


PASSWORD_HELP = _("Minst 12 tegn. Tre–fire vanlige ord etter hverandre er et godt passord.")


class ResetPasswordKeyForm(account.ResetPasswordKeyForm):
    """Set a password after following the link, the first time too."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self, "password1", _("Nytt passord"), PASSWORD_HELP)
        word(self, "password2", _("Nytt passord en gang til"))


class ChangePasswordForm(account.ChangePasswordForm):
    """Change the password one knows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self, "oldpassword", _("Passordet du har nå"))
        word(self, "password1", _("Nytt passord"), PASSWORD_HELP)
        word(self, "password2", _("Nytt passord en gang til"))


class AddEmailForm(account.AddEmailForm):
    """Move the account to another address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self, "email", _("Ny e-postadresse"), _("Vi sender en lenke dit. Adressen byttes når du har fulgt den."))


class PasswordAgainForm(account.ReauthenticateForm):
    """Prove once more that it is you."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self, "password", _("Passord"))


class CodeForm(AuthenticateForm):
    """The second step of signing in: a code from the app, or a spare code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self, "code", _("Kode"), _("Seks siffer fra appen, eller en av reservekodene dine."), **CODE)


class CodeAgainForm(ReauthenticateForm):
    """A code once more, before something that needs it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self, "code", _("Kode"), _("Seks siffer fra appen, eller en av reservekodene dine."), **CODE)


class ActivateAppForm(ActivateTOTPForm):
    """Prove that the app knows the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self, "code", _("Kode fra appen"), _("Seks siffer."), **CODE)


class AddKeyForm(AddWebAuthnForm):
    """Add a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self, "name", _("Hva vil du kalle nøkkelen?"), _("For eksempel «Jobbmobilen»."))
        if "passwordless" in self.fields:
            word(
                self,
                "passwordless",
                _("Logg inn med nøkkelen alene, uten passord"),
                _("Enheten spør etter fingeravtrykk, ansikt eller kode i stedet."),
            )


class EditKeyForm(EditWebAuthnForm):
    """Rename a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(self, "name", _("Navn på nøkkelen"))
