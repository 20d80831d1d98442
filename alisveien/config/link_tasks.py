"""The tasks people without an account can do by a one-time link: code → task, named here one by one."""

from alisveien.access.tasks_by_link import LinkTask

TASKS: dict[str, LinkTask] = {}
