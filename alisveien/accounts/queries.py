"""Reading users."""

from collections.abc import Iterable

from alisveien.accounts.models import User


def names_of(users: Iterable[int]) -> dict[int, str]:
    """The names behind some numbers of users, for those who may see what these users did. No query for none."""
    wanted = set(users)
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}
