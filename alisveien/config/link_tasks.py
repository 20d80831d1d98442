"""The tasks people without an account can do by a one-time link: code → task, named here one by one."""

from django.utils.translation import gettext_lazy as _

from alisveien.access.permissions import Permission
from alisveien.access.tasks_by_link import LinkTask
from alisveien.placements.rules_nomination import CONFIRM

TASKS: dict[str, LinkTask] = {
    CONFIRM: LinkTask(
        title=_("Se over en innmelding til sykehustjeneste"),
        page="placements:nomination_check",
        permissions=frozenset({Permission.NOMINATE}),
    ),
}
