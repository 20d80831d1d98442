"""What a one-time link can be for. The tasks themselves stand in ``config.link_tasks``, handed down by the settings."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class LinkTask:
    """One task: what it is called to the person, the page it leads to, and all it permits.

    ``page`` is a URL name; it takes what the link is about as its only argument, or none when that is empty.
    ``permissions`` are those the page needs and no more; a link never gives more than its role does.
    """

    title: str | Promise
    page: str
    permissions: frozenset[str]


def link_tasks() -> Mapping[str, LinkTask]:
    """Every task by its code."""
    tasks: Mapping[str, LinkTask] = import_string(settings.LINK_TASKS)
    return tasks
