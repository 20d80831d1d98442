"""A user: an address to write to, a name, and a password. What a user may do stands in ``access``."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Finds users by address without regard to case."""

    def create_user(self, email: str, name: str, password: str | None = None) -> "User":
        """A new user. Without a password nobody can sign in until one is set by the link of the invitation."""
        user = self.model(email=email.strip().lower(), name=name.strip())
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user with an address, written in any case. Raises User.DoesNotExist."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Somebody who can sign in. The address stands in small letters, and so is unique however it is typed.

    A user is closed (``is_active`` false), never deleted: the journal refers to the number.
    """

    email = models.EmailField(_("E-postadresse"), max_length=254, unique=True)
    name = models.CharField(_("Navn"), max_length=150)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_in_small_letters"),
            models.CheckConstraint(condition=~Q(email="") & ~Q(name=""), name="user_has_email_and_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name, for packages that ask for it this way."""
        return self.name
