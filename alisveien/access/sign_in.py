"""Signing in seen from the roles: where one is led, and what the sign-in page of a demonstration tells."""

from typing import cast

from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils import timezone

from alisveien.access.permissions import NEEDS_SECOND_FACTOR
from alisveien.access.queries import actor_for
from alisveien.accounts.adapters import AccountAdapter
from alisveien.accounts.models import User
from alisveien.accounts.sessions import used_second_factor


class RoleAwareAdapter(AccountAdapter):
    """Leads those whose roles wait for a second factor to where they set it up."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The front page, or the page of the second factor when roles are withheld until it is used."""
        actor = actor_for(cast(User, request.user), timezone.now(), second_factor=used_second_factor(request))
        return resolve_url("mfa_index") if actor.withheld else super().get_login_redirect_url(request)

    def must_sign_in_anew(self, request: HttpRequest) -> bool:
        """True for who holds a role that demands a second factor."""
        actor = actor_for(cast(User, request.user), timezone.now(), second_factor=True)
        return any(grant.role in NEEDS_SECOND_FACTOR for grant in actor.grants)
