"""Inviting people. Everything else about an account its owner does, through django-allauth."""

from datetime import datetime

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from alisveien.accounts.models import User
from alisveien.accounts.rules import against_address
from alisveien.base.actor import Actor
from alisveien.base.errors import agree


@transaction.atomic
def invite_user(*, email: str, name: str, by: Actor, at: datetime) -> User:
    """The user with an address; a new one gets a letter with a link that sets a password, and proves the address.

    Whether ``by`` may invite is asked by the service that gives the role: an account alone opens nothing.
    Raises RuleBroken.
    """
    email = email.strip().lower()
    agree(against_address(email, demonstration=settings.DEMONSTRATION))
    known = User.objects.filter(email=email).first()
    if known is not None:
        return known
    user = User.objects.create_user(email=email, name=name)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=False)
    send_invitation(user)
    return user


def send_invitation(user: User) -> None:
    """Write the letter with the link; used again when the first has grown old."""
    key = EmailAwarePasswordResetTokenGenerator().make_token(user)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), key])
    words = {
        "address": f"{settings.ADDRESS}{path}",
        "renew": f"{settings.ADDRESS}{reverse('account_reset_password')}",
    }
    subject = render_to_string("accounts/invitation_subject.txt").strip()
    body = render_to_string("accounts/invitation_message.txt", words)
    EmailMessage(subject, body, to=[user.email]).send()
