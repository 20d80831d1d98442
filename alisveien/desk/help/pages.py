"""The pages of help made ready to print, and found by the search box."""

from datetime import date
from functools import lru_cache
from typing import Any

from django.urls import is_valid_path
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alisveien.access.permissions import MATRIX, Role
from alisveien.base.actor import Actor
from alisveien.base.finding import Group, Hit, group_of, score_of
from alisveien.base.folding import folded
from alisveien.desk.help import everybody, roles
from alisveien.desk.help.guide import Guide, Task

SHORTCUTS = "/hjelp/snarveier/"
ROLES = "/hjelp/roller/"


def guide_called(slug: str) -> Guide | None:
    """The guide at an address; None when there is none."""
    return next((guide for guide in (*everybody.GUIDES, *roles.GUIDES) if guide.slug == slug), None)


def contents(actor: Actor) -> dict[str, Any]:
    """The front page of help: the actor's own roles first, then everybody's, then the other roles."""
    held = {grant.role for grant in actor.grants} | set(actor.withheld)
    return {
        "own": [_link(guide) for guide in roles.GUIDES if guide.role in held],
        "others": [_link(guide) for guide in roles.GUIDES if guide.role not in held],
        "everybody": [_link(guide) for guide in everybody.GUIDES]
        + [
            {"label": _("Snarveier på tastaturet"), "href": SHORTCUTS, "note": ""},
            {"label": _("Hvem kan hva"), "href": ROLES, "note": ""},
        ],
        "crumbs": [(_("Hjelp"), "")],
    }


def guide_page(guide: Guide) -> dict[str, Any]:
    """One guide: what the role sees and can do, read from the matrix, and the tasks whose pages are there."""
    return {
        "guide": guide,
        "tasks": [task for task in guide.tasks if is_there(task)],
        "names": MATRIX[guide.role].names if guide.role else "",
        "can": _permitted(guide.role) if guide.role else [],
        "crumbs": [(_("Hjelp"), "/hjelp/"), (guide.title, "")],
    }


def is_there(task: Task) -> bool:
    """Whether the page a task begins at is there."""
    return not task.href or bool(is_valid_path(task.href))


def found_help(actor: Actor, words: str, today: date) -> list[Group]:
    """The guides where every word stands in any form, those with the words in the title first."""
    hits = []
    for guide in (*everybody.GUIDES, *roles.GUIDES):
        score = score_of(words, [str(guide.title)], more=_text(guide.slug, get_language() or ""))
        if score is not None:
            hits.append(Hit(str(guide.title), f"/hjelp/{guide.slug}/", str(guide.lead), score))
    for title, href in ((_("Snarveier på tastaturet"), SHORTCUTS), (_("Hvem kan hva"), ROLES)):
        score = score_of(words, [title])
        if score is not None:
            hits.append(Hit(title, href, "", score))
    return group_of("hjelp", _("Hjelp"), hits)


@lru_cache(maxsize=200)
def _text(slug: str, language: str) -> str:
    """Everything a guide says in a language, for the search."""
    guide = next(one for one in (*everybody.GUIDES, *roles.GUIDES) if one.slug == slug)
    tasks = [task for task in guide.tasks if is_there(task)]
    words = [guide.title, guide.lead, *(part for task in tasks for part in (task.title, *task.steps))]
    return folded(" ".join(str(part) for part in words))


def _permitted(role: Role) -> list[str]:
    """What a role permits, in the order the permissions are declared."""
    permissions = MATRIX[role].permissions
    return [str(one.label) for one in type(next(iter(permissions))) if one in permissions] if permissions else []


def _link(guide: Guide) -> dict[str, str]:
    return {"label": str(guide.title), "href": f"/hjelp/{guide.slug}/", "note": str(guide.lead)}
