"""What a page of help is made of."""

from dataclasses import dataclass

from alisveien.access.permissions import Role
from alisveien.base.registers import Text


@dataclass(frozen=True, slots=True)
class Task:
    """A usual task: what one wants, the steps, and where it begins. It is told only where that page is there."""

    title: Text
    steps: tuple[Text, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """One page of help. ``role`` adds what the role sees and can do; ``ask`` says who helps on."""

    slug: str
    title: Text
    lead: Text
    tasks: tuple[Task, ...]
    ask: Text = ""
    role: Role | None = None
