"""Reading users."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress

from alisveien.accounts.models import User


def names_of(users: Iterable[int]) -> dict[int, str]:
    """The names behind some numbers of users, for those who may see what these users did. No query for none."""
    wanted = set(users)
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def own_addresses(user_id: int) -> set[str]:
    """The addresses a user has shown to be the own ones."""
    return set(EmailAddress.objects.filter(user=user_id, verified=True).values_list("email", flat=True))
